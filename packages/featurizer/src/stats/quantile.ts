/**
 * The quantile of `count` sorted values that `valueAt` gives by rank, between two ranks by straight line:
 * numpy's default, type 7 of Hyndman and Fan, The American Statistician 50 (1996).
 */
export const quantile = (share: number, count: number, valueAt: (rank: number) => number): number => {
  const position = share * (count - 1);
  const below = Math.floor(position);
  const low = valueAt(below);
  const high = valueAt(Math.min(below + 1, count - 1));
  return low + (high - low) * (position - below);
};
