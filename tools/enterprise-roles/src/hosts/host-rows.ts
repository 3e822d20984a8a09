import { join } from 'node:path';
import {
  type FeatureSet,
  type FeatureTable,
  type RowIdentity,
  concatTables,
  warningsOf,
} from '@networkml/featurizer';
import { type LabelledTable, PipelineError, featurizeCapture, selectLabelled } from '@networkml/pipeline';
import { HOSTS_FILE, type KnownHost } from './known-hosts.ts';

/**
 * The features of known hosts as `networkml predict` computes them, a row a host in their order. A host is the device with
 * its MAC address; where that has none, or its MAC speaks for several hosts as a router's does, the one with its IP address.
 *
 * @throws CaptureError where a capture cannot be read; PipelineError PIPELINE_NO_DEVICE where a host does not occur in it.
 */
export const loadHostRows = async (
  folder: string,
  hosts: readonly KnownHost[],
  sets: readonly FeatureSet[],
): Promise<LabelledTable> => {
  const open = captureOpener(folder, sets);
  const rows: FeatureTable[] = [];
  for (const host of hosts) rows.push(await rowOf(host, open));
  const [first, ...others] = rows;
  return {
    table: concatTables([first, ...others]),
    roles: hosts.map(({ role }) => role),
    groupings: { capture: hosts.map(({ file }) => file) },
    unused: [],
  };
};

type CaptureOpener = (file: string, devices: 'auto' | 'ip') => Promise<FeatureTable>;

/** Reads each capture once for each of the two ways to tell devices apart. */
const captureOpener = (folder: string, sets: readonly FeatureSet[]): CaptureOpener => {
  const known = new Map<string, Promise<FeatureTable>>();
  return (file, devices) => {
    const key = `${devices}/${file}`;
    const read = async (): Promise<FeatureTable> =>
      (await featurizeCapture(join(folder, file), { sets, devices, name: file })).table;
    const table = known.get(key) ?? read();
    known.set(key, table);
    return table;
  };
};

const rowOf = async (host: KnownHost, open: CaptureOpener): Promise<FeatureTable> => {
  const { file, mac, ip } = host;
  if (mac !== undefined) {
    const byMac = await open(file, 'auto');
    const row = byMac.rows.findIndex((identity) => identity.mac === mac);
    if (row >= 0 && (ip === '' || isMostly(byMac.rows[row], ip))) return only(byMac, row);
  }
  const byIp = await open(file, 'ip');
  const row = byIp.rows.findIndex(({ device }) => device === ip.toLowerCase());
  if (row < 0) {
    throw new PipelineError('PIPELINE_NO_DEVICE', `${HOSTS_FILE}: ${file}, ${mac ?? 'no MAC'}, ${ip}`);
  }
  return only(byIp, row);
};

/** Whether a device speaks for this host above all; as the featurizer has it, three hosts make a router. */
const isMostly = (identity: RowIdentity, ip: string): boolean => {
  const sameVersion = identity.ips.filter((address) => address.includes(':') === ip.includes(':'));
  const isAnother = sameVersion.length > 0 && sameVersion[0] !== ip.toLowerCase();
  return !isAnother && !warningsOf(identity).includes('router');
};

const only = (table: FeatureTable, row: number): FeatureTable => {
  const labelled = { table, roles: [], groupings: {}, unused: [] };
  return selectLabelled(labelled, [row]).table;
};
