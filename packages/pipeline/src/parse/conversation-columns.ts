import { type Column, type IntegerColumn } from '../table/column.ts';
import { createAddressTexts } from './address-texts.ts';
import type { Conversations } from './conversations.ts';

/** The conversations of a capture, and when its first packet came. */
export interface ConversationRows {
  readonly conversations: Conversations;
  readonly start: { readonly seconds: number; readonly nanos: number };
  /** The conversation that row 0 is. */
  readonly first: number;
}

/** A column of the table of conversations. */
export type ConversationColumn = Column<ConversationRows>;

const texts = createAddressTexts();

const integer = (
  name: string,
  bits: IntegerColumn<ConversationRows>['bits'],
  cell: (conversations: Conversations, row: number) => number,
): ConversationColumn => ({
  name,
  type: 'integer',
  bits,
  cell: ({ conversations, first }, row) => cell(conversations, first + row),
});

const address = (name: string, of: (conversations: Conversations) => Uint32Array): ConversationColumn => ({
  name,
  type: 'text',
  cell: ({ conversations, first }, row) =>
    texts.ip(conversations.ipVersion[first + row], of(conversations), first + row),
});

/** The columns of the table of conversations; A is the end that sent the first packet. */
export const CONVERSATION_COLUMNS: readonly ConversationColumn[] = [
  {
    name: 'protocol',
    type: 'text',
    cell: ({ conversations, first }, row) => NAMES[conversations.protocol[first + row]] ?? '',
  },
  address('address_a', ({ addressA }) => addressA),
  integer('port_a', 16, ({ portA }, row) => portA[row]),
  address('address_b', ({ addressB }) => addressB),
  integer('port_b', 16, ({ portB }, row) => portB[row]),
  integer('packets_a_to_b', 53, ({ packetsAToB }, row) => packetsAToB[row]),
  integer('bytes_a_to_b', 53, ({ bytesAToB }, row) => bytesAToB[row]),
  integer('packets_b_to_a', 53, ({ packetsBToA }, row) => packetsBToA[row]),
  integer('bytes_b_to_a', 53, ({ bytesBToA }, row) => bytesBToA[row]),
  {
    name: 'start_time',
    type: 'time',
    seconds: ({ conversations, first }, row) => conversations.firstSeconds[first + row],
    nanos: ({ conversations, first }, row) => conversations.firstNanos[first + row],
  },
  {
    name: 'relative_start_seconds',
    type: 'duration',
    cell: ({ conversations: { firstSeconds, firstNanos }, start, first }, row) =>
      firstSeconds[first + row] - start.seconds + (firstNanos[first + row] - start.nanos) / 1e9,
  },
  {
    name: 'duration_seconds',
    type: 'duration',
    cell: ({ conversations: { firstSeconds, firstNanos, lastSeconds, lastNanos }, first }, row) =>
      lastSeconds[first + row] -
      firstSeconds[first + row] +
      (lastNanos[first + row] - firstNanos[first + row]) / 1e9,
  },
];

const NAMES: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp' };
