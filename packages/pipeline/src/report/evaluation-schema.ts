import type {
  CalibrationReport,
  Curve,
  EvaluationReport,
  Interval,
  RoleCurves,
  RoleReport,
  RowOutcome,
  Scores,
  UnknownReport,
} from '@networkml/evaluation';
import * as z from 'zod/mini';

/** A ratio from 0 to 1. */
export const share: z.ZodMiniType<number> = z.number().check(z.minimum(0), z.maximum(1));

/** A whole number from 0 on. */
export const count: z.ZodMiniType<number> = z.int().check(z.minimum(0));

/** How often each of several things occurs. */
export const counts: z.ZodMiniType<Record<string, number>> = z.record(z.string(), count);

/** An estimate and where it may lie. */
export const interval: z.ZodMiniType<Interval> = z
  .strictObject({ estimate: z.number(), low: z.number(), high: z.number() })
  .check(z.describe('an estimate, and where it may lie by resampling'));

const scores: z.ZodMiniType<Scores> = z.strictObject({ precision: share, recall: share, f1: share });

const calibration: z.ZodMiniType<CalibrationReport> = z.strictObject({
  expectedCalibrationError: share,
  brier: z.number().check(z.minimum(0), z.maximum(2)),
  logLoss: z.number().check(z.minimum(0)),
  bins: z.array(z.strictObject({ from: share, to: share, count, confidence: share, accuracy: share })),
});

const curve: z.ZodMiniType<Curve> = z.strictObject({
  points: z.array(z.strictObject({ x: share, y: share })),
  area: share.check(z.describe('area under the ROC curve, or average precision')),
});

const roleCurves: z.ZodMiniType<RoleCurves> = z.strictObject({
  role: z.string(),
  roc: z.nullable(curve).check(z.describe('share found (y) by share of others taken for it (x)')),
  precisionRecall: z.nullable(curve).check(z.describe('precision (y) by recall (x)')),
});

const unknown: z.ZodMiniType<UnknownReport> = z.strictObject({
  threshold: share,
  share: share.check(z.describe('of the rows, those called Unknown')),
  answeredAccuracy: z.nullable(share).check(z.describe('of the others; null where there are none')),
  reasons: z.exactOptional(counts.check(z.describe('rows by the reason why they are Unknown'))),
  perRole: z.array(
    z.strictObject({
      role: z.string(),
      rowCount: count,
      unknownCount: count,
      reasons: z.exactOptional(counts),
      answeredAccuracy: z.nullable(share),
    }),
  ),
  riskCoverage: z
    .array(z.strictObject({ threshold: share, coverage: share, accuracy: share }))
    .check(z.describe('what other thresholds would do')),
});

const role: z.ZodMiniType<RoleReport> = z.strictObject({
  role: z.string(),
  precision: share,
  recall: share,
  f1: share,
  support: count.check(z.describe('rows of the role')),
  predictedCount: count.check(z.describe('rows predicted as the role')),
  intervals: z.strictObject({ precision: interval, recall: interval, f1: interval }),
});

const whose = {
  capture: z.string(),
  device: z.string(),
  windowStart: z.exactOptional(z.number().check(z.describe('seconds since 1970-01-01 UTC'))),
} as const;

const outcome: z.ZodMiniType<RowOutcome> = z.strictObject({
  ...whose,
  truth: z.string(),
  predicted: z.string(),
  confidence: share,
});

/** The figures of a report, as `evaluate` of `@networkml/evaluation` gives them. */
export const evaluationSchema: z.ZodMiniType<EvaluationReport> = z.strictObject({
  rowCount: count,
  accuracy: share,
  top3Accuracy: share,
  topK: z.array(z.strictObject({ k: count, accuracy: share })),
  weighted: scores.check(z.describe('averages weighted by the rows of each role')),
  macro: scores.check(z.describe('plain averages over the roles that occur')),
  intervals: z.strictObject({
    method: z.enum(['bootstrap', 'bootstrap by group']),
    level: share,
    resamples: count,
    seed: count,
    accuracy: interval,
    weightedF1: interval,
    macroF1: interval,
  }),
  calibration,
  curves: z.array(roleCurves),
  unknown,
  perRole: z.array(role),
  confusion: z.strictObject({
    roles: z.array(z.string()),
    counts: z.array(z.array(count)).check(z.describe('rows by true role, columns by predicted role')),
  }),
  mostConfused: z.array(
    z.strictObject({
      truth: z.string(),
      predicted: z.string(),
      count,
      share,
      lookAt: z.exactOptional(z.array(z.strictObject({ ...whose, confidence: share }))),
    }),
  ),
  rows: z.exactOptional(z.array(outcome).check(z.describe('the answer to every row'))),
});
