import type { RowReference } from '@networkml/evaluation';
import type { Labels, Matrix } from '@networkml/model';
import type { Fold } from '@networkml/model/training';

/** Answers for rows by models that had not seen them. */
export interface OutOfFold {
  /** Rows of the training table, ascending. */
  readonly rows: Int32Array;
  /** Whose they are, shape [rows.length]. */
  readonly references: readonly RowReference[];
  /** Class of each of them, shape [rows.length]. */
  readonly truth: Labels;
  /** Shape [rows.length, roles]. */
  readonly probabilities: Matrix;
  /** Group of each of them; absent where rows stand alone. */
  readonly groups?: readonly string[];
}

/**
 * The rows that can be judged: those whose first fold gave an answer, by a model that had learned their role from others. Where all rows of a
 * role are of one group, no model could.
 */
export const judgedRows = (y: Labels, folds: readonly Fold[], answers: Matrix): Int32Array => {
  const isJudged = new Uint8Array(y.length);
  const isSeen = new Uint8Array(y.length);
  for (const { train, test } of folds) {
    const learned = new Set(Array.from(train, (row) => y[row]));
    for (const row of test) {
      if (isSeen[row] === 1) continue;
      isSeen[row] = 1;
      const isAnswered = !Number.isNaN(answers.values[row * answers.columnCount]);
      if (isAnswered && learned.has(y[row])) isJudged[row] = 1;
    }
  }
  return Int32Array.from(y.keys()).filter((row) => isJudged[row] === 1);
};
