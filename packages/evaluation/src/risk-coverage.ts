import { requireEqualLengths } from './errors.ts';

/** What happens if rows below a confidence are called Unknown. */
export interface RiskCoveragePoint {
  /** Confidence of the least confident row that is answered. */
  readonly threshold: number;
  /** Share of rows that are answered. */
  readonly coverage: number;
  /** Accuracy on them. */
  readonly accuracy: number;
}

/** At most `pointCount` points from few answers to all (El-Yaniv and Wiener, JMLR 2010), at thresholds that occur. Shapes [n] and [n]. */
export function riskCoverage(
  confidences: Float64Array,
  isRight: readonly boolean[],
  pointCount = 100,
): readonly RiskCoveragePoint[] {
  requireEqualLengths(isRight.length, confidences.length);
  const order = [...confidences.keys()].sort((a, b) => confidences[b] - confidences[a]);
  const points: RiskCoveragePoint[] = [];
  let right = 0;
  order.forEach((row, rank) => {
    if (isRight[row]) right += 1;
    const answered = rank + 1;
    if (answered < order.length && confidences[order[answered]] === confidences[row]) return;
    const point = {
      threshold: confidences[row],
      coverage: answered / order.length,
      accuracy: right / answered,
    };
    points.push(point);
  });
  return thin(points, pointCount);
}

/** Points at equal steps, with the first and the last. */
export function thin<Point>(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, i) => points[Math.round((i * (points.length - 1)) / (most - 1))]);
}
