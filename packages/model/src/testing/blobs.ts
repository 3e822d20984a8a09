import { type Labels, type Matrix, zeros } from '../matrix.ts';
import { createRng } from '../rng.ts';

/** Rows around one centre per class, classes in turn: an easy problem for tests, the same for the same seed. */
export const makeBlobs = (
  rowCount: number,
  options: { readonly classCount: number; readonly columnCount: number; readonly seed?: number },
): { x: Matrix; y: Labels; classCount: number } => {
  const { classCount, columnCount, seed = 1 } = options;
  const rng = createRng(seed);
  const centers = Float64Array.from({ length: classCount * columnCount }, () => rng.next() * 10);
  const x = zeros(rowCount, columnCount);
  const y = Int32Array.from({ length: rowCount }, (_, row) => row % classCount);
  for (let i = 0; i < x.values.length; i++) {
    const row = Math.floor(i / columnCount);
    x.values[i] = centers[y[row] * columnCount + (i % columnCount)] + rng.next();
  }
  return { x, y, classCount };
};
