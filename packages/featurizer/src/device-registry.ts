import { formatIp, isGroupMac, NO_MAC } from '@networkml/pcap-reader';

import { createDevice, type Device, type DeviceKey } from './device.ts';
import { type FeatureSet } from './feature-set.ts';
import { createMacIndex } from './mac-index.ts';
import { createAddressTable, NOT_KEPT } from './stats/address-table.ts';

/** Devices told apart unless said otherwise. */
export const DEFAULT_MAX_DEVICES = 65_536;

const IPV4_BROADCAST = 0xffffffff;

/** Finds the device behind an address, and makes it where it is new. */
export interface DeviceRegistry {
  /** The station of a MAC address; `undefined` for `NO_MAC`, a group address, or a device beyond the bound. */
  byMac(mac: number): Device | undefined;
  /** The host of an IP address; `undefined` for one that names no single host, or a device beyond the bound. */
  byIp(version: number, words: Uint32Array, row: number): Device | undefined;
  /** All devices in the order met. */
  all(): readonly Device[];
  /** Lookups that met a device beyond the bound. */
  overflow(): number;
}

/** A registry without devices. Beyond `maxDevices`, lookups of further devices are counted in `overflow`. */
export const createDeviceRegistry = (sets: readonly FeatureSet[], maxDevices: number): DeviceRegistry => {
  const devices: Device[] = [];
  const stations = createMacIndex<Device>();
  const hosts = new Map<number, Device>();
  const ips = createAddressTable(maxDevices);
  let overflow = 0;

  const make = (key: DeviceKey): Device | undefined => {
    if (devices.length >= maxDevices) {
      overflow += 1;
      return undefined;
    }
    const device = createDevice(key, sets);
    devices.push(device);
    return device;
  };

  return {
    byMac(mac) {
      if (mac === NO_MAC || isGroupMac(mac)) return undefined;
      const known = stations.get(mac);
      if (known !== undefined) return known;
      const device = make({ mac });
      if (device !== undefined) stations.add(mac, device);
      return device;
    },
    byIp(version, words, row) {
      if (!isSingleHost(version, words, row)) return undefined;
      const place = ips.add(version, words, row);
      const known = place === NOT_KEPT ? undefined : hosts.get(place);
      if (known !== undefined) return known;
      const device = make({ ip: formatIp(version, words, row) ?? '' });
      if (device !== undefined) hosts.set(place, device);
      return device;
    },
    all: () => devices,
    overflow: () => overflow,
  };
};

/** Leaves out the unspecified address, multicast, and IPv4's broadcast. */
const isSingleHost = (version: number, words: Uint32Array, row: number): boolean => {
  const offset = row * 4;
  if (version === 4) {
    const word = words[offset + 3];
    return word !== 0 && word >>> 28 !== 0xe && word !== IPV4_BROADCAST;
  }
  const isUnspecified = (words[offset] | words[offset + 1] | words[offset + 2] | words[offset + 3]) === 0;
  return version === 6 && !isUnspecified && words[offset] >>> 24 !== 0xff;
};
