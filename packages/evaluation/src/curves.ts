import { requireEqualLengths } from './errors.ts';

/** One point of a curve, both from 0 to 1. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** A curve over all thresholds of a score. */
export interface Curve {
  readonly points: readonly CurvePoint[];
  /** Area under the ROC curve, or average precision. */
  readonly area: number;
}

/** How many rows of either kind have at least a score. */
interface Cumulative {
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Share of positives found (y) by share of negatives taken for positive (x), as scikit-learn's `roc_curve`; `area` is
 * `roc_auc_score`. Null where there is no positive or no negative. Shapes [n] and [n].
 */
export function rocCurve(isPositive: readonly boolean[], scores: Float64Array): Curve | null {
  const steps = cumulate(isPositive, scores);
  const { positives, negatives } = steps[steps.length - 1];
  if (positives === 0 || negatives === 0) return null;
  const points = steps.map((step) => ({ x: step.negatives / negatives, y: step.positives / positives }));
  const area = points
    .slice(1)
    .reduce((sum, { x, y }, i) => sum + ((x - points[i].x) * (y + points[i].y)) / 2, 0);
  return { points: withoutCollinear(points), area };
}

/**
 * Precision (y) by recall (x), as scikit-learn's `precision_recall_curve`; `area` is `average_precision_score`, the mean of
 * precision weighted by the gain in recall. Null where there is no positive. Shapes [n] and [n].
 */
export function precisionRecallCurve(isPositive: readonly boolean[], scores: Float64Array): Curve | null {
  const steps = cumulate(isPositive, scores);
  const all = steps[steps.length - 1].positives;
  if (all === 0) return null;
  const points = steps.map(({ positives, negatives }) => ({
    x: positives / all,
    y: positives + negatives === 0 ? 1 : positives / (positives + negatives),
  }));
  const area = points.slice(1).reduce((sum, { x, y }, i) => sum + (x - points[i].x) * y, 0);
  return { points: withoutCollinear(points), area };
}

/** How surely a score ranks what is known above what is unknown: the area under the ROC curve; null where either is empty. */
export function knownAgainstUnknown(known: Float64Array, unknown: Float64Array): number | null {
  const isKnown = [...Array.from(known, () => true), ...Array.from(unknown, () => false)];
  return rocCurve(isKnown, Float64Array.from([...known, ...unknown]))?.area ?? null;
}

/** Counts after each distinct score, from the highest; begins with none. */
function cumulate(isPositive: readonly boolean[], scores: Float64Array): readonly Cumulative[] {
  requireEqualLengths(isPositive.length, scores.length);
  const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a]);
  const steps: Cumulative[] = [{ positives: 0, negatives: 0 }];
  let [positives, negatives] = [0, 0];
  order.forEach((row, rank) => {
    if (isPositive[row]) positives += 1;
    else negatives += 1;
    const isLastOfScore = rank + 1 === order.length || scores[order[rank + 1]] !== scores[row];
    if (isLastOfScore) steps.push({ positives, negatives });
  });
  return steps;
}

/** Leaves out points on a straight line between their neighbours; the curve stays the same. */
function withoutCollinear(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const kept: CurvePoint[] = [];
  points.forEach((point, i) => {
    const before = kept.at(-1);
    if (before === undefined || i + 1 === points.length) kept.push(point);
    else {
      const after = points[i + 1];
      const turn = (point.x - before.x) * (after.y - before.y) - (point.y - before.y) * (after.x - before.x);
      if (Math.abs(turn) > 1e-12) kept.push(point);
    }
  });
  return kept;
}
