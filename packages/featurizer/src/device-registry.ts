import { formatIp, isGroupMac, NO_MAC, type PacketBatch } from '@networkml/pcap-reader';

import { type Counts, type DeviceKey, type Subject } from './device.ts';
import { type DeviceChoice } from './device-choice.ts';
import { Direction, type FeatureSet } from './feature-set.ts';
import { MacIndex, UNMET } from './mac-index.ts';
import { isSingleHost } from './single-host.ts';
import { AddressTable, NOT_KEPT } from './stats/address-table.ts';
import { type AddressColumns, SubjectTable } from './subject-table.ts';

/** Devices told apart unless said otherwise. */
export const DEFAULT_MAX_DEVICES = 65_536;

/** What a registry is made for. */
export interface RegistryOptions {
  readonly sets: readonly FeatureSet[];
  readonly devices: DeviceChoice;
  readonly maxDevices: number;
}

/** Packets that did not fit: those of devices, or of sessions, beyond the bound. */
export interface RegistryOverflow {
  readonly devicePackets: number;
  readonly sessionPackets: number;
}

/** Packets in, rows' subjects out. */
export interface Registry {
  /** Takes in packets `start` up to `end` of a batch; `addresses` tell devices apart. */
  observe(batch: PacketBatch, addresses: AddressColumns, start: number, end: number): void;
  /** All whose rows there are, in the order met. */
  subjects(): readonly Subject[];
  /** What a subject's packets come to. */
  countsOf(subject: Subject): Counts;
  overflow(): RegistryOverflow;
}

/** Tells devices apart: the stations of MAC addresses, or the hosts of IP addresses. */
export class DeviceRegistry implements Registry {
  readonly #table: SubjectTable;
  readonly #devices: DeviceChoice;
  readonly #stations = new MacIndex();
  readonly #hosts = new Map<number, Subject>();
  readonly #ips: AddressTable;
  #overflow = 0;

  constructor({ sets, devices, maxDevices }: RegistryOptions) {
    this.#table = new SubjectTable(sets, maxDevices);
    this.#devices = devices;
    this.#ips = new AddressTable(maxDevices);
  }

  // eslint-disable-next-line max-params -- called once a batch
  observe(batch: PacketBatch, addresses: AddressColumns, start: number, end: number): void {
    if (this.#devices === 'ip') {
      for (let row = start; row < end; row += 1) this.#noteHosts(batch, row);
    } else {
      this.#noteStations(batch, addresses, start, end);
    }
    this.#table.observe(batch, addresses);
  }

  subjects(): readonly Subject[] {
    return this.#table.subjects;
  }

  countsOf(subject: Subject): Counts {
    return this.#table.countsOf(subject);
  }

  overflow(): RegistryOverflow {
    return { devicePackets: this.#overflow, sessionPackets: 0 };
  }

  /** The per-packet loop: many packets are of the same two stations as the one before, or answer it. */
  // eslint-disable-next-line max-params -- called once a batch
  #noteStations(batch: PacketBatch, addresses: AddressColumns, start: number, end: number): void {
    const { sourceMac, destinationMac } = addresses;
    const table = this.#table;
    let source: Subject | undefined;
    let destination: Subject | undefined;
    let cachedSourceMac = NO_MAC;
    let cachedDestinationMac = NO_MAC;
    for (let row = start; row < end; row += 1) {
      const from = sourceMac[row];
      const to = destinationMac[row];
      if (from === NO_MAC && to === NO_MAC) {
        if (this.#devices !== 'mac') this.#noteHosts(batch, row);
        continue;
      }
      // The device that was the destination before is the one replaced, so that an answer finds both at hand.
      if (destination !== undefined && from === cachedDestinationMac) {
        const device = source;
        source = destination;
        destination = device;
        cachedDestinationMac = cachedSourceMac;
        cachedSourceMac = from;
      } else if (source === undefined || from !== cachedSourceMac) {
        source = this.#byMac(sourceMac, row);
        cachedSourceMac = from;
      }
      if (source !== undefined) table.note(source.index, row, Direction.Out);
      if (to === from) continue;
      if (destination === undefined || to !== cachedDestinationMac) {
        destination = this.#byMac(destinationMac, row);
        cachedDestinationMac = to;
      }
      if (destination !== undefined) table.note(destination.index, row, Direction.In);
    }
  }

  /** The packet is one of the hosts of its outer IP header. */
  #noteHosts(batch: PacketBatch, row: number): void {
    const version = batch.ipVersion[row];
    if (version === 0) return;
    const source = this.#byIp(version, batch.sourceIp, row);
    if (source !== undefined) this.#table.note(source.index, row, Direction.Out);
    const destination = this.#byIp(version, batch.destinationIp, row);
    if (destination !== undefined && destination !== source) {
      this.#table.note(destination.index, row, Direction.In);
    }
  }

  /** The station of a MAC address; `undefined` for `NO_MAC`, a group address, or a device beyond the bound. */
  #byMac(macs: Float64Array, row: number): Subject | undefined {
    const known = this.#stations.getAt(macs, row);
    if (known !== UNMET) return this.#table.subjects[known];
    const mac = macs[row];
    if (mac === NO_MAC || isGroupMac(mac)) return undefined;
    const device = this.#create({ mac });
    if (device !== undefined) this.#stations.add(mac, device.index);
    return device;
  }

  /** The host of an IP address; `undefined` for one that names no single host, or a device beyond the bound. */
  #byIp(version: number, words: Uint32Array, row: number): Subject | undefined {
    if (!isSingleHost(version, words, row)) return undefined;
    const place = this.#ips.add(version, words, row);
    const known = place === NOT_KEPT ? undefined : this.#hosts.get(place);
    if (known !== undefined) return known;
    const device = this.#create({ ip: this.#table.isFull ? '' : (formatIp(version, words, row) ?? '') });
    if (device !== undefined) this.#hosts.set(place, device);
    return device;
  }

  #create(key: DeviceKey): Subject | undefined {
    const device = this.#table.create(key);
    if (device === undefined) this.#overflow += 1;
    return device;
  }
}
