import { openCapture } from '@networkml/pcap-reader/node';
import { type Comparison, compareCapture } from '../compare.ts';
import type { DifferenceClass } from '../difference.ts';
import { ORACLE_FIELDS, type OracleField, type OracleRow, type OracleStatus } from '../oracle.ts';

/** Cells of tshark's by field. */
export type Fields = Readonly<Partial<Record<OracleField, string>>>;

/** A packet of a test: its bytes in hex, and what tshark is to have printed of it beyond time, lengths and link type. */
export interface TestPacket {
  readonly hex: string;
  readonly theirs?: Fields;
  /** What tshark is to have printed instead of time 1.000002000, the lengths and the link type. */
  readonly record?: Fields;
  readonly micros?: number;
  readonly wireLengthBytes?: number;
}

/** What else a test may want to choose. */
export interface TestOptions {
  /** Ethernet by default. */
  readonly linkType?: number;
  /** tshark's number of the link type. */
  readonly encapsulation?: string;
  readonly classes?: readonly DifferenceClass[];
  readonly status?: Partial<OracleStatus>;
  /** Rows of tshark's ahead of those of the packets. */
  readonly rowsBefore?: readonly OracleRow[];
  /** How many of our packets tshark did not get to. */
  readonly unread?: number;
  /** How many bytes are missing at the end of the file. */
  readonly cutBytes?: number;
}

/** A row of tshark's, empty where a test says nothing. */
export const oracleRow = (fields: Fields): OracleRow => ORACLE_FIELDS.map((field) => fields[field] ?? '');

/** Compares a little-endian pcap file of these packets with what tshark is to have printed of them. */
export const compare = (packets: readonly TestPacket[], options: TestOptions = {}): Promise<Comparison> => {
  const {
    encapsulation = '1',
    classes = [],
    status = {},
    rowsBefore = [],
    unread = 0,
    cutBytes = 0,
  } = options;
  const rows = packets.slice(0, packets.length - unread).map((packet) => rowOf(packet, encapsulation));
  const bytes = pcapOf(packets, options.linkType ?? 1);
  const capture = openCapture(bytes.subarray(0, bytes.length - cutBytes), { salvage: true });
  return compareCapture(capture, {
    status: { file: 'corpus/file', exitStatus: 0, packets: rows.length, message: '', ...status },
    rows: [...rowsBefore, ...rows],
    classes,
  });
};

const rowOf = ({ hex, theirs, record }: TestPacket, encapsulation: string): OracleRow => {
  const length = String(bytesOf(hex).length);
  return oracleRow({
    'frame.time_epoch': '1.000002000',
    'frame.len': length,
    'frame.cap_len': length,
    'frame.encap_type': encapsulation,
    ...record,
    ...theirs,
  });
};

const pcapOf = (packets: readonly TestPacket[], linkType: number): Uint8Array =>
  Buffer.concat([
    bytesOf('d4c3b2a1 0200 0400 00000000 00000000 ffff0000'), // version 2.4, microseconds, snap length 65535
    words(linkType),
    ...packets.flatMap(({ hex, micros = 2, wireLengthBytes }) => {
      const bytes = bytesOf(hex);
      return [words(1, micros, bytes.length, wireLengthBytes ?? bytes.length), bytes];
    }),
  ]);

const words = (...values: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32LE(value, i * 4));
  return bytes;
};

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');

/** The classes that explain the cells of a comparison, by column, and `unexplained` where none does. */
export const outcomes = (comparison: Comparison): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...comparison.tallies].flatMap(([column, { explained, unexplained }]) =>
      explained.size + unexplained === 0 ? [] : [[column, [...explained.keys()][0] ?? 'unexplained']],
    ),
  );
