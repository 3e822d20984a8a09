import { resolve } from 'node:path';
import { createTable } from '@networkml/featurizer';
import type { TrainingRecord } from '@networkml/model';
import { isDirectory, listCaptures, threadsThatHelp } from '../capture-files.ts';
import type { CaptureOutcome } from '../capture-tasks.ts';
import { PipelineError } from '../errors.ts';
import { runEachCapture } from '../each-capture.ts';
import type { CaptureProgress } from '../featurize-captures.ts';
import { type LabelOptions, type Labeller, openLabels } from '../labeller.ts';
import { type LabelledTable, labelTable } from '../labels.ts';
import { checkContents } from './checks/contents.ts';
import { checkCopies } from './checks/copies.ts';
import { checkLeaks } from './checks/leaks.ts';
import { checkNames } from './checks/names.ts';
import { checkRoles } from './checks/roles.ts';
import { checkSettings } from './checks/settings.ts';
import { checkTells } from './checks/tells.ts';
import type { Dataset, DatasetCapture, DatasetRow } from './dataset.ts';
import { type Finding, SEVERITIES } from './finding.ts';
import { type InspectOptions, INVENTORY_COLUMNS, inventory } from './inspect-capture.ts';
import { type DatasetReport, reportDataset } from './report-dataset.ts';

/** What to check, and how training is going to read it. */
export interface CheckDatasetOptions extends Pick<InspectOptions, 'maxExpansion'> {
  /** Directory of the captures. */
  readonly directory: string;
  readonly labels: LabelOptions;
  /** Whose rows count, as in training. */
  readonly devices: TrainingRecord['deviceSelection'];
  /** Column of the manifest that says on which side of a split a capture is, `split` by default. */
  readonly splitColumn?: string;
  /** Threads that may share the captures where they are large, 1 by default; the result does not depend on it. */
  readonly threads?: number;
}

const CHECKS: readonly ((dataset: Dataset) => Finding[])[] = [
  checkContents,
  checkNames,
  checkCopies,
  checkLeaks,
  checkRoles,
  checkSettings,
  checkTells,
];

/**
 * Looks at every capture of a directory and its label as training would read them, and tells what is wrong with them. Each
 * capture is read once; what is kept of it does not grow with it.
 *
 * @throws PipelineError of the labels, PIPELINE_NO_CAPTURES, PIPELINE_UNREADABLE.
 */
export const checkDataset = async (
  options: CheckDatasetOptions,
  onProgress?: CaptureProgress,
): Promise<DatasetReport> => {
  const dataset = await inspectDataset(options, onProgress);
  const findings = CHECKS.flatMap((check) => check(dataset)).toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
  return reportDataset(dataset, findings, options);
};

const inspectDataset = async (
  options: CheckDatasetOptions,
  onProgress?: CaptureProgress,
): Promise<Dataset> => {
  const { directory, labels, devices, maxExpansion } = options;
  if (!(await isDirectory(directory)))
    throw new PipelineError('PIPELINE_NO_CAPTURES', `${directory} is no directory`);
  const opened = await openLabels({ directory, ...labels });
  const listed = await listCaptures([directory]);
  const named = new Set(opened.captures?.map((capture) => resolve(capture)));
  const paths = opened.captures ?? listed;
  const inspect: InspectOptions = {
    devices: devices === 'canonical' ? 'canonical' : 'auto',
    ...(maxExpansion === undefined ? {} : { maxExpansion }),
  };
  const threads = await threadsThatHelp(paths, options.threads ?? 1);
  const captures: DatasetCapture[] = [];
  const taskOf = (capture: string) =>
    Promise.resolve({ kind: 'inspect', capture, options: inspect } as const);
  for await (const outcome of runEachCapture({ captures: paths, threads, taskOf })) {
    captures.push(await captureOf(outcome, opened.labeller, options));
    onProgress?.(captures.length, paths.length, outcome.capture);
  }
  const unlisted = opened.captures === undefined ? [] : listed.filter((path) => !named.has(resolve(path)));
  return { labelsFrom: labels.from, captures, unlisted };
};

const captureOf = async (
  { capture, result }: CaptureOutcome,
  labeller: Labeller,
  { devices, splitColumn = 'split' }: CheckDatasetOptions,
): Promise<DatasetCapture> => {
  const isLabelled = (await labeller(capture)).length > 0;
  if (result.kind === 'failed')
    return { capture, isLabelled, error: result.error.message, rows: [], unused: [] };
  if (result.kind !== 'inspection') throw new RangeError(`an inspection was asked for, not ${result.kind}`);
  const { devices: rows, ...inspection } = result.inspection;
  if (!isLabelled) return { capture, isLabelled, inspection, rows: [], unused: [] };
  const table = createTable({
    values: new Float64Array(rows.length * INVENTORY_COLUMNS.length),
    columns: INVENTORY_COLUMNS,
    rows,
    featureSets: [{ id: inventory.id, version: inventory.version }],
  });
  const labelled = await labelTable(table, labeller, devices === 'canonical');
  return {
    capture,
    isLabelled,
    inspection,
    rows: rowsOfLabelled(labelled, splitColumn),
    unused: labelled.unused.map(({ reason }) => reason),
  };
};

const rowsOfLabelled = ({ table, roles, groupings }: LabelledTable, splitColumn: string): DatasetRow[] =>
  table.rows.map((identity, row) => ({
    role: roles[row],
    device: groupings.device[row],
    group: cellOf(groupings, 'group', row),
    side: cellOf(groupings, splitColumn, row),
    identity,
  }));

const cellOf = (groupings: LabelledTable['groupings'], name: string, row: number): string | undefined =>
  name in groupings ? groupings[name][row] : undefined;
