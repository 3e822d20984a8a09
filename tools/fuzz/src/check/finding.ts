/** A promise that the reader broke on an input. */
export class Finding extends Error {
  override readonly name = 'Finding';
}

/** @throws Finding where `holds` is false. */
export const must = (holds: boolean, what: () => string): void => {
  if (!holds) throw new Finding(what());
};
