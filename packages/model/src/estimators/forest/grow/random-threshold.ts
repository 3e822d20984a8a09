import type { Rng } from '../../../rng.ts';
import type { TryColumn } from './find-split.ts';
import type { TreeRows } from './growing-tree.ts';
import type { TreeProblem } from './tree-problem.ts';

/** Tries one threshold of a column, drawn uniformly between its lowest and its highest value, as extra trees do. */
export const randomThreshold = (
  problem: TreeProblem,
  tree: TreeRows,
  { minSamplesLeaf, rng }: { readonly minSamplesLeaf: number; readonly rng: Rng },
): TryColumn => {
  const { rowCount, classCount, values, y } = problem;
  const { order, weights } = tree;
  const left = new Float64Array(classCount);
  return (column, { start, end, classTotals, weight }, best) => {
    const offset = column * rowCount;
    let low = values[offset + order[start]];
    let high = low;
    for (let i = start + 1; i < end; i++) {
      const value = values[offset + order[i]];
      if (value < low) low = value;
      else if (value > high) high = value;
    }
    if (low === high) return false;
    const threshold = drawBetween(low, high, rng);
    left.fill(0);
    let leftSize = 0;
    let leftWeight = 0;
    for (let i = start; i < end; i++) {
      const row = order[i];
      if (values[offset + row] > threshold) continue;
      leftSize += 1;
      leftWeight += weights[row];
      left[y[row]] += weights[row];
    }
    if (leftSize < minSamplesLeaf || end - start - leftSize < minSamplesLeaf) return true;
    const score = scoreOf(left, classTotals, [leftWeight, weight - leftWeight]);
    if (score > best.score) Object.assign(best, { score, column, threshold });
    return true;
  };
};

/** At least `low` and below `high`, so that neither side is empty. */
const drawBetween = (low: number, high: number, rng: Rng): number => {
  const share = rng.next();
  const drawn = low * (1 - share) + high * share;
  return drawn >= low && drawn < high ? drawn : low;
};

const scoreOf = (
  left: Float64Array,
  totals: Float64Array,
  [leftWeight, rightWeight]: readonly [number, number],
): number => {
  let leftSquares = 0;
  let rightSquares = 0;
  for (let label = 0; label < left.length; label++) {
    const right = totals[label] - left[label];
    leftSquares += left[label] * left[label];
    rightSquares += right * right;
  }
  return leftSquares / leftWeight + rightSquares / rightWeight;
};
