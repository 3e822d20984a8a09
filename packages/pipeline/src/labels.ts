import { basename, dirname } from 'node:path';
import { readFile } from 'node:fs/promises';
import { type FeatureTable, type RowIdentity, createTable } from '@networkml/featurizer';
import { parseCaptureName, roleOfFileName } from '@networkml/naming';
import { parseMac } from '@networkml/pcap-reader';
import { PipelineError } from './errors.ts';
import { type ManifestEntry, readManifest, readRoleMap } from './manifest.ts';

/** The label of captures nobody could name; such rows teach nothing. */
const UNKNOWN_LABEL = 'Unknown';

/** Where the roles of captures are told. */
export interface LabelOptions {
  /** The part of the file name before the first `-`, the name of the directory, or the lines of a manifest. */
  readonly from: 'file-name' | 'directory' | 'manifest';
  /** Path of the manifest, for `manifest`. */
  readonly manifest?: string;
  /** What the manifest's paths are relative to: the directory of the captures, or else its own. */
  readonly directory?: string;
  /** Path of a CSV that renames labels. */
  readonly roleMap?: string;
  /** Name of a file beside captures that holds the MAC address of the device they are labelled for. */
  readonly deviceMacFile?: string;
}

/** What is known of a capture's label. */
export interface CaptureLabel {
  readonly role: string;
  /** The labelled device; any device of the capture where absent. */
  readonly mac?: string;
  readonly group?: string;
}

/** Gives the labels of a capture: none where it is not labelled, several where several of its devices are. */
export type Labeller = (capture: string) => Promise<readonly CaptureLabel[]>;

/** Rows with a role each. */
export interface LabelledTable {
  readonly table: FeatureTable;
  /** Role of each row, shape [table.rowCount]. */
  readonly roles: readonly string[];
  /** Group of each row, shape [table.rowCount]; absent unless every row has one. */
  readonly groups?: readonly string[];
  /** Captures that gave no row, and why. */
  readonly unused: readonly { readonly capture: string; readonly reason: string }[];
}

/**
 * The captures a manifest names, each once; `undefined` where labels come from elsewhere.
 *
 * @throws PipelineError PIPELINE_BAD_MANIFEST, PIPELINE_UNREADABLE.
 */
export const manifestCaptures = async (options: LabelOptions): Promise<string[] | undefined> =>
  options.from === 'manifest'
    ? [...new Set((await readEntries(options)).map(({ capture }) => capture))]
    : undefined;

/**
 * Prepares the source of labels.
 *
 * @throws PipelineError PIPELINE_BAD_MANIFEST, PIPELINE_BAD_ROLE_MAP, PIPELINE_UNREADABLE.
 */
export const createLabeller = async (options: LabelOptions): Promise<Labeller> => {
  const roleMap = options.roleMap === undefined ? undefined : await readRoleMap(options.roleMap);
  const rename = (label: CaptureLabel): CaptureLabel => ({
    ...label,
    role: roleMap?.get(label.role) ?? label.role,
  });
  const label = await chooseLabeller(options);
  const macOf = options.deviceMacFile === undefined ? undefined : deviceMacs(options.deviceMacFile);
  return async (capture) => {
    const mac = await macOf?.(dirname(capture));
    const labels = await label(capture);
    return labels.map((found) => rename(mac === undefined ? found : { mac, ...found }));
  };
};

/**
 * Joins labels to rows. A label that names a device takes that device's row; one that does not takes every row of its
 * capture. With `anyDevice` the device a label names does not matter, as where a capture has but one row.
 *
 * @throws PipelineError PIPELINE_NO_LABEL where a capture has none.
 */
export const labelTable = async (
  table: FeatureTable,
  labeller: Labeller,
  anyDevice: boolean,
): Promise<LabelledTable> => {
  const kept: { row: number; label: CaptureLabel }[] = [];
  const unused: { capture: string; reason: string }[] = [];
  for (const [capture, rows] of rowsByCapture(table.rows)) {
    const labels = await labeller(capture);
    if (labels.length === 0) throw new PipelineError('PIPELINE_NO_LABEL', capture);
    for (const label of labels) {
      const matching = rows.filter(
        (row) => anyDevice || label.mac === undefined || table.rows[row].mac === label.mac,
      );
      if (label.role === UNKNOWN_LABEL) unused.push({ capture, reason: 'labelled Unknown' });
      else if (matching.length === 0)
        unused.push({ capture, reason: `no packet of ${label.mac ?? 'any device'}` });
      else kept.push(...matching.map((row) => ({ row, label })));
    }
  }
  const groups = kept.flatMap(({ label }) => (label.group === undefined ? [] : [label.group]));
  return {
    table: selectRows(
      table,
      kept.map(({ row }) => row),
    ),
    roles: kept.map(({ label }) => label.role),
    ...(groups.length === kept.length && kept.length > 0 ? { groups } : {}),
    unused,
  };
};

/** Some of the rows, by their numbers. */
export const selectLabelled = (labelled: LabelledTable, rows: readonly number[]): LabelledTable => {
  const { table, roles, groups, unused } = labelled;
  return {
    table: selectRows(table, rows),
    roles: rows.map((row) => roles[row]),
    ...(groups === undefined ? {} : { groups: rows.map((row) => groups[row]) }),
    unused,
  };
};

const selectRows = (table: FeatureTable, rows: readonly number[]): FeatureTable => {
  const { columnCount } = table;
  const values = new Float64Array(rows.length * columnCount);
  for (const [to, from] of rows.entries()) {
    values.set(table.values.subarray(from * columnCount, (from + 1) * columnCount), to * columnCount);
  }
  return createTable({ ...table, values, rows: rows.map((row) => table.rows[row]) });
};

const rowsByCapture = (rows: readonly RowIdentity[]): ReadonlyMap<string, readonly number[]> => {
  const byCapture = new Map<string, number[]>();
  for (const [row, { capture }] of rows.entries()) {
    const known = byCapture.get(capture);
    if (known === undefined) byCapture.set(capture, [row]);
    else known.push(row);
  }
  return byCapture;
};

const chooseLabeller = async (options: LabelOptions): Promise<Labeller> => {
  if (options.from === 'directory')
    return (capture) => Promise.resolve([{ role: basename(dirname(capture)) }]);
  if (options.from === 'file-name') return (capture) => Promise.resolve(labelOfName(capture));
  const entries = await readEntries(options);
  return (capture) => Promise.resolve(entries.filter((entry) => entry.capture === capture));
};

const readEntries = (options: LabelOptions): Promise<ManifestEntry[]> => {
  const { manifest, directory } = options;
  if (manifest === undefined) throw new PipelineError('PIPELINE_BAD_MANIFEST', 'no manifest was given');
  return readManifest(manifest, directory ?? dirname(manifest));
};

/** A name of the convention gives its role and device; any other the part before its first `-`. */
const labelOfName = (capture: string): readonly CaptureLabel[] => {
  const parsed = parseCaptureName(capture);
  if (parsed.ok) return [{ role: parsed.name.role, group: `${parsed.name.role}-${parsed.name.deviceId}` }];
  const role = roleOfFileName(capture);
  return role === undefined ? [] : [{ role }];
};

const deviceMacs = (fileName: string): ((directory: string) => Promise<string | undefined>) => {
  const known = new Map<string, Promise<string | undefined>>();
  const read = async (directory: string): Promise<string | undefined> => {
    const path = `${directory}/${fileName}`;
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new PipelineError('PIPELINE_UNREADABLE', path, { cause });
    });
    const mac = text.trim().toLowerCase().replaceAll('-', ':');
    if (parseMac(mac) === undefined)
      throw new PipelineError('PIPELINE_BAD_MANIFEST', `${path} holds no MAC address`);
    return mac;
  };
  return (directory) => {
    const mac = known.get(directory) ?? read(directory);
    known.set(directory, mac);
    return mac;
  };
};
