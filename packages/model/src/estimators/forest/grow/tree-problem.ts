import type { Labels, Matrix } from '../../../matrix.ts';
import type { ForestParams } from '../forest-params.ts';

/** What all trees of a forest are grown from: the rows, column by column. */
export interface TreeProblem {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly classCount: number;
  /** Shape [columnCount, rowCount]. */
  readonly values: Float64Array;
  /** Place of a value among the distinct ones of its column, from 0; shape [columnCount, rowCount]. */
  readonly ranks: Int32Array;
  /** Class index per row, shape [rowCount]. */
  readonly y: Labels;
  /** What a row counts by its class, shape [classCount]. */
  readonly classWeights: Float64Array;
}

/** Turns rows into columns and ranks them, once for all trees. */
export const treeProblem = (
  x: Matrix,
  y: Labels,
  {
    classCount,
    weighting,
  }: { readonly classCount: number; readonly weighting: ForestParams['classWeights'] },
): TreeProblem => {
  const { rowCount, columnCount } = x;
  const values = new Float64Array(x.values.length);
  const ranks = new Int32Array(x.values.length);
  for (let column = 0; column < columnCount; column++) {
    const start = column * rowCount;
    for (let row = 0; row < rowCount; row++) values[start + row] = x.values[row * columnCount + column];
    rankColumn(values.subarray(start, start + rowCount), ranks.subarray(start, start + rowCount));
  }
  const classWeights =
    weighting === 'balanced' ? balancedWeights(y, classCount) : new Float64Array(classCount).fill(1);
  return { rowCount, columnCount, classCount, values, ranks, y, classWeights };
};

const rankColumn = (values: Float64Array, ranks: Int32Array): void => {
  const order = Uint32Array.from(values, (_, row) => row).sort((a, b) => values[a] - values[b]);
  let rank = 0;
  for (let i = 1; i < order.length; i++) {
    if (values[order[i]] > values[order[i - 1]]) rank += 1;
    ranks[order[i]] = rank;
  }
};

/** Rows of each class weigh as much as those of any other, and a row weighs 1 on average; a class without a row counts 1. */
const balancedWeights = (y: Labels, classCount: number): Float64Array => {
  const counts = new Float64Array(classCount);
  for (const label of y) counts[label] += 1;
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 1 : y.length / (present * count)));
};
