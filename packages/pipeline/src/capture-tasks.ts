import { type FeatureSet, columnsOfSets, createTable } from '@networkml/featurizer';
import { type TaskExecutor, inlineExecutor, threadExecutor } from '@networkml/jobs';
import { failedCapture } from './captured-error.ts';
import {
  type CaptureFeatures,
  type FailedCapture,
  type FeaturizeManyOptions,
  featurizeOrFail,
} from './featurize-captures.ts';
import { mapInOrder } from './map-in-order.ts';
import type { ParseOptions } from './parse-captures.ts';
import { type CaptureTask, type CaptureTaskResult, runCaptureTask } from './run-capture-task.ts';

/** Runs tasks on captures somewhere. */
export type RunCaptureTask = (task: CaptureTask) => Promise<CaptureTaskResult>;

/** Captures under way or waiting for their turn, for each thread: one that takes long does not keep the others idle. */
const CAPTURES_PER_THREAD = 2;

/** Threads to lend, and what stops what runs on them. */
export interface CaptureThreads {
  readonly threads: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lends threads for tasks on captures, and ends them in any case. This thread is one of them: it would else have to wait for
 * the others, and has its code compiled, and they have to start.
 */
export async function* withCaptureThreads<Result>(
  { threads, signal }: CaptureThreads,
  use: (run: RunCaptureTask, limit: number) => AsyncIterable<Result>,
): AsyncGenerator<Result> {
  const workerUrl = new URL(import.meta.resolve('@networkml/pipeline/capture-worker'));
  const here = inlineExecutor<CaptureTask, CaptureTaskResult>((task) => runCaptureTask(task, { signal }));
  const others = threads - 1;
  const elsewhere =
    others > 0 ? threadExecutor<CaptureTask, CaptureTaskResult>({ workerUrl, threads: others }) : undefined;
  const lanes = [here, ...Array.from({ length: others }, () => elsewhere ?? here)];
  try {
    yield* use(inFreeLane(lanes, signal), threads * CAPTURES_PER_THREAD);
  } finally {
    await elsewhere?.close();
  }
}

/** Runs each task, in their order, as soon as a lane is free; each lane has one task at a time. */
const inFreeLane = (
  lanes: readonly TaskExecutor<CaptureTask, CaptureTaskResult>[],
  signal: AbortSignal | undefined,
): RunCaptureTask => {
  const free = [...lanes];
  const waiting: ((lane: (typeof free)[number]) => void)[] = [];
  return async (task) => {
    const lane =
      free.shift() ?? (await new Promise<(typeof free)[number]>((resolve) => waiting.push(resolve)));
    try {
      const [result] = await lane.map([task], undefined, signal);
      return result;
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(lane);
      else next(lane);
    }
  };
};

/** A capture, and what came of the task on it. */
export interface CaptureOutcome {
  readonly capture: string;
  readonly result: CaptureTaskResult;
}

/** Lists captures on threads as CSV or lines of JSON without what stands ahead of all rows, in the order of the captures. */
export const parseOnThreads = (
  captures: readonly string[],
  settings: { readonly options: ParseOptions; readonly mostBytes: number; readonly threads: number },
): AsyncIterable<CaptureOutcome> => {
  const { mostBytes, threads } = settings;
  const options = { ...settings.options, threads: 1, continues: true };
  return withCaptureThreads({ threads }, (run, limit) =>
    mapInOrder(captures, limit, async (capture): Promise<CaptureOutcome> => {
      const isOwn = capture === '-'; // standard input belongs to the thread that asks
      if (isOwn) return { capture, result: { kind: 'tooLarge' } };
      return { capture, result: await run({ kind: 'parse', capture, options, mostBytes }) };
    }),
  );
};

/** Features of captures, computed on threads, in the order of the captures. */
export const featurizeOnThreads = (
  captures: readonly string[],
  options: FeaturizeManyOptions,
): AsyncIterable<CaptureFeatures | FailedCapture> => {
  const { sets, devices, threads = 1, plugins = [], signal, recall } = options;
  const settings = {
    features: sets.map(({ id }) => id),
    plugins,
    devices,
    ...(options.windowSeconds === undefined ? {} : { windowSeconds: options.windowSeconds }),
    ...(options.salvage === undefined ? {} : { salvage: options.salvage }),
    ...(options.maxExpansion === undefined ? {} : { maxExpansion: options.maxExpansion }),
  };
  return withCaptureThreads({ threads, signal }, (run, limit) =>
    mapInOrder(captures, limit, async (capture) => {
      const known = await recall?.(capture);
      if (known !== undefined) return known;
      if (capture === '-') return featurizeOrFail(capture, options); // standard input belongs to this thread
      return featuresOf({ capture, result: await run({ kind: 'featurize', capture, settings }) }, sets);
    }),
  );
};

const featuresOf = (
  { capture, result }: CaptureOutcome,
  sets: readonly FeatureSet[],
): CaptureFeatures | FailedCapture => {
  if (result.kind === 'failed') return failedCapture(capture, result.error);
  if (result.kind !== 'features') throw new RangeError(`features were asked for, not ${result.kind}`);
  const { values, rows, overflow, counts, broken } = result;
  return {
    capture,
    counts,
    table: createTable({
      values,
      rows,
      overflow,
      columns: columnsOfSets(sets),
      featureSets: sets.map(({ id, version }) => ({ id, version })),
    }),
    ...(broken === undefined ? {} : { broken: failedCapture(capture, broken).error }),
  };
};
