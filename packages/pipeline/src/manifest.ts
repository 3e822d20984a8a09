import { isAbsolute, join, normalize } from 'node:path';
import { formatMac, parseMac } from '@networkml/pcap-reader';
import Papa from 'papaparse';
import { PipelineError, type PipelineErrorCode } from './errors.ts';
import { readText } from './files.ts';

/** One line of a manifest: what a capture shows, and which of its devices that is said of. */
export interface ManifestEntry {
  /** Path of the capture, joined to the directory it is relative to. */
  readonly capture: string;
  readonly role: string;
  /** The labelled device, as the reader writes MAC addresses; any device of the capture where absent. */
  readonly mac?: string;
  /** Name of the physical device, which may have several MAC addresses. */
  readonly device?: string;
  /** What must not be torn apart by cross-validation: a device, a site, a person. */
  readonly group?: string;
  /** The cells of all further columns that are not empty, by name: what rows can be grouped by. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Line of the file, the header being 1. */
  readonly row: number;
}

const REQUIRED = ['file', 'role'];

/**
 * Reads a manifest: a CSV with the columns `file` and `role`, and if wanted `mac`, `device` and `group`; by any
 * other, such as `site`, rows can be grouped. Paths are relative to `directory`.
 *
 * @throws PipelineError PIPELINE_BAD_MANIFEST naming row and column, PIPELINE_UNREADABLE.
 */
export const readManifest = async (path: string, directory: string): Promise<ManifestEntry[]> => {
  const records = parseCsv(await readText(path), {
    path,
    columns: REQUIRED,
    refusal: 'PIPELINE_BAD_MANIFEST',
  });
  return records.map((record, index) => entryOf(record, { path, directory, row: index + 2 }));
};

/**
 * Reads a role map: a CSV with the columns `label` and `role` that gives labels another name, several the same.
 *
 * @throws PipelineError PIPELINE_BAD_ROLE_MAP, PIPELINE_UNREADABLE.
 */
export const readRoleMap = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const records = parseCsv(await readText(path), {
    path,
    columns: ['label', 'role'],
    refusal: 'PIPELINE_BAD_ROLE_MAP',
  });
  return new Map(
    records.map(({ label = '', role = '' }, index): [string, string] => {
      if (label === '' || role === '') {
        throw new PipelineError('PIPELINE_BAD_ROLE_MAP', `${path}, row ${index + 2}, an empty cell`);
      }
      return [label, role];
    }),
  );
};

type CsvRecord = Readonly<Record<string, string | undefined>>;

interface ExpectedCsv {
  readonly path: string;
  /** Those that must be there. */
  readonly columns: readonly string[];
  /** The code of its errors. */
  readonly refusal: PipelineErrorCode;
}

const parseCsv = (text: string, { path, columns, refusal }: ExpectedCsv): CsvRecord[] => {
  const { data, errors, meta } = Papa.parse<CsvRecord>(text.replace(/^\uFEFF/, ''), {
    header: true,
    delimiter: ',',
    skipEmptyLines: true,
  });
  const missing = columns.find((column) => meta.fields?.includes(column) !== true);
  if (missing !== undefined) throw new PipelineError(refusal, `${path}, row 1, no column ${missing}`);
  if (errors.length > 0) {
    const [{ message, row = 0 }] = errors;
    throw new PipelineError(refusal, `${path}, row ${row + 2}, ${message}`);
  }
  return data;
};

interface EntryPlace {
  readonly path: string;
  readonly directory: string;
  readonly row: number;
}

const entryOf = (record: CsvRecord, place: EntryPlace): ManifestEntry => {
  const { file = '', role = '', mac = '', device = '', group = '', ...others } = record;
  const refuse = (column: string, problem: string): never => {
    throw new PipelineError(
      'PIPELINE_BAD_MANIFEST',
      `${place.path}, row ${place.row}, column ${column}, ${problem}`,
    );
  };
  if (file === '') refuse('file', 'it is empty');
  if (role === '') refuse('role', 'it is empty');
  const columns = Object.fromEntries(
    Object.entries(others).flatMap(([name, cell = '']) => (cell === '' ? [] : [[name, cell]])),
  );
  const address = parseMac(mac);
  if (mac !== '' && address === undefined) refuse('mac', `${mac} is no MAC address`);
  return {
    capture: isAbsolute(file) ? normalize(file) : join(place.directory, file),
    role,
    ...(address === undefined ? {} : { mac: formatMac(address) }),
    ...(device === '' ? {} : { device }),
    ...(group === '' ? {} : { group }),
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
    row: place.row,
  };
};
