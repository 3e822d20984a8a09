import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** The fields that tshark printed, in the order of its columns; the first names the capture. */
export const ORACLE_FIELDS = [
  'file',
  'frame.number',
  'frame.time_epoch',
  'frame.len',
  'frame.cap_len',
  'frame.encap_type',
  'eth.src',
  'eth.dst',
  'eth.type',
  'vlan.id',
  'arp.opcode',
  'ip.version',
  'ip.src',
  'ip.dst',
  'ip.proto',
  'ip.ttl',
  'ip.dsfield',
  'ip.len',
  'ipv6.src',
  'ipv6.dst',
  'ipv6.nxt',
  'ipv6.hlim',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags',
  'tcp.window_size_value',
  'udp.srcport',
  'udp.dstport',
  'udp.length',
  'icmp.type',
  'icmpv6.type',
] as const;

/** A field that tshark printed. */
export type OracleField = (typeof ORACLE_FIELDS)[number];

/** Where a field stands in a row. */
export const fieldIndex = (field: OracleField): number => ORACLE_FIELDS.indexOf(field);

/** What tshark printed of one packet, a text for each field, empty where the packet has no such field. */
export type OracleRow = readonly string[];

const ENCAPSULATION = fieldIndex('frame.encap_type');

/** Whether a row is of a packet: tshark also numbers blocks of pcapng that hold none, which have no link type. */
export const isPacket = (cells: OracleRow): boolean => cells[ENCAPSULATION] !== '';

/** What tshark printed of one capture, a row for each of its first packets. */
export interface OracleCapture {
  readonly file: string;
  readonly rows: readonly OracleRow[];
}

/** How tshark fared with one capture. */
export interface OracleStatus {
  readonly file: string;
  /** 0 where tshark read all that it was asked for. */
  readonly exitStatus: number;
  readonly packets: number;
  readonly message: string;
}

/** Reads a table of tshark's, gzip over tab-separated values, capture after capture. */
export async function* readOracle(path: string): AsyncGenerator<OracleCapture> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity });
  let capture: { file: string; rows: OracleRow[] } | undefined;
  let isHeader = true;
  for await (const line of lines) {
    const cells = line.split('\t');
    if (isHeader) checkHeader(path, cells);
    else if (capture?.file === cells[0]) capture.rows.push(cells);
    else {
      if (capture !== undefined) yield capture;
      capture = { file: cells[0], rows: [cells] };
    }
    isHeader = false;
  }
  if (capture !== undefined) yield capture;
}

const checkHeader = (path: string, cells: readonly string[]): void => {
  if (cells.join() !== ORACLE_FIELDS.join())
    throw new TypeError(`${path} has other columns than this tool compares`);
};

/** Reads the table of exit statuses and messages. */
export const readStatus = async (path: string): Promise<readonly OracleStatus[]> => {
  const [, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => {
    const [file, exitStatus, packets, message = ''] = line.split('\t');
    return { file, exitStatus: Number(exitStatus), packets: Number(packets), message };
  });
};
