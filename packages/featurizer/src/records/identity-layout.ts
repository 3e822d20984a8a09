import { formatMac, parseMac } from '@networkml/pcap-reader';
import { isNetworkmlLayout, NETWORKML_EXTRA_COLUMNS, parsePythonList } from '../csv/layout.ts';
import { FeatureError } from '../errors.ts';
import {
  IDENTITY_COLUMNS,
  LATER_IDENTITY_COLUMNS,
  NETWORKML_IDENTITY_COLUMNS,
  type RowIdentity,
} from '../row-identity.ts';
import { type FeatureSetVersion } from '../table.ts';
import { type FeatureRecord } from './record.ts';

/** Which columns say whose row it is, and how they are read. */
export interface IdentityLayout {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  identify(record: FeatureRecord): RowIdentity;
}

/** The layout that a file of these sets and columns has: NetworkML's, or our own, which has a column `device`. */
export const identityLayoutOf = (
  sets: readonly Pick<FeatureSetVersion, 'id'>[],
  header: readonly string[],
): IdentityLayout => (isNetworkmlLayout(sets) && !header.includes('device') ? NETWORKML : OURS);

/** The device as the featurizer spells it, a MAC address in small letters parted by colons. */
const deviceOf = (text: string): string => macOf(text).mac ?? text;

const macOf = (text: string): { mac?: string } => {
  const mac = parseMac(text);
  return mac === undefined ? {} : { mac: formatMac(mac) };
};

const LATER: ReadonlySet<string> = new Set(LATER_IDENTITY_COLUMNS);

/** What files of earlier versions do not tell; warnings follow from the rest. */
const identifyLater = (record: FeatureRecord): Pick<RowIdentity, 'hosts' | 'windowStart'> => {
  const windowStart = record.number('window_start', Number.NaN);
  return {
    hosts: record.number('hosts', Number.NaN),
    ...(Number.isNaN(windowStart) ? {} : { windowStart }),
  };
};

const OURS: IdentityLayout = {
  required: IDENTITY_COLUMNS.filter((name) => !LATER.has(name)),
  optional: LATER_IDENTITY_COLUMNS,
  identify: (record) => ({
    capture: record.text('capture'),
    device: deviceOf(record.text('device')),
    ...macOf(record.text('mac')),
    ips: record.text('ips').split(' ').filter(Boolean),
    firstSeen: record.number('first_seen', Number.NaN),
    lastSeen: record.number('last_seen', Number.NaN),
    packets: record.number('packets'),
    packetsOut: record.number('packets_out'),
    bytes: record.number('bytes'),
    ...identifyLater(record),
  }),
};

const NETWORKML: IdentityLayout = {
  required: ['host_key', 'tshark_srcips'],
  optional: [...NETWORKML_IDENTITY_COLUMNS, ...NETWORKML_EXTRA_COLUMNS],
  identify: (record) => {
    const sent = record.number('tshark_count_frame_len_out');
    const received = record.number('tshark_count_frame_len_in');
    const bytes = record.number('tshark_total_frame_len_out') + record.number('tshark_total_frame_len_in');
    return {
      capture: record.text('filename'),
      device: deviceOf(record.text('host_key')),
      ...macOf(record.text('host_key')),
      ips: parseAddresses(record),
      firstSeen: record.number('first_seen', Number.NaN),
      lastSeen: record.has('last_seen') ? record.number('last_seen', Number.NaN) : latestTime(record),
      packets: record.number('packets', sent + received),
      packetsOut: record.number('packets_out', sent),
      bytes: record.number('bytes', bytes),
      ...identifyLater(record),
    };
  },
};

/** The row's own latest time, which is 0 where no packet has one. */
const latestTime = (record: FeatureRecord): number => {
  const time = record.number('tshark_frame_epoch');
  return time === 0 ? Number.NaN : time;
};

const parseAddresses = (record: FeatureRecord): string[] => {
  const found = record.text('tshark_srcips');
  const addresses = parsePythonList(found);
  if (addresses === undefined) {
    throw new FeatureError('FEATURE_FILE_BAD_VALUE', { column: 'tshark_srcips', row: record.row, found });
  }
  return addresses;
};
