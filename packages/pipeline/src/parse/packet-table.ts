import type { PacketBatch } from '@networkml/pcap-reader';
import type { FixedColumn } from '../table/fixed-width.ts';
import { cellOf } from '../table/column.ts';
import { PACKET_COLUMNS } from './packet-columns.ts';
import { utcText } from './utc.ts';

const COLUMNS = new Map(PACKET_COLUMNS.map((column) => [column.name, column]));

const text = (name: string, rows: PacketBatch, row: number): string => {
  const column = COLUMNS.get(name);
  return String((column === undefined ? null : cellOf(column, rows, row)) ?? '');
};

const endpoint = (side: string, rows: PacketBatch, row: number): string => {
  const address = text(`ip_${side}`, rows, row) || text(`mac_${side}`, rows, row);
  const port = text(`${side}_port`, rows, row);
  return port === '' ? address : `${address} ${port}`;
};

const note = (rows: PacketBatch, row: number): string => {
  const damage = text('damage', rows, row);
  return `${text('protocols', rows, row)}${damage === '' ? '' : ` (${damage})`}`;
};

/** What a person looks at first of a packet. */
export const PACKET_TABLE: readonly FixedColumn<PacketBatch>[] = [
  { title: 'NO', width: 7, align: 'right', cell: (rows, row) => text('number', rows, row) },
  {
    title: 'TIME (UTC)',
    width: 26,
    cell: ({ seconds, nanos }, row) => utcText(seconds[row], nanos[row], 6),
  },
  { title: 'BYTES', width: 6, align: 'right', cell: (rows, row) => text('wire_bytes', rows, row) },
  { title: 'SOURCE', width: 28, cell: (rows, row) => endpoint('source', rows, row) },
  { title: 'DESTINATION', width: 28, cell: (rows, row) => endpoint('destination', rows, row) },
  { title: 'PROTOCOLS', width: 1, cell: note },
];
