/** How many cells were compared, and how they came out. */
export interface Tally {
  compared: number;
  equal: number;
  /** Cells that differ, by the class that says why. */
  readonly explained: Map<string, number>;
  unexplained: number;
}

/** A tally of nothing. */
export const emptyTally = (): Tally => ({ compared: 0, equal: 0, explained: new Map(), unexplained: 0 });

/** Counts cells that are equal. */
export const countEqual = (tally: Tally, cells = 1): void => {
  tally.compared += cells;
  tally.equal += cells;
};

/** Counts cells that differ for the reason that a class gives, or for none. */
export const countDifferent = (tally: Tally, id: string | undefined, cells = 1): void => {
  tally.compared += cells;
  if (id === undefined) tally.unexplained += cells;
  else tally.explained.set(id, (tally.explained.get(id) ?? 0) + cells);
};

/** Adds one tally to another. */
export const addTally = (sum: Tally, tally: Tally): void => {
  sum.compared += tally.compared;
  sum.equal += tally.equal;
  sum.unexplained += tally.unexplained;
  for (const [id, cells] of tally.explained) sum.explained.set(id, (sum.explained.get(id) ?? 0) + cells);
};

/** The cells that differ and whose difference a class explains. */
export const explainedCells = (tally: Tally): number =>
  [...tally.explained.values()].reduce((sum, cells) => sum + cells, 0);
