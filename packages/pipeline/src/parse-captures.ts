import { stat } from 'node:fs/promises';
import { Damage } from '@networkml/pcap-reader';
import { openCapture } from '@networkml/pcap-reader/node';
import { failedCapture } from './captured-error.ts';
import { type FailedCapture, isCaptureFailure } from './featurize-captures.ts';
import {
  FIVE_TUPLE_LEVEL,
  FLOW_LEVEL,
  GENERIC_LEVEL,
  type Level,
  type LevelOptions,
  PACKET_LEVEL,
  readOptions,
} from './parse/levels.ts';
import type { ShareEnd } from './parse/gather-shares.ts';
import type { ShareTask } from './parse/share-rows.ts';
import { fixedWidthWriter } from './table/fixed-width.ts';
import { type TableFormat, createTableWriter } from './table/format.ts';
import type { TableOptions, TableWriter } from './table/table-writer.ts';

/** How captures are listed. */
export interface ParseOptions extends LevelOptions {
  /**
   * A row a packet with its header columns, or a row a TCP or UDP conversation (`flow`); or a row a packet with the fields
   * that NetworkML takes of it: all of them (`networkml-generic`), or those of its 5-tuples (`networkml-flow`).
   */
  readonly level: 'packet' | 'flow' | 'networkml-generic' | 'networkml-flow';
  /** A file format, or a table for people. */
  readonly format: TableFormat | 'table';
  /** Whether rows name their capture. */
  readonly namesCapture: boolean;
  /** Threads that share several captures, or the packets of a large one; 1 by default; the output does not depend on it. */
  readonly threads?: number;
  /** Whether the output goes on from what was written before, so that nothing stands ahead of the first row. */
  readonly continues?: boolean;
}

/** What was met while captures were listed; complete when the last piece was taken. */
export interface ParseReport {
  packets: number;
  damagedPackets: number;
  /** Rows written. */
  rows: number;
  /** Captures that gave no rows, and why. */
  readonly failed: FailedCapture[];
  /** Captures that were kept up to where they break off, and why that is. */
  readonly broken: FailedCapture[];
}

/** A listing that is under way. */
export interface ParseRun {
  readonly report: ParseReport;
  /** The bytes of the output, as they come. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/**
 * Lists the packets of captures, or their TCP and UDP conversations. Of several captures each is read to its end first,
 * so that one that cannot be used gives no rows; it is listed in `failed` and the others go on. A single capture is read
 * once, as it comes.
 *
 * Taking the pieces throws what the first capture threw where none could be used, and where one broke off after rows of
 * it were given; PipelineError PIPELINE_TOO_MANY_CONVERSATIONS.
 */
export const parseCaptures = (captures: readonly string[], options: ParseOptions): ParseRun => {
  const report: ParseReport = { packets: 0, damagedPackets: 0, rows: 0, failed: [], broken: [] };
  return { report, pieces: listLevel(captures, options, report) };
};

const listLevel = (
  captures: readonly string[],
  options: ParseOptions,
  report: ParseReport,
): AsyncGenerator<Uint8Array> => {
  if (options.level === 'flow') return listAll(captures, FLOW_LEVEL, { options, report });
  return listAll(captures, PACKET_LEVELS[options.level], { options, report });
};

const PACKET_LEVELS = {
  packet: PACKET_LEVEL,
  'networkml-generic': GENERIC_LEVEL,
  'networkml-flow': FIVE_TUPLE_LEVEL,
} as const;

/** Output of one capture that a thread sends at most; more is left to the thread that writes, which need not hold it. */
const MOST_BYTES = 64 * 2 ** 20;

interface Listing<Rows> extends Level<Rows> {
  readonly options: ParseOptions;
  readonly report: ParseReport;
  readonly writer: TableWriter<Rows>;
  /** Whether what stands ahead of all rows was written. */
  begun: boolean;
}

async function* listAll<Rows>(
  captures: readonly string[],
  level: Level<Rows>,
  { options, report }: Pick<Listing<Rows>, 'options' | 'report'>,
): AsyncGenerator<Uint8Array> {
  const writer = await writerOf(level, options);
  const listing: Listing<Rows> = { ...level, options, report, writer, begun: options.continues === true };
  const isShared = (options.threads ?? 1) > 1 && captures.length > 1;
  if (isShared && (options.format === 'csv' || options.format === 'jsonl')) {
    yield* listShared(captures, listing);
  } else {
    for (const capture of captures) yield* listUsable(capture, listing, captures.length);
  }
  const [failure] = report.failed;
  if (captures.length > 0 && report.failed.length === captures.length) throw failure.error;
  yield writer.end();
}

/** Rows made by threads, capture by capture in their order. */
async function* listShared<Rows>(
  captures: readonly string[],
  listing: Listing<Rows>,
): AsyncGenerator<Uint8Array> {
  const { options, report, writer } = listing;
  const { parseOnThreads } = await import('./capture-tasks.ts');
  const results = parseOnThreads(captures, { options, mostBytes: MOST_BYTES, threads: options.threads ?? 1 });
  for await (const { capture, result } of results) {
    if (result.kind === 'failed') {
      report.failed.push(failedCapture(capture, result.error));
    } else if (result.kind === 'rows') {
      if (!listing.begun) yield writer.begin();
      listing.begun = true;
      yield* result.pieces;
      report.rows += result.report.rows;
      report.packets += result.report.packets;
      report.damagedPackets += result.report.damagedPackets;
      report.broken.push(...result.broken.map((error) => failedCapture(capture, error)));
    } else yield* listUsable(capture, listing, captures.length);
  }
}

/** Rows of a capture; where it cannot be used and no row of it was given, it is listed as failed. */
async function* listUsable<Rows>(
  capture: string,
  listing: Listing<Rows>,
  captures: number,
): AsyncGenerator<Uint8Array> {
  const { options, report } = listing;
  const rowsBefore = report.rows;
  try {
    if (captures > 1 && listing.streams) await checkWhole(capture, options);
    yield* listOne(capture, listing);
  } catch (error) {
    if (!isCaptureFailure(error) || report.rows > rowsBefore) throw error;
    report.failed.push({ capture, error });
  }
}

/** Reads a capture to its end without a word, so that no rows of one that breaks off are written; a stream cannot be read twice. */
const checkWhole = async (name: string, options: ParseOptions): Promise<void> => {
  if (name === '-' || options.salvage === true) return;
  const batches = openCapture(name, readOptions(options))[Symbol.asyncIterator]();
  while ((await batches.next()).done !== true); // only whether it throws is wanted
};

async function* listOne<Rows>(capture: string, listing: Listing<Rows>): AsyncGenerator<Uint8Array> {
  const { options, report, writer } = listing;
  const shareable = shareOptions(options);
  const isShared = shareable !== undefined && (await isLarge(capture));
  const pieces = isShared
    ? piecesOfThreads({ capture, options: shareable }, options.threads ?? 1)
    : piecesHere(capture, listing);
  let isHeaded = false;
  for (;;) {
    const { value, done } = await pieces.next();
    if (!isHeaded) {
      if (!listing.begun) yield writer.begin();
      listing.begun = true;
      yield writer.capture(capture);
    }
    isHeaded = true;
    if (done === true) {
      report.packets += value.packets;
      report.damagedPackets += value.damagedPackets;
      if (value.broken !== undefined) report.broken.push({ capture, error: value.broken });
      return;
    }
    report.rows += value.count;
    yield value.bytes();
  }
}

/** Rows of a capture, to be written once what stands ahead of them was. */
interface RowsPiece {
  readonly count: number;
  readonly bytes: () => Uint8Array;
}

/** What was met in a capture. */
interface RowsEnd {
  readonly packets: number;
  readonly damagedPackets: number;
  readonly broken: Error | undefined;
}

async function* piecesHere<Rows>(
  capture: string,
  { open, options, writer }: Listing<Rows>,
): AsyncGenerator<RowsPiece, RowsEnd> {
  const { info, blocks } = open(capture, options);
  for await (const { rows, count } of blocks) yield { count, bytes: () => writer.rows(rows, count) };
  return { packets: info.packets, damagedPackets: info.damagedPackets, broken: info.brokenBy };
}

/** How threads are to write rows of one capture; `undefined` where its rows hang together, or there is one thread. */
const shareOptions = (options: ParseOptions): ShareTask['options'] | undefined => {
  const { format, level, threads = 1 } = options;
  if (threads <= 1 || level !== 'packet' || (format !== 'csv' && format !== 'jsonl')) return undefined;
  return { ...options, format };
};

/** A smaller capture is listed before a second thread has started. */
const LARGE_BYTES = 8 * 2 ** 20;

const isLarge = async (capture: string): Promise<boolean> => {
  if (capture === '-') return false;
  const stats = await stat(capture).catch(() => undefined);
  return stats?.isFile() === true && stats.size >= LARGE_BYTES;
};

async function* piecesOfThreads(
  task: Pick<ShareTask, 'capture' | 'options'>,
  threads: number,
): AsyncGenerator<RowsPiece, RowsEnd> {
  const { gatherShares } = await import('./parse/gather-shares.ts');
  const rows = gatherShares(task, threads);
  for (;;) {
    const { value, done } = await rows.next();
    if (done === true) return endOf(task.capture, value);
    yield { count: value.count, bytes: () => value.bytes };
  }
}

/** Every share meets the same end of the capture. */
const endOf = (capture: string, ends: readonly ShareEnd[]): RowsEnd => {
  const [{ broken, failure }] = ends;
  if (failure !== undefined) throw failedCapture(capture, failure).error;
  const packets = ends.reduce((sum, { counts }) => sum + counts.packets, 0);
  const sound = ends.reduce((sum, { counts }) => sum + counts.damage[Damage.None], 0);
  return {
    packets,
    damagedPackets: packets - sound,
    broken: broken === undefined ? undefined : failedCapture(capture, broken).error,
  };
};

const writerOf = <Rows>(
  level: Level<Rows>,
  { format, namesCapture }: ParseOptions,
): Promise<TableWriter<Rows>> => {
  const options: TableOptions = { namesCapture };
  return format === 'table'
    ? Promise.resolve(fixedWidthWriter(level.table, options))
    : createTableWriter(format, level.columns, options);
};
