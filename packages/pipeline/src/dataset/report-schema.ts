import * as z from 'zod/mini';
import { count } from '../report/evaluation-schema.ts';
import { FINDINGS, type Finding, SEVERITIES } from './finding.ts';
import type { DatasetReport, RoleShare } from './report-dataset.ts';

const roleSchema: z.ZodMiniType<RoleShare> = z.strictObject({
  role: z.string(),
  rows: count,
  captures: count,
  devices: count,
  groups: count,
  packets: count,
  medianSeconds: z.nullable(z.number()),
});

/** A finding whose name is any of the keys of `FINDINGS`, which the schema lists. */
interface NamedFinding extends Omit<Finding, 'finding'> {
  readonly finding: string;
}

const findingSchema: z.ZodMiniType<NamedFinding> = z.strictObject({
  severity: z.enum(SEVERITIES),
  finding: z.enum(Object.keys(FINDINGS)),
  captures: z.array(z.string()),
  roles: z.array(z.string()),
  message: z.string(),
  advice: z.string(),
});

/** What `networkml dataset check --format json` gives. */
export const datasetReportSchema: z.ZodMiniType<
  Omit<DatasetReport, 'findings'> & { readonly findings: readonly NamedFinding[] }
> = z.strictObject({
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
