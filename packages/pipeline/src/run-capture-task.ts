import type { FeatureSet, FeatureTable } from '@networkml/featurizer';
import type { CaptureOptions } from '@networkml/pcap-reader/node';
import { type CapturedError, capturedError } from './captured-error.ts';
import { type CaptureInspection, type InspectOptions, inspectCapture } from './dataset/inspect-capture.ts';
import { resolveFeatureSets } from './feature-sets.ts';
import {
  type CaptureCounts,
  type FeaturizeOptions,
  featurizeOrFail,
  isCaptureFailure,
} from './featurize-captures.ts';
import { type ParseOptions, type ParseReport, parseCaptures } from './parse-captures.ts';
import { type ShareTask, writeShare } from './parse/share-rows.ts';
import { type CaptureSummary, summarizeCapture } from './summarize-capture.ts';

/** What a worker thread does with one capture. */
export type CaptureTask =
  | {
      readonly kind: 'summarize';
      readonly capture: string;
      readonly options: Pick<CaptureOptions, 'salvage' | 'maxExpansion'>;
    }
  | { readonly kind: 'inspect'; readonly capture: string; readonly options: InspectOptions }
  | {
      readonly kind: 'parse';
      readonly capture: string;
      readonly options: ParseOptions;
      /** Bytes of output that are worth sending; a capture that gives more is left to whoever asked. */
      readonly mostBytes: number;
    }
  | {
      readonly kind: 'featurize';
      readonly capture: string;
      readonly settings: FeatureSettings;
    }
  | ShareTask;

/** What features to compute, as it crosses between threads: sets are known by their ids. */
export interface FeatureSettings extends Omit<FeaturizeOptions, 'sets' | 'name' | 'signal' | 'batch'> {
  readonly features: readonly string[];
  readonly plugins: readonly string[];
}

/** What comes of a task. */
export type CaptureTaskResult =
  | { readonly kind: 'summary'; readonly summary: CaptureSummary }
  | { readonly kind: 'inspection'; readonly inspection: CaptureInspection }
  | {
      readonly kind: 'rows';
      readonly pieces: readonly Uint8Array[];
      readonly report: Pick<ParseReport, 'packets' | 'damagedPackets' | 'rows'>;
      readonly broken: readonly CapturedError[];
    }
  | {
      readonly kind: 'features';
      /** In memory that threads share, shape [rows, columns]. */
      readonly values: Float64Array;
      readonly rows: FeatureTable['rows'];
      readonly overflow: FeatureTable['overflow'];
      readonly counts: CaptureCounts;
      readonly broken: CapturedError | undefined;
    }
  | { readonly kind: 'tooLarge' }
  /** All that came of a share went through its port. */
  | { readonly kind: 'shared' }
  | { readonly kind: 'failed'; readonly error: CapturedError };

/** What may stop the computing of features. */
export interface TaskLimits {
  readonly signal?: AbortSignal | undefined;
}

/** Does a task; what is wrong with the capture is a result, anything else is thrown. */
export const runCaptureTask = async (
  task: CaptureTask,
  limits: TaskLimits = {},
): Promise<CaptureTaskResult> => {
  if (task.kind === 'share') {
    await writeShare(task);
    return { kind: 'shared' };
  }
  if (task.kind === 'featurize') return featurize(task, limits);
  try {
    switch (task.kind) {
      case 'summarize':
        return { kind: 'summary', summary: await summarizeCapture(task.capture, task.options) };
      case 'inspect':
        return { kind: 'inspection', inspection: await inspectCapture(task.capture, task.options) };
      case 'parse':
        return await parseWhole(task);
    }
  } catch (error) {
    if (!isCaptureFailure(error)) throw error;
    return { kind: 'failed', error: capturedError(error) };
  }
};

const parseWhole = async (task: CaptureTask & { kind: 'parse' }): Promise<CaptureTaskResult> => {
  const { pieces, report } = parseCaptures([task.capture], task.options);
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    kept.push(piece);
    bytes += piece.length;
    if (bytes > task.mostBytes) return { kind: 'tooLarge' };
  }
  const { packets, damagedPackets, rows, broken } = report;
  return {
    kind: 'rows',
    pieces: kept,
    report: { packets, damagedPackets, rows },
    broken: broken.map(({ error }) => capturedError(error)),
  };
};

const featurize = async (
  { capture, settings: { features, plugins, ...settings } }: CaptureTask & { kind: 'featurize' },
  { signal }: TaskLimits,
): Promise<CaptureTaskResult> => {
  const sets = await setsOf(features, plugins);
  const outcome = await featurizeOrFail(capture, {
    ...settings,
    ...(signal === undefined ? {} : { signal }),
    sets,
  });
  if ('error' in outcome) return { kind: 'failed', error: capturedError(outcome.error) };
  const { table, counts, broken } = outcome;
  return {
    kind: 'features',
    values: inSharedMemory(table.values),
    rows: table.rows,
    overflow: table.overflow,
    counts,
    broken: broken === undefined ? undefined : capturedError(broken),
  };
};

/** The sets of the tasks before; plug-ins need not be loaded for every capture. */
const lately: { key?: string; sets: Promise<readonly FeatureSet[]> } = { sets: Promise.resolve([]) };

const setsOf = (features: readonly string[], plugins: readonly string[]): Promise<readonly FeatureSet[]> => {
  const key = JSON.stringify([features, plugins]);
  if (lately.key !== key) {
    lately.sets = resolveFeatureSets(features, { plugins });
    lately.key = key;
  }
  return lately.sets;
};

const inSharedMemory = (values: Float64Array): Float64Array => {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
};
