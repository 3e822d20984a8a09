import { formatIp, NO_MAC, type PacketBatch } from '@networkml/pcap-reader';

import { type Counts, type DeviceKey, type Subject } from './device.ts';
import { type DeviceChoice } from './device-choice.ts';
import { type AccumulatorTable, Direction, type FeatureSet } from './feature-set.ts';
import { isSingleHost } from './address-scope.ts';
import { AddressTable, NOT_KEPT } from './stats/address-table.ts';
import { type AddressColumns } from './subjects/subject-counts.ts';
import { SubjectTable } from './subject-table.ts';

/** Stands for an address that no device has. */
const NOBODY = -1;

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
  /** The tables that subjects are summed up in: one for each set that has them, in the order of the sets. */
  tables(): readonly (AccumulatorTable | undefined)[];
  /** Gives back the memory of tables, after the last row was written. */
  release(): void;
}

/** Tells devices apart: the stations of MAC addresses, or the hosts of IP addresses. */
export class DeviceRegistry implements Registry {
  readonly #table: SubjectTable;
  readonly #devices: DeviceChoice;
  readonly #hosts = new Map<number, number>();
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
      this.#noteAllHosts(batch, start, end);
    } else {
      this.#noteStations(batch, addresses, start, end);
    }
    this.#table.observe(batch, addresses);
  }

  subjects(): readonly Subject[] {
    return this.#table.subjects();
  }

  countsOf(subject: Subject): Counts {
    return this.#table.countsOf(subject);
  }

  overflow(): RegistryOverflow {
    return { devicePackets: this.#overflow + this.#table.stations.refused, sessionPackets: 0 };
  }

  tables(): readonly (AccumulatorTable | undefined)[] {
    return this.#table.tables;
  }

  release(): void {
    this.#table.release();
  }

  /** Notes stations, and hosts where a packet has no MAC address and these count. */
  // eslint-disable-next-line max-params -- called once a batch
  #noteStations(batch: PacketBatch, addresses: AddressColumns, start: number, end: number): void {
    const { notes, stations } = this.#table;
    const isMinded = this.#devices !== 'mac';
    let row = stations.note({ addresses, start, end, isMinded }, notes);
    const { sourceMac, destinationMac } = addresses;
    for (; row < end; row += 1) {
      const from = sourceMac[row];
      const to = destinationMac[row];
      if (from === NO_MAC && to === NO_MAC) {
        notes.noteUpTo(this.#noteHosts(batch, row, notes.room(2).end));
        continue;
      }
      const source = stations.of(from);
      if (source !== undefined) notes.note(source, row, Direction.Out);
      const destination = from === to ? undefined : stations.of(to);
      if (destination !== undefined) notes.note(destination, row, Direction.In);
    }
  }

  #noteAllHosts(batch: PacketBatch, start: number, end: number): void {
    let at = this.#table.notes.room((end - start) * 2).end;
    for (let row = start; row < end; row += 1) at = this.#noteHosts(batch, row, at);
    this.#table.notes.noteUpTo(at);
  }

  /** Notes a packet for the hosts of its outer IP header, from `at` on; gives where notes end then. */
  #noteHosts(batch: PacketBatch, row: number, at: number): number {
    const version = batch.ipVersion[row];
    if (version === 0) return at;
    const { entries, subjects } = this.#table.notes.room(0);
    let end = at;
    const source = this.#byIp(version, batch.sourceIp, row);
    if (source !== NOBODY) {
      entries[end] = row * 2;
      subjects[end] = source;
      end += 1;
    }
    const destination = this.#byIp(version, batch.destinationIp, row);
    if (destination !== NOBODY && destination !== source) {
      entries[end] = row * 2 + 1;
      subjects[end] = destination;
      end += 1;
    }
    return end;
  }

  /** The place of an IP address's host; `NOBODY` for one that names no single host, or a device beyond the bound. */
  #byIp(version: number, words: Uint32Array, row: number): number {
    if (!isSingleHost(version, words, row)) return NOBODY;
    const place = this.#ips.add(version, words, row);
    const known = place === NOT_KEPT ? undefined : this.#hosts.get(place);
    if (known !== undefined) return known;
    const device = this.#create({ ip: this.#table.free === 0 ? '' : (formatIp(version, words, row) ?? '') });
    if (device !== NOBODY) this.#hosts.set(place, device);
    return device;
  }

  #create(key: DeviceKey): number {
    const device = this.#table.create(key);
    if (device !== undefined) return device.index;
    this.#overflow += 1;
    return NOBODY;
  }
}
