import { join } from 'node:path';
import { formatMac, parseMac } from '@networkml/pcap-reader';
import { PipelineError, readText } from '@networkml/pipeline';

/** Name of the table that lists the hosts of a folder. */
export const HOSTS_FILE = 'ROLES.tsv';

/** A host of a real capture whose role people know. */
export interface KnownHost {
  /** Name of the capture within the folder. */
  readonly file: string;
  /** As the reader writes MAC addresses; absent where the link has none. */
  readonly mac?: string;
  readonly ip: string;
  readonly role: string;
}

const COLUMNS = ['file', 'mac', 'ip', 'role'] as const;
type ColumnName = (typeof COLUMNS)[number];

/**
 * Reads `ROLES.tsv` of a folder: columns `file`, `mac`, `ip`, `role`, whatever else; parted by tabs, nothing quoted.
 *
 * @throws PipelineError PIPELINE_UNREADABLE; PIPELINE_BAD_MANIFEST naming row and column.
 */
export const readKnownHosts = async (folder: string): Promise<readonly KnownHost[]> => {
  const path = join(folder, HOSTS_FILE);
  const [head = '', ...lines] = (await readText(path)).split(/\r?\n/);
  const names = head.split('\t');
  const missing = COLUMNS.find((column) => !names.includes(column));
  if (missing !== undefined) {
    throw new PipelineError('PIPELINE_BAD_MANIFEST', `${path}, row 1, no column ${missing}`);
  }
  const hosts = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    const cell = (column: ColumnName): string => cells[names.indexOf(column)]?.trim() ?? '';
    return [hostOf(cell, (column, problem) => `${path}, row ${index + 2}, column ${column}, ${problem}`)];
  });
  if (hosts.length === 0) throw new PipelineError('PIPELINE_BAD_MANIFEST', `${path}, row 2, no host`);
  return hosts;
};

const hostOf = (
  cell: (column: ColumnName) => string,
  place: (column: ColumnName, problem: string) => string,
): KnownHost => {
  const refuse = (column: ColumnName, problem: string): PipelineError =>
    new PipelineError('PIPELINE_BAD_MANIFEST', place(column, problem));
  const [file, mac, ip, role] = COLUMNS.map(cell);
  if (file === '') throw refuse('file', 'it is empty');
  if (role === '') throw refuse('role', 'it is empty');
  if (mac === '' && ip === '') throw refuse('ip', 'it is empty, as mac is');
  const address = parseMac(mac);
  if (mac !== '' && address === undefined) throw refuse('mac', `${mac} is no MAC address`);
  return { file, ...(address === undefined ? {} : { mac: formatMac(address) }), ip, role };
};

/** What people know a host by: its capture and address. */
export const hostName = ({ file, mac, ip }: KnownHost): string => `${file} ${ip === '' ? (mac ?? '') : ip}`;
