import type { CaptureInfo } from '@networkml/pcap-reader';
import { type Capture, type CaptureOptions, openCapture } from '@networkml/pcap-reader/node';
import { type FailedCapture, isCaptureFailure } from './featurize-captures.ts';
import { CONVERSATION_COLUMNS, type ConversationRows } from './parse/conversation-columns.ts';
import { type ConversationCounter, createConversationCounter } from './parse/conversation-counter.ts';
import { CONVERSATION_TABLE } from './parse/conversation-table.ts';
import { PACKET_COLUMNS, type PacketRows } from './parse/packet-columns.ts';
import { PACKET_TABLE } from './parse/packet-table.ts';
import { type FixedColumn, fixedWidthWriter } from './table/fixed-width.ts';
import { type TableFormat, createTableWriter } from './table/format.ts';
import type { TableOptions, TableWriter } from './table/table-writer.ts';
import type { Column, RowBlock } from './table/column.ts';

/** How captures are listed. */
export interface ParseOptions extends Pick<CaptureOptions, 'salvage' | 'headers' | 'maxExpansion'> {
  /** A row a packet, or a row a TCP or UDP conversation. */
  readonly level: 'packet' | 'flow';
  /** A file format, or a table for people. */
  readonly format: TableFormat | 'table';
  /** Whether rows name their capture. */
  readonly namesCapture: boolean;
  /** Conversations counted in a capture at most. */
  readonly maxConversations?: number;
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
  const pieces =
    options.level === 'packet'
      ? listAll(captures, PACKET_LEVEL, { options, report })
      : listAll(captures, FLOW_LEVEL, { options, report });
  return { report, pieces };
};

/** Conversations written at a time. */
const ROWS_AT_ONCE = 4096;

/** Rows of a capture, and what was met in it once they were all taken. */
interface OpenedRows<Rows> {
  readonly info: CaptureInfo;
  readonly blocks: AsyncIterable<RowBlock<Rows>>;
}

/** What a row is, and where rows come from. */
interface Level<Rows> {
  readonly columns: readonly Column<Rows>[];
  readonly table: readonly FixedColumn<Rows>[];
  readonly open: (capture: string, options: ParseOptions) => OpenedRows<Rows>;
  /** Whether rows come before the capture was read to its end. */
  readonly streams: boolean;
}

const PACKET_LEVEL: Level<PacketRows> = {
  columns: PACKET_COLUMNS,
  table: PACKET_TABLE,
  streams: true,
  open: (name, options) => {
    const capture = openCapture(name, readOptions(options));
    return { info: capture.info, blocks: packetBlocks(capture) };
  },
};

async function* packetBlocks(capture: Capture): AsyncGenerator<RowBlock<PacketRows>> {
  let before = 0;
  for await (const batch of capture) {
    yield { rows: { batch, before }, count: batch.count };
    before += batch.count;
  }
}

const FLOW_LEVEL: Level<ConversationRows> = {
  columns: CONVERSATION_COLUMNS,
  table: CONVERSATION_TABLE,
  streams: false,
  open: (name, options) => {
    const capture = openCapture(name, { ...readOptions(options), last: true });
    const counter = createConversationCounter({
      capture: name,
      ...(options.maxConversations === undefined ? {} : { maxConversations: options.maxConversations }),
    });
    return { info: capture.info, blocks: conversationBlocks(capture, counter) };
  },
};

async function* conversationBlocks(
  capture: Capture,
  counter: ConversationCounter,
): AsyncGenerator<RowBlock<ConversationRows>> {
  for await (const batch of capture) counter.observe(batch);
  const { conversations, start } = counter;
  for (let first = 0; first < conversations.count; first += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, conversations.count - first);
    yield { rows: { conversations, start, first }, count };
  }
}

const readOptions = ({ salvage, headers, maxExpansion }: ParseOptions): CaptureOptions => ({
  ...(salvage === undefined ? {} : { salvage }),
  ...(headers === undefined ? {} : { headers }),
  ...(maxExpansion === undefined ? {} : { maxExpansion }),
});

interface Listing<Rows> extends Level<Rows> {
  readonly options: ParseOptions;
  readonly report: ParseReport;
  readonly writer: TableWriter<Rows>;
}

async function* listAll<Rows>(
  captures: readonly string[],
  level: Level<Rows>,
  { options, report }: Pick<Listing<Rows>, 'options' | 'report'>,
): AsyncGenerator<Uint8Array> {
  const listing = { ...level, options, report, writer: await writerOf(level, options) };
  let isFirst = true;
  for (const capture of captures) {
    const rowsBefore = report.rows;
    try {
      if (captures.length > 1 && level.streams) await checkWhole(capture, options);
      yield* listOne(capture, listing, isFirst);
      isFirst = false;
    } catch (error) {
      if (!isCaptureFailure(error) || report.rows > rowsBefore) throw error;
      report.failed.push({ capture, error });
    }
  }
  if (isFirst && report.failed.length > 0) throw report.failed[0].error;
  yield listing.writer.end();
}

/** Reads a capture to its end without a word, so that no rows of one that breaks off are written; a stream cannot be read twice. */
const checkWhole = async (name: string, options: ParseOptions): Promise<void> => {
  if (name === '-' || options.salvage === true) return;
  const capture = openCapture(name, readOptions(options));
  let packets = 0;
  for await (const batch of capture) packets += batch.count;
  if (packets !== capture.info.packets) throw new RangeError('packets were not all handed out');
};

async function* listOne<Rows>(
  capture: string,
  { open, options, report, writer }: Listing<Rows>,
  isFirst: boolean,
): AsyncGenerator<Uint8Array> {
  const { info, blocks } = open(capture, options);
  const head = function* (): Generator<Uint8Array> {
    if (isFirst) yield writer.begin();
    yield writer.capture(capture);
  };
  let isHeaded = false;
  for await (const { rows, count } of blocks) {
    if (!isHeaded) yield* head();
    isHeaded = true;
    report.rows += count;
    yield writer.rows(rows, count);
  }
  if (!isHeaded) yield* head();
  report.packets += info.packets;
  report.damagedPackets += info.damagedPackets;
  if (info.brokenBy !== undefined) report.broken.push({ capture, error: info.brokenBy });
}

const writerOf = <Rows>(
  level: Level<Rows>,
  { format, namesCapture }: ParseOptions,
): Promise<TableWriter<Rows>> => {
  const options: TableOptions = { namesCapture };
  return format === 'table'
    ? Promise.resolve(fixedWidthWriter(level.table, options))
    : createTableWriter(format, level.columns, options);
};
