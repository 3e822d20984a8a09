import { PACKET_COLUMNS, type PacketRow, type ParsedCapture, parseCapture } from '@networkml/pipeline';
import type { ParseArguments } from '../commands/parse.ts';
import { ExitStatus, emit, isTerminal, note } from '@networkml/pipeline/command-line';

/** Lists the packets of a capture; gives the exit status. */
export const parse = async (args: ParseArguments): Promise<number> => {
  const capture = parseCapture(args.capture, { salvage: args.salvage });
  const format = args.format ?? (isTerminal() && args.output === undefined ? 'table' : 'csv');
  const lines = FORMATS[format](capture);
  await emit(lines, args.output);
  const { packets, damagedPackets, brokenBy } = capture.info;
  if (brokenBy !== undefined) note(`networkml: ${brokenBy.message}`);
  note(`${packets} packets, ${damagedPackets} of them damaged.`);
  return ExitStatus.Done;
};

async function* csvLines(capture: ParsedCapture): AsyncGenerator<string> {
  let header = `${PACKET_COLUMNS.join(',')}\n`;
  for await (const rows of capture) {
    yield (
      header + rows.map((row) => `${PACKET_COLUMNS.map((column) => row[column] ?? '').join(',')}\n`).join('')
    );
    header = '';
  }
  yield header;
}

async function* jsonLines(capture: ParsedCapture): AsyncGenerator<string> {
  for await (const rows of capture) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** The columns a person looks at first, at fixed widths, so that lines can be printed as they come. */
const TABLE_COLUMNS: readonly (readonly [title: string, width: number, cell: (row: PacketRow) => string])[] =
  [
    ['NO', 7, ({ number }) => String(number)],
    ['TIME', 21, ({ time }) => String(time ?? '')],
    ['BYTES', 6, ({ wire_bytes }) => String(wire_bytes)],
    ['SOURCE', 40, (row) => endpoint(row.ip_source ?? row.mac_source, row.source_port)],
    ['DESTINATION', 40, (row) => endpoint(row.ip_destination ?? row.mac_destination, row.destination_port)],
    ['PROTOCOLS', 1, ({ protocols, damage }) => `${protocols ?? ''}${damage === null ? '' : ` (${damage})`}`],
  ];

const endpoint = (address: string | number | null, port: string | number | null): string =>
  `${address ?? ''}${port === null ? '' : ` ${port}`}`;

async function* tableLines(capture: ParsedCapture): AsyncGenerator<string> {
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell, index) => cell.padEnd(TABLE_COLUMNS[index][1])).join(' ')}\n`;
  yield line(TABLE_COLUMNS.map(([title]) => title));
  for await (const rows of capture) {
    yield rows.map((row) => line(TABLE_COLUMNS.map(([, , cell]) => cell(row)))).join('');
  }
}

const FORMATS = { csv: csvLines, jsonl: jsonLines, table: tableLines } as const;
