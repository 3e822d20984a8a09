/** Every code of this package, with what it means. */
export const EVALUATION_ERRORS = {
  EVALUATION_LENGTHS: 'truth and predictions differ in the number of rows',
  EVALUATION_CLASS: 'a class index lies outside the classes',
  EVALUATION_ROLES: 'the role names differ in number from the columns of probabilities',
  EVALUATION_FEATURES: 'the feature names differ in number from the columns',
  EVALUATION_ROWS: 'the runs are not of the same rows',
  EVALUATION_K: 'the number of guesses is not a whole number of at least 1',
} as const;

/** A key of `EVALUATION_ERRORS`. */
export type EvaluationErrorCode = keyof typeof EVALUATION_ERRORS;

/** A misuse of this package; `code` says which. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly code: EvaluationErrorCode;

  constructor(code: EvaluationErrorCode, detail: string) {
    super(`${EVALUATION_ERRORS[code]}: ${detail} (${code})`);
    this.code = code;
  }
}

export function requireEqualLengths(truthCount: number, predictedCount: number): void {
  if (truthCount === predictedCount) return;
  throw new EvaluationError('EVALUATION_LENGTHS', `${truthCount} and ${predictedCount}`);
}

export function requireClasses(labels: Int32Array, classCount: number): void {
  const outside = labels.find((label) => label < 0 || label >= classCount);
  if (outside === undefined) return;
  throw new EvaluationError('EVALUATION_CLASS', `${outside} of ${classCount} classes`);
}
