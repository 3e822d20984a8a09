import type { CaptureInfo, PacketBatch } from '@networkml/pcap-reader';
import { type Capture, type CaptureOptions, openCapture } from '@networkml/pcap-reader/node';
import type { Column, RowBlock } from '../table/column.ts';
import type { FixedColumn } from '../table/fixed-width.ts';
import { CONVERSATION_COLUMNS, type ConversationRows } from './conversation-columns.ts';
import { type ConversationCounter, createConversationCounter } from './conversation-counter.ts';
import { CONVERSATION_TABLE } from './conversation-table.ts';
import { FIVE_TUPLE_COLUMNS, FIVE_TUPLE_TABLE, GENERIC_COLUMNS } from './networkml-columns.ts';
import { PACKET_COLUMNS } from './packet-columns.ts';
import { PACKET_TABLE } from './packet-table.ts';

/** How a capture is read for its rows. */
export interface LevelOptions extends Pick<CaptureOptions, 'salvage' | 'headers' | 'maxExpansion'> {
  /** Conversations counted in a capture at most. */
  readonly maxConversations?: number;
}

/** Conversations written at a time. */
const ROWS_AT_ONCE = 4096;

/** Rows of a capture, and what was met in it once they were all taken. */
export interface OpenedRows<Rows> {
  readonly info: CaptureInfo;
  readonly blocks: AsyncIterable<RowBlock<Rows>>;
}

/** What a row is, and where rows come from. */
export interface Level<Rows> {
  readonly columns: readonly Column<Rows>[];
  readonly table: readonly FixedColumn<Rows>[];
  readonly open: (capture: string, options: LevelOptions) => OpenedRows<Rows>;
  /** Whether rows come before the capture was read to its end. */
  readonly streams: boolean;
}

/** A row a packet, as they come. */
const packetLevel = (
  shown: Pick<Level<PacketBatch>, 'columns' | 'table'>,
  captureOptions: CaptureOptions = {},
): Level<PacketBatch> => ({
  ...shown,
  streams: true,
  open: (name, options) => {
    const capture = openCapture(name, { ...readOptions(options), ...captureOptions });
    return { info: capture.info, blocks: packetBlocks(capture) };
  },
});

/** A row a packet with its header columns. */
export const PACKET_LEVEL: Level<PacketBatch> = packetLevel({ columns: PACKET_COLUMNS, table: PACKET_TABLE });

/** A row a packet with the fields that NetworkML takes. */
export const GENERIC_LEVEL: Level<PacketBatch> = packetLevel(
  { columns: GENERIC_COLUMNS, table: PACKET_TABLE },
  { last: true },
);

/** A row a packet with its 5-tuple. */
export const FIVE_TUPLE_LEVEL: Level<PacketBatch> = packetLevel(
  { columns: FIVE_TUPLE_COLUMNS, table: FIVE_TUPLE_TABLE },
  { last: true },
);

async function* packetBlocks(capture: Capture): AsyncGenerator<RowBlock<PacketBatch>> {
  for await (const batch of capture) yield { rows: batch, count: batch.count };
}

/** A row a TCP or UDP conversation, once the capture was read. */
export const FLOW_LEVEL: Level<ConversationRows> = {
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

/** What reading a capture is told. */
export const readOptions = ({ salvage, headers, maxExpansion }: LevelOptions): CaptureOptions => ({
  ...(salvage === undefined ? {} : { salvage }),
  ...(headers === undefined ? {} : { headers }),
  ...(maxExpansion === undefined ? {} : { maxExpansion }),
});
