import type { Labels, Matrix } from '@networkml/model';
import { type Curve, precisionRecallCurve, rocCurve } from './curves.ts';
import { thin } from './risk-coverage.ts';

/** How well the probability of one role tells it from all others. */
export interface RoleCurves {
  readonly role: string;
  /** Null where no row, or every row, is of the role; `area` is of the whole curve, points are at most 100. */
  readonly roc: Curve | null;
  /** Null where no row is of the role; `area` is the average precision. */
  readonly precisionRecall: Curve | null;
}

const MOST_POINTS = 100;

/** The curves of every role against the rest. @param truth shape [n]. @param probabilities shape [n, roles]. */
export function roleCurves(
  truth: Labels,
  probabilities: Matrix,
  roles: readonly string[],
): readonly RoleCurves[] {
  const { values, columnCount } = probabilities;
  return roles.map((role, label) => {
    const isPositive = Array.from(truth, (own) => own === label);
    const scores = Float64Array.from(truth, (_, row) => values[row * columnCount + label]);
    return {
      role,
      roc: forPaper(rocCurve(isPositive, scores)),
      precisionRecall: forPaper(precisionRecallCurve(isPositive, scores)),
    };
  });
}

/** Few points of four decimals, which is more than a screen shows. */
function forPaper(curve: Curve | null): Curve | null {
  if (curve === null) return null;
  const points = thin(curve.points, MOST_POINTS).map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }));
  return { points, area: curve.area };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
