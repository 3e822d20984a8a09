import {
  type DeviceWord,
  type FeatureSet,
  type FeatureTable,
  type Featurizer,
  columnsOfSets,
  concatTables,
  createFeaturizer,
  createTable,
  deviceChoiceOf,
  needsLastHeaders,
} from '@networkml/featurizer';
import type { CaptureInfo } from '@networkml/pcap-reader';
import { PacketBatch } from '@networkml/pcap-reader';
import {
  type Capture,
  type CaptureOptions,
  type CaptureSource,
  openCapture,
} from '@networkml/pcap-reader/node';

/** What to compute of a capture, and for which of its devices. */
export interface FeaturizeOptions extends Pick<CaptureOptions, 'salvage' | 'maxExpansion' | 'batch'> {
  readonly sets: readonly FeatureSet[];
  readonly devices: DeviceWord;
  /** Length of time windows in seconds: a row a device and window; absent for rows of whole captures. */
  readonly windowSeconds?: number;
  /** Name of the capture in rows and errors; its path by default. */
  readonly name?: string;
  /** Stops between two batches of packets; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** What to compute of several captures. */
export interface FeaturizeManyOptions extends Omit<FeaturizeOptions, 'name' | 'batch'> {
  /** Whether the first capture that cannot be used ends it all. */
  readonly failFast?: boolean;
  /** Whether the captures, in the order given, are parts of one, which has the name of the first. */
  readonly merge?: boolean;
  /** Threads that share the captures, 1 by default; what comes out does not depend on it. They know sets by their ids. */
  readonly threads?: number;
  /** Modules that sets come from which are not built in, so that threads find them as well. */
  readonly plugins?: readonly string[];
  /** Features of a capture that are known from before, so that it need not be read. */
  readonly recall?: (capture: string) => Promise<CaptureFeatures | undefined>;
}

/** A capture turned into rows, and what was met in it. */
export interface FeaturizedCapture {
  readonly table: FeatureTable;
  readonly info: CaptureInfo;
}

/** What was met in a capture. */
export interface CaptureCounts {
  readonly packets: number;
  readonly damagedPackets: number;
  /** Blocks of the file that hold no packet and were passed over. */
  readonly skippedBlocks: number;
}

/** The features of one capture, or of several that are one. */
export interface CaptureFeatures {
  readonly capture: string;
  readonly table: FeatureTable;
  readonly counts: CaptureCounts;
  /** Why it was kept only up to somewhere; the message tells. */
  readonly broken?: Error;
}

/** A capture that could not be used, and why. */
export interface FailedCapture {
  readonly capture: string;
  readonly error: Error;
}

/** What becomes of many captures: one table of all rows, and those that failed. */
export interface FeaturizedCaptures {
  readonly table: FeatureTable;
  readonly failed: readonly FailedCapture[];
  /** How many captures there were. */
  readonly captures: number;
  /** Packets read in all, and those with damage. */
  readonly packets: number;
  readonly damagedPackets: number;
}

/** Codes that only what a capture holds can cause, besides all of `CaptureError`. */
const CONTENT_CODES: ReadonlySet<unknown> = new Set([
  'FEATURE_NOT_FINITE',
  'FEATURE_TOO_MANY_WINDOWS',
  'MODEL_INPUT_NOT_FINITE',
  'PIPELINE_TOO_MANY_CONVERSATIONS',
]);

/** Whether an error is about one capture, so that others can still be used; anything else is a fault of ours. */
export const isCaptureFailure = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'CaptureError' || ('code' in error && CONTENT_CODES.has(error.code))); // it may come from a thread

/** Called after every capture. */
export type CaptureProgress = (done: number, total: number, capture: string) => void;

/**
 * Reads a capture once, in bounded memory, into a row a device, or a row a device and time window.
 *
 * @throws CaptureError where it cannot be read (to its end, unless it is to be salvaged); the signal's reason.
 */
export const featurizeCapture = async (
  source: CaptureSource,
  options: FeaturizeOptions,
): Promise<FeaturizedCapture> => {
  const capture = open(source, options);
  const featurizer = featurizerOf(capture.name, options);
  await feed(featurizer, capture, options.signal);
  return { table: featurizer.finish(), info: capture.info };
};

/**
 * Reads captures into features one after the other, each as soon as it and those before it were read. A capture that
 * cannot be used gives its error; where captures are parts of one, any part that cannot be used does.
 *
 * @throws FeatureError where the sets do not go together, before anything is read; the signal's reason.
 */
export async function* featurizeEach(
  captures: readonly string[],
  options: FeaturizeManyOptions,
): AsyncGenerator<CaptureFeatures | FailedCapture> {
  columnsOfSets(options.sets);
  for await (const outcome of outcomesOf(captures, options)) {
    options.signal?.throwIfAborted(); // threads may be ahead
    if ('error' in outcome && options.failFast === true) throw outcome.error;
    yield outcome;
  }
}

async function* outcomesOf(
  captures: readonly string[],
  options: FeaturizeManyOptions,
): AsyncGenerator<CaptureFeatures | FailedCapture> {
  const { threads = 1, merge = false, recall } = options;
  if (merge) {
    if (captures.length > 0) yield await orFailure(captures[0], () => featurizeMerged(captures, options));
  } else if (threads > 1 && captures.length > 1) {
    const { featurizeOnThreads } = await import('./capture-tasks.ts');
    yield* featurizeOnThreads(captures, options);
  } else {
    const batch = new PacketBatch({ last: readsLastHeaders(options) });
    for (const capture of captures)
      yield (await recall?.(capture)) ?? (await featurizeOrFail(capture, { ...options, batch }));
  }
}

/** The features of a capture, or why there are none. */
export const featurizeOrFail = (
  capture: string,
  options: FeaturizeOptions,
): Promise<CaptureFeatures | FailedCapture> =>
  orFailure(capture, async () => {
    options.signal?.throwIfAborted();
    const { table, info } = await featurizeCapture(capture, options);
    return featuresOf(capture, table, [info]);
  });

const orFailure = async (
  capture: string,
  featurize: () => Promise<CaptureFeatures>,
): Promise<CaptureFeatures | FailedCapture> => {
  try {
    return await featurize();
  } catch (error) {
    if (!isCaptureFailure(error)) throw error;
    return { capture, error };
  }
};

/** Reads captures as parts of one. */
const featurizeMerged = async (
  captures: readonly string[],
  options: FeaturizeOptions,
): Promise<CaptureFeatures> => {
  const [first] = captures;
  const featurizer = featurizerOf(first, options);
  const infos: CaptureInfo[] = [];
  for (const [part, name] of captures.entries()) {
    const capture = open(name, options);
    infos.push(capture.info);
    if (part > 0) featurizer.nextPart();
    await feed(featurizer, capture, options.signal);
  }
  return featuresOf(first, featurizer.finish(), infos);
};

const featuresOf = (capture: string, table: FeatureTable, infos: readonly CaptureInfo[]): CaptureFeatures => {
  const sum = (count: (info: CaptureInfo) => number): number =>
    infos.reduce((total, info) => total + count(info), 0);
  const broken = infos.find(({ brokenBy }) => brokenBy !== undefined)?.brokenBy;
  return {
    capture,
    table,
    counts: {
      packets: sum((info) => info.packets),
      damagedPackets: sum((info) => info.damagedPackets),
      skippedBlocks: sum((info) => info.skippedBlocks),
    },
    ...(broken === undefined ? {} : { broken }),
  };
};

const open = (source: CaptureSource, options: FeaturizeOptions): Capture => {
  const { salvage = false, maxExpansion, name, batch } = options;
  return openCapture(source, {
    last: readsLastHeaders(options),
    salvage,
    ...(maxExpansion === undefined ? {} : { maxExpansion }),
    ...(name === undefined ? {} : { name }),
    ...(batch === undefined ? {} : { batch }),
  });
};

const readsLastHeaders = ({ sets, devices }: Pick<FeaturizeOptions, 'sets' | 'devices'>): boolean =>
  needsLastHeaders(sets) || devices === 'canonical';

const featurizerOf = (capture: string, options: FeaturizeOptions): Featurizer => {
  const { sets, devices, windowSeconds } = options;
  return createFeaturizer({
    sets,
    devices: deviceChoiceOf(devices),
    capture,
    ...(windowSeconds === undefined ? {} : { windowSeconds }),
  });
};

const feed = async (
  featurizer: Featurizer,
  capture: Capture,
  signal: AbortSignal | undefined,
): Promise<void> => {
  for await (const batch of capture) {
    signal?.throwIfAborted();
    featurizer.observe(batch);
  }
};

/**
 * Reads captures into one table, in their order. A capture that cannot be used is listed in `failed` and gives no rows;
 * the others do.
 */
export const featurizeCaptures = async (
  captures: readonly string[],
  options: FeaturizeManyOptions,
  onProgress?: CaptureProgress,
): Promise<FeaturizedCaptures> => {
  const tables: FeatureTable[] = [];
  const failed: FailedCapture[] = [];
  let packets = 0;
  let damagedPackets = 0;
  let done = 0;
  for await (const outcome of featurizeEach(captures, options)) {
    if ('error' in outcome) {
      failed.push(outcome);
    } else {
      tables.push(outcome.table);
      packets += outcome.counts.packets;
      damagedPackets += outcome.counts.damagedPackets;
    }
    done += 1;
    onProgress?.(done, options.merge === true ? 1 : captures.length, outcome.capture);
  }
  const table = joinTables(tables, options.sets);
  return { table, failed, captures: captures.length, packets, damagedPackets };
};

const joinTables = (tables: readonly FeatureTable[], sets: readonly FeatureSet[]): FeatureTable => {
  const [first, ...rest] = tables;
  return tables.length > 0 ? concatTables([first, ...rest]) : emptyTable(sets);
};

const emptyTable = (sets: readonly FeatureSet[]): FeatureTable =>
  createTable({
    values: new Float64Array(),
    columns: columnsOfSets(sets),
    rows: [],
    featureSets: sets.map(({ id, version }) => ({ id, version })),
  });
