import { type FeatureTable, type RowWarning, warningsOf } from '@networkml/featurizer';
import {
  type CaptureFeatures,
  type CaptureProgress,
  type FailedCapture,
  type FeaturizeManyOptions,
  featurizeEach,
} from '../featurize-captures.ts';
import type { Piece } from '../files.ts';
import { type FeatureWriterOptions, createFeatureWriter } from './feature-writer.ts';
import type { FeatureJournal } from './journal.ts';

/** How features of captures are computed and written. */
export interface WriteFeaturesOptions
  extends Omit<FeaturizeManyOptions, 'recall'>, Omit<FeatureWriterOptions, 'sets'> {
  /** Where the features of each capture are noted, and those of an earlier run found. */
  readonly journal?: FeatureJournal;
  readonly onProgress?: CaptureProgress;
}

/** MACs that may hide several hosts which a report names. */
const ROUTERS_NAMED = 5;

/** What was met while features were written; complete when the last piece was taken. */
export interface FeatureReport {
  rows: number;
  packets: number;
  damagedPackets: number;
  skippedBlocks: number;
  /** Captures whose features were known from an earlier run. */
  recalled: number;
  /** What did not fit into the bounds of memory, as in `FeatureTable.overflow`. */
  readonly overflow: Map<string, number>;
  /** Rows with each warning. */
  readonly warnings: Map<RowWarning, number>;
  /** The first few MACs that three hosts or more sent from. */
  readonly routers: string[];
  /** Captures that gave no rows, and why. */
  readonly failed: FailedCapture[];
  /** Captures that were kept up to where they break off, and why that is. */
  readonly broken: FailedCapture[];
}

/** Features that are being written. */
export interface FeatureRun {
  readonly report: FeatureReport;
  /** The file, as it comes. */
  readonly pieces: AsyncIterable<Piece>;
}

/**
 * Writes the features of captures, the rows of each as soon as it and those before it were read; no more than the table
 * of a capture is held, or of a few where threads share them.
 *
 * Taking the pieces throws what the first capture threw where none could be used; FeatureError where sets do not go
 * together or the layout is not for them; the signal's reason.
 */
export const writeFeatures = (captures: readonly string[], options: WriteFeaturesOptions): FeatureRun => {
  const report: FeatureReport = {
    rows: 0,
    packets: 0,
    damagedPackets: 0,
    skippedBlocks: 0,
    recalled: 0,
    overflow: new Map(),
    warnings: new Map(),
    routers: [],
    failed: [],
    broken: [],
  };
  return { report, pieces: piecesOf(captures, options, report) };
};

async function* piecesOf(
  captures: readonly string[],
  options: WriteFeaturesOptions,
  report: FeatureReport,
): AsyncGenerator<Piece> {
  const { journal, onProgress, format, layout, ...rest } = options;
  const writer = await createFeatureWriter({
    format,
    sets: rest.sets,
    ...(layout === undefined ? {} : { layout }),
  });
  const recall = journal === undefined ? {} : { recall: (capture: string) => journal.recall(capture) };
  const total = rest.merge === true ? 1 : captures.length;
  let done = 0;
  for await (const outcome of featurizeEach(captures, { ...rest, ...recall })) {
    if ('error' in outcome) report.failed.push(outcome);
    else {
      const isNew = (await journal?.note(outcome)) ?? true;
      if (!isNew) report.recalled += 1;
      takeIn(outcome, report);
      yield* writer.table(outcome.capture, outcome.table);
    }
    done += 1;
    onProgress?.(done, total, outcome.capture);
  }
  const [failure] = report.failed;
  if (total > 0 && report.failed.length === total) throw failure.error;
  yield* writer.end();
}

const takeIn = ({ capture, table, counts, broken }: CaptureFeatures, report: FeatureReport): void => {
  report.rows += table.rowCount;
  report.packets += counts.packets;
  report.damagedPackets += counts.damagedPackets;
  report.skippedBlocks += counts.skippedBlocks;
  const overflow: Readonly<Record<string, number>> = { ...table.overflow };
  for (const [what, number] of Object.entries(overflow)) add(report.overflow, what, number);
  noteWarnings(table, report);
  if (broken !== undefined) report.broken.push({ capture, error: broken });
};

const noteWarnings = ({ rows }: FeatureTable, { warnings, routers }: FeatureReport): void => {
  for (const identity of rows) {
    for (const warning of warningsOf(identity)) {
      add(warnings, warning, 1);
      if (warning === 'router' && routers.length < ROUTERS_NAMED && !routers.includes(identity.device)) {
        routers.push(identity.device);
      }
    }
  }
};

const add = <Key>(counts: Map<Key, number>, key: Key, number: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + number);
};
