/** Nine numbers that describe a sample; all 0 for an empty one. */
export interface Summary {
  readonly max: number;
  readonly min: number;
  readonly count: number;
  readonly total: number;
  readonly average: number;
  readonly median: number;
  /** With n - 1 below the line; 0 for a single value. */
  readonly variance: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** The summary of no values. */
export const EMPTY_SUMMARY: Summary = {
  max: 0,
  min: 0,
  count: 0,
  total: 0,
  average: 0,
  median: 0,
  variance: 0,
  lowerQuartile: 0,
  upperQuartile: 0,
};

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
