import {
  type ColumnDrift,
  type DriftReport,
  REPORT_KIND,
  REPORT_SCHEMA_VERSION,
  type ReportDocument,
  type RunComparison,
} from '@networkml/evaluation';
import { gridRecordSchema, trainingRecordSchema } from '@networkml/model';
import * as z from 'zod/mini';
import { datasetReportSchema } from '../dataset/report-schema.ts';
import type { TrainingReport } from '../train-model.ts';
import { count, counts, evaluationSchema, interval, share } from './evaluation-schema.ts';

const unused = z
  .array(z.strictObject({ capture: z.string(), reason: z.string() }))
  .check(z.describe('captures that were left out, and why'));

const report: z.ZodMiniType<ReportDocument> = z.strictObject({
  kind: z.literal(REPORT_KIND),
  schemaVersion: z.literal(REPORT_SCHEMA_VERSION),
  title: z.string(),
  date: z.exactOptional(z.string()),
  warnings: z.exactOptional(z.array(z.string())),
  model: z.strictObject({
    name: z.string(),
    description: z.exactOptional(z.string()),
    estimator: z.exactOptional(z.string()),
    features: z.array(z.string()),
    columnCount: count,
  }),
  data: z.strictObject({
    description: z.exactOptional(z.string()),
    captureCount: z.exactOptional(count),
    groupCount: z.exactOptional(count),
    rowsPerRole: counts,
    unused: z.exactOptional(unused),
  }),
  validation: z.exactOptional(
    z.strictObject({
      method: z.string(),
      folds: z.exactOptional(count),
      groupedBy: z.exactOptional(z.string()),
    }),
  ),
  evaluation: evaluationSchema,
  ungrouped: z.exactOptional(evaluationSchema),
  notGrouped: z.exactOptional(z.string()),
  learningCurve: z.exactOptional(
    z.strictObject({
      unit: z.string(),
      points: z.array(
        z.strictObject({
          unitsPerRole: count,
          meanTrainRows: z.number(),
          accuracy: interval,
          weightedF1: share,
        }),
      ),
    }),
  ),
  importance: z.exactOptional(
    z.array(z.strictObject({ feature: z.string(), meanDrop: z.number(), deviation: z.number() })),
  ),
  reproduction: z.strictObject({
    command: z.exactOptional(z.string()),
    seed: z.exactOptional(count),
    fingerprints: z.record(z.string(), z.string()),
    versions: z.record(z.string(), z.string()),
    settings: z.exactOptional(z.record(z.string(), z.unknown())),
  }),
});

const trainingReport: z.ZodMiniType<TrainingReport> = z.strictObject({
  model: z.string(),
  validation: z.strictObject({
    method: z.string(),
    folds: count,
    groupedBy: z.exactOptional(z.string()),
    report: evaluationSchema,
    nested: z.exactOptional(
      z.strictObject({ chosen: z.array(count), bestAccuracy: share, bestWeightedF1: share }),
    ),
    ungrouped: z.exactOptional(evaluationSchema),
    gap: z.exactOptional(z.number()),
    notGrouped: z.exactOptional(z.string()),
    learningCurve: z.exactOptional(
      z.array(
        z.strictObject({
          capturesPerRole: count,
          meanTrainRows: z.number(),
          accuracy: z.nullable(interval),
          weightedF1: z.nullable(share),
          error: z.exactOptional(z.string()),
        }),
      ),
    ),
    notes: z.array(z.string()),
  }),
  grid: z.array(gridRecordSchema),
  training: trainingRecordSchema,
  unused,
});

/** What `networkml compare --format json` gives. */
interface ComparisonDocument {
  readonly rowCount: number;
  readonly seed: number;
  readonly runs: readonly RunComparison[];
}

const comparison: z.ZodMiniType<ComparisonDocument> = z.strictObject({
  rowCount: count,
  seed: count,
  runs: z.array(
    z.strictObject({
      name: z.string(),
      accuracy: share,
      weightedF1: share,
      againstFirst: z.nullable(
        z
          .strictObject({
            accuracy: interval,
            weightedF1: interval,
            mcnemar: z.strictObject({ onlyFirst: count, onlySecond: count, exactP: share, midP: share }),
          })
          .check(z.describe('differences from the first run, which has none')),
      ),
    }),
  ),
});

const columnDrift = {
  column: z.string(),
  stability: z.number().check(z.describe('population stability index')),
  distance: share.check(z.describe('Kolmogorov-Smirnov distance')),
  pValue: share,
  hasDrifted: z.boolean(),
} as const;

const column: z.ZodMiniType<ColumnDrift> = z.strictObject(columnDrift);

const drift: z.ZodMiniType<DriftReport> = z.strictObject({
  rowCount: count,
  columns: z.array(column),
  driftedCount: count,
  confidence: z.nullable(
    z.strictObject({ ...columnDrift, trainingMedian: share, newMedian: z.nullable(share) }),
  ),
  verdict: z.enum(['stable', 'watch', 'retrain']),
  advice: z.string(),
});

/** The kinds of reports that are written as JSON. */
export const REPORT_KINDS = [
  'evaluation',
  'report',
  'training-report',
  'comparison',
  'drift',
  'dataset-report',
] as const;

/** One of `REPORT_KINDS`. */
export type ReportKind = (typeof REPORT_KINDS)[number];

const SCHEMAS: Readonly<Record<ReportKind, readonly [schema: z.ZodMiniType, title: string]>> = {
  evaluation: [evaluationSchema, 'Figures of networkml evaluate --format json'],
  report: [report, 'A report of networkml evaluate --report report.json'],
  'training-report': [trainingReport, 'report.json in a run folder of networkml-trainer'],
  comparison: [comparison, 'networkml compare --format json'],
  drift: [drift, 'networkml drift --format json'],
  'dataset-report': [datasetReportSchema, 'networkml dataset check --format json'],
};

/** The JSON Schema (draft 2020-12) of a kind of report; docs/<kind>.schema.json is generated from it. */
export const reportJsonSchema = (kind: ReportKind): Record<string, unknown> => {
  const [schema, title] = SCHEMAS[kind];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', reused: 'ref' });
  return { $schema, title, ...rest };
};

/** What keeps a parsed JSON document from being a report of that kind: a line a place, none where it is one. */
export const reportProblems = (kind: ReportKind, document: unknown): readonly string[] => {
  const result = SCHEMAS[kind][0].safeParse(document);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
};
