/** One of the rows that are nearest. */
export interface NearRow {
  readonly row: number;
  /** Square of its distance. */
  readonly squared: number;
}

/**
 * The rows nearest to a point, the nearest first.
 * @param rows shape [n, d], row-major. @param point shape [d].
 */
export const nearestRows = (
  rows: Float64Array,
  point: Float64Array,
  { count, except = -1 }: { readonly count: number; readonly except?: number },
): readonly NearRow[] => {
  const nearest: NearRow[] = [];
  const width = point.length;
  let worst = Number.POSITIVE_INFINITY;
  for (let row = 0, start = 0; start < rows.length; row++, start += width) {
    if (row === except) continue;
    const squared = squaredDistance(rows, start, { point, worst });
    if (squared >= worst) continue;
    const at = nearest.findIndex((other) => squared < other.squared);
    nearest.splice(at < 0 ? nearest.length : at, 0, { row, squared });
    if (nearest.length > count) nearest.pop();
    if (nearest.length === count) worst = nearest[count - 1].squared;
  }
  return nearest;
};

/** Stops once it is beyond the worst that still counts. */
const squaredDistance = (
  rows: Float64Array,
  start: number,
  { point, worst }: { readonly point: Float64Array; readonly worst: number },
): number => {
  let sum = 0;
  for (let column = 0; column < point.length && sum < worst; column++) {
    const difference = rows[start + column] - point[column];
    sum += difference * difference;
  }
  return sum;
};
