import {
  type DeviceWord,
  type FeatureSet,
  type FeatureTable,
  columnsOfSets,
  concatTables,
  createFeaturizer,
  createTable,
  deviceChoiceOf,
  needsLastHeaders,
} from '@networkml/featurizer';
import type { CaptureInfo } from '@networkml/pcap-reader';
import { type CaptureSource, openCapture } from '@networkml/pcap-reader/node';

/** What to compute of a capture, and for which of its devices. */
export interface FeaturizeOptions {
  readonly sets: readonly FeatureSet[];
  readonly devices: DeviceWord;
  /** Whether a capture that breaks off is kept up to there. */
  readonly salvage?: boolean;
  /** Name of the capture in rows and errors; its path by default. */
  readonly name?: string;
  /** Of several captures: whether the first that cannot be used ends it all. */
  readonly failFast?: boolean;
  /** Stops between two captures; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** A capture turned into rows, and what was met in it. */
export interface FeaturizedCapture {
  readonly table: FeatureTable;
  readonly info: CaptureInfo;
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
 * Reads a capture once, in bounded memory, into a row a device.
 *
 * @throws CaptureError where it cannot be read (to its end, unless it is to be salvaged).
 */
export const featurizeCapture = async (
  source: CaptureSource,
  options: FeaturizeOptions,
): Promise<FeaturizedCapture> => {
  const { sets, devices, salvage = false, name } = options;
  const capture = openCapture(source, {
    last: needsLastHeaders(sets) || devices === 'canonical',
    salvage,
    ...(name === undefined ? {} : { name }),
  });
  const featurizer = createFeaturizer({ sets, devices: deviceChoiceOf(devices), capture: capture.name });
  for await (const batch of capture) featurizer.observe(batch);
  return { table: featurizer.finish(), info: capture.info };
};

/**
 * Reads captures one after the other into one table. A capture that cannot be used is listed in `failed` and gives no
 * rows; the others do.
 */
export const featurizeCaptures = async (
  captures: readonly string[],
  options: FeaturizeOptions,
  onProgress?: CaptureProgress,
): Promise<FeaturizedCaptures> => {
  const tables: FeatureTable[] = [];
  const failed: FailedCapture[] = [];
  let packets = 0;
  let damagedPackets = 0;
  for (const [index, capture] of captures.entries()) {
    options.signal?.throwIfAborted();
    try {
      const { table, info } = await featurizeCapture(capture, options);
      tables.push(table);
      packets += info.packets;
      damagedPackets += info.damagedPackets;
    } catch (error) {
      if (options.failFast === true || !isCaptureFailure(error)) throw error;
      failed.push({ capture, error });
    }
    onProgress?.(index + 1, captures.length, capture);
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
