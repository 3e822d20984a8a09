import { formatIp, formatMac, type PacketBatch } from '@networkml/pcap-reader';

import { type Accumulator, Direction, type DirectionCode, type FeatureSet } from './feature-set.ts';
import { type RowIdentity } from './row-identity.ts';
import { type AddressTable, createAddressTable } from './stats/address-table.ts';

/** What sets a device apart: its MAC address as 48 bits, or its IP address where there is none. */
export type DeviceKey = { readonly mac: number } | { readonly ip: string };

/** One device: the sums that every device has, and an accumulator of each feature set. */
export interface Device {
  readonly key: DeviceKey;
  readonly accumulators: readonly Accumulator[];
  /** Source addresses of the packets it sent. */
  readonly sources: AddressTable;
  packets: number;
  packetsOut: number;
  bytes: number;
  firstSeen: number;
  lastSeen: number;
}

/** The addresses of packets, from a `PacketBatch` or its `last`. */
export type AddressColumns = Pick<
  PacketBatch,
  'sourceMac' | 'destinationMac' | 'ipVersion' | 'sourceIp' | 'destinationIp'
>;

/** A device without packets. */
export const createDevice = (key: DeviceKey, sets: readonly FeatureSet[]): Device => ({
  key,
  accumulators: sets.map((set) => set.create()),
  sources: createAddressTable(),
  packets: 0,
  packetsOut: 0,
  bytes: 0,
  firstSeen: Number.POSITIVE_INFINITY,
  lastSeen: Number.NEGATIVE_INFINITY,
});

/** Where a packet stands, and whose addresses count for identity. */
export interface PacketPlace {
  readonly batch: PacketBatch;
  readonly addresses: AddressColumns;
  row: number;
}

/** Takes a packet into a device that sent or received it. */
export const addPacket = (device: Device, place: PacketPlace, direction: DirectionCode): void => {
  const { batch, addresses, row } = place;
  const time = batch.seconds[row] + batch.nanos[row] / 1e9;
  if (time < device.firstSeen) device.firstSeen = time;
  if (time > device.lastSeen) device.lastSeen = time;
  device.packets += 1;
  device.bytes += batch.wireLengthBytes[row];
  if (direction === Direction.Out) {
    device.packetsOut += 1;
    device.sources.add(addresses.ipVersion[row], addresses.sourceIp, row);
  }
  for (const accumulator of device.accumulators) accumulator.observe(batch, row, direction);
};

/** Whose row it is, at the end. */
export const identifyDevice = (device: Device, capture: string): RowIdentity => ({
  capture,
  ...nameDevice(device.key),
  ips: sourceAddresses(device.sources),
  firstSeen: finiteOrNaN(device.firstSeen),
  lastSeen: finiteOrNaN(device.lastSeen),
  packets: device.packets,
  packetsOut: device.packetsOut,
  bytes: device.bytes,
  hosts: countHosts(device.sources),
});

const countHosts = (sources: AddressTable): number => {
  const hosts = new Set<string>();
  for (let index = 0; index < sources.size(); index += 1) {
    const { version, words } = sources.at(index);
    const host = hostOf(version, words);
    if (host !== undefined) hosts.add(host);
  }
  return hosts.size;
};

/** An IPv4 address, or an IPv6 prefix of 64 bits, that names a host in a network. */
const hostOf = (version: number, words: Uint32Array): string | undefined => {
  if (version === 4) {
    const word = words[3];
    const isNone = word === 0 || word >>> 16 === 0xa9fe || word >>> 28 === 0xe || word === 0xffffffff;
    return isNone ? undefined : `${word}`;
  }
  const isNone =
    version === 0 || words[0] >>> 22 === 0x3fa || (words[0] | words[1] | words[2] | words[3]) === 0;
  return isNone ? undefined : `${words[0]}:${words[1]}`;
};

/** The bounds of no times are infinite. */
const finiteOrNaN = (time: number): number => (Number.isFinite(time) ? time : Number.NaN);

const nameDevice = (key: DeviceKey): { device: string; mac?: string } => {
  if ('ip' in key) return { device: key.ip };
  const mac = formatMac(key.mac);
  return { device: mac, mac };
};

/** As text, most packets first; those of equal count as first seen. */
const sourceAddresses = (sources: AddressTable): string[] =>
  Array.from({ length: sources.size() }, (_, index) => sources.at(index))
    .sort((a, b) => b.count - a.count)
    .map(({ version, words }) => formatIp(version, words, 0))
    .filter((ip) => ip !== undefined);

/**
 * The device that NetworkML takes a capture to be of: among those that sent, the one with the fewest distinct source
 * addresses ('no address' counts as one), then the numerically lowest MAC. Devices without MAC come last, the one
 * that sent most packets first. NetworkML lets a group address win, and fails; here only single stations may.
 */
export const canonicalDevice = (devices: readonly Device[]): Device | undefined =>
  devices
    .filter(({ packetsOut }) => packetsOut > 0)
    .reduce<Device | undefined>(
      (best, device) => (best === undefined || comesBefore(device, best) ? device : best),
      undefined,
    );

const comesBefore = (a: Device, b: Device): boolean => {
  if ('ip' in a.key || 'ip' in b.key) {
    return 'ip' in a.key && 'ip' in b.key ? a.packetsOut > b.packetsOut : 'mac' in a.key;
  }
  const [addressesOfA, addressesOfB] = [a.sources.size(), b.sources.size()];
  return addressesOfA === addressesOfB ? a.key.mac < b.key.mac : addressesOfA < addressesOfB;
};
