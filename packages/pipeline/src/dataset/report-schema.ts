import * as z from 'zod/mini';
import { FINDINGS, SEVERITIES } from './finding.ts';

const count = z.int().check(z.minimum(0));

const roleSchema = z.strictObject({
  role: z.string(),
  rows: count,
  captures: count,
  devices: count,
  groups: count,
  packets: count,
  medianSeconds: z.nullable(z.number()),
});

const findingSchema = z.strictObject({
  severity: z.enum(SEVERITIES),
  finding: z.enum(Object.keys(FINDINGS)),
  captures: z.array(z.string()),
  roles: z.array(z.string()),
  message: z.string(),
  advice: z.string(),
});

/** What `networkml dataset check --format json` gives. */
const datasetReport = z.strictObject({
  dataset: z.string(),
  labels: z.enum(['file-name', 'directory', 'manifest']),
  captures: count,
  readCaptures: count,
  packets: count,
  rows: count,
  devices: count,
  findings: z.array(findingSchema),
  counts: z.strictObject({ error: count, warning: count, note: count }),
  roles: z.array(roleSchema),
});

/** The JSON Schema (draft 2020-12) of a report on a dataset; docs/dataset-report.schema.json is generated from it. */
export const datasetReportJsonSchema = (): Record<string, unknown> => ({ ...z.toJSONSchema(datasetReport) });

/** Whether a parsed JSON document is a report on a dataset by that schema. */
export const isDatasetReport = (document: unknown): boolean => datasetReport.safeParse(document).success;
