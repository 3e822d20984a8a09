import type { ClassWeights } from '../estimators/mlp-params.ts';
import type { Labels } from '../matrix.ts';

/** What the loss of each row counts, shape [n]; balanced weights are scikit-learn's: n / (classes there are · rows of the class). */
export const rowWeights = (classWeights: ClassWeights, y: Labels, classCount: number): Float64Array => {
  const weights = new Float64Array(y.length).fill(1);
  if (classWeights === 'none') return weights;
  const counts = new Float64Array(classCount);
  for (const label of y) counts[label] += 1;
  const present = counts.filter((count) => count > 0).length;
  return weights.map((_, row) => y.length / (present * counts[y[row]]));
};
