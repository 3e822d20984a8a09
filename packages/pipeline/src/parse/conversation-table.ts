import { cellOf } from '../table/column.ts';
import type { FixedColumn } from '../table/fixed-width.ts';
import { CONVERSATION_COLUMNS, type ConversationRows } from './conversation-columns.ts';
import { utcText } from './utc.ts';

const COLUMNS = new Map(CONVERSATION_COLUMNS.map((column) => [column.name, column]));

const cell = (name: string, rows: ConversationRows, row: number): string | number | null => {
  const column = COLUMNS.get(name);
  return column === undefined ? null : cellOf(column, rows, row);
};

const count = (name: string): FixedColumn<ConversationRows>['cell'] => {
  return (rows, row) => Number(cell(name, rows, row)).toLocaleString('en');
};

const end = (side: string): FixedColumn<ConversationRows>['cell'] => {
  return (rows, row) => `${cell(`address_${side}`, rows, row)} ${cell(`port_${side}`, rows, row)}`;
};

/** A table of conversations for people: who with whom, how much each way, from when and how long. */
export const CONVERSATION_TABLE: readonly FixedColumn<ConversationRows>[] = [
  { title: '', width: 3, cell: (rows, row) => String(cell('protocol', rows, row)) },
  { title: 'A', width: 22, cell: end('a') },
  { title: 'B', width: 22, cell: end('b') },
  { title: 'PACKETS A>B', width: 11, align: 'right', cell: count('packets_a_to_b') },
  { title: 'BYTES A>B', width: 13, align: 'right', cell: count('bytes_a_to_b') },
  { title: 'PACKETS B>A', width: 11, align: 'right', cell: count('packets_b_to_a') },
  { title: 'BYTES B>A', width: 13, align: 'right', cell: count('bytes_b_to_a') },
  {
    title: 'START (UTC)',
    width: 23,
    cell: ({ conversations, first }, row) =>
      utcText(conversations.firstSeconds[first + row], conversations.firstNanos[first + row], 3),
  },
  {
    title: 'SECONDS',
    width: 10,
    align: 'right',
    cell: (rows, row) => Number(cell('duration_seconds', rows, row) ?? 0).toFixed(3),
  },
];
