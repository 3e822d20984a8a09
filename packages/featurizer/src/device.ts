import { formatIp, formatMac } from '@networkml/pcap-reader';

import { type Accumulator } from './feature-set.ts';
import { type RowIdentity } from './row-identity.ts';
import { type AddressCount, type AddressTable } from './stats/address-table.ts';

/** What sets a device apart: its MAC address as 48 bits, or its IP address where there is none. */
export type DeviceKey = { readonly mac: number } | { readonly ip: string };

/** What a row is of: a device, or one session of it. */
export interface Subject {
  /** Its place in the `SubjectTable` it is in. */
  readonly index: number;
  readonly key: DeviceKey;
  /** Of each feature set that sums up subjects one by one, in the order of the sets. */
  readonly accumulators: readonly Accumulator[];
  /** Source addresses of the packets it sent; marked where they are not those of packets quoted by ICMP errors. */
  readonly sources: AddressTable;
}

/** What every subject's packets are counted for. */
export type Counts = Pick<RowIdentity, 'firstSeen' | 'lastSeen' | 'packets' | 'packetsOut' | 'bytes'>;

/** Whose row it is, at the end. */
export const identifySubject = (
  { key, sources }: Subject,
  counts: Counts,
  place: Pick<RowIdentity, 'capture' | 'windowStart'>,
): RowIdentity => {
  const addresses = Array.from({ length: sources.size }, (_, index) => sources.at(index));
  const { capture, windowStart } = place;
  return {
    capture,
    ...nameDevice(key),
    ips: textsOf(addresses),
    ...counts,
    hosts: countHosts(addresses),
    ...(windowStart === undefined ? {} : { windowStart }),
  };
};

/** The name of a device in a row, and its MAC address if it has one. */
export const nameDevice = (key: DeviceKey): { device: string; mac?: string } => {
  if ('ip' in key) return { device: key.ip };
  const mac = formatMac(key.mac);
  return { device: mac, mac };
};

/** As text, most packets first; those of equal count as first seen. */
const textsOf = (addresses: readonly AddressCount[]): string[] =>
  addresses
    .toSorted((a, b) => b.count - a.count)
    .map(({ version, words }) => formatIp(version, words, 0))
    .filter((ip) => ip !== undefined);

const countHosts = (addresses: readonly AddressCount[]): number =>
  new Set(addresses.map(hostOf).filter((host) => host !== undefined)).size;

/** An IPv4 address, or an IPv6 prefix of 64 bits, that names a host in a network. */
const hostOf = ({ version, words, isMarked }: AddressCount): string | undefined => {
  if (!isMarked) return undefined;
  if (version === 4) {
    const word = words[3];
    const isNone = word === 0 || word >>> 16 === 0xa9fe || word >>> 28 === 0xe || word === 0xffffffff;
    return isNone ? undefined : `${word}`;
  }
  const isNone = version !== 6 || words[0] >>> 22 === 0x3fa || words.every((word) => word === 0);
  return isNone ? undefined : `${words[0]}:${words[1]}`;
};

/** A device, and how many packets it sent. */
export interface Sender {
  readonly subject: Subject;
  readonly packetsOut: number;
}

/**
 * The device that NetworkML takes a capture to be of: among those that sent, the one with the fewest distinct source
 * addresses ('no address' counts as one), then the numerically lowest MAC. Devices without MAC come last, the one
 * that sent most packets first. NetworkML lets a group address win, and fails; here only single stations may.
 */
export const canonicalDevice = (devices: readonly Sender[]): DeviceKey | undefined =>
  devices
    .filter(({ packetsOut }) => packetsOut > 0)
    .reduce<Sender | undefined>(
      (best, device) => (best === undefined || comesBefore(device, best) ? device : best),
      undefined,
    )?.subject.key;

const comesBefore = (a: Sender, b: Sender): boolean => {
  const [keyOfA, keyOfB] = [a.subject.key, b.subject.key];
  if ('ip' in keyOfA || 'ip' in keyOfB) {
    return 'ip' in keyOfA && 'ip' in keyOfB ? a.packetsOut > b.packetsOut : 'mac' in keyOfA;
  }
  const [addressesOfA, addressesOfB] = [a.subject.sources.size, b.subject.sources.size];
  return addressesOfA === addressesOfB ? keyOfA.mac < keyOfB.mac : addressesOfA < addressesOfB;
};
