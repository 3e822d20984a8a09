import { formatIp, isGroupMac, NO_MAC, type PacketBatch } from '@networkml/pcap-reader';

import { type Counts, type DeviceKey, type Subject } from './device.ts';
import { type Registry, type RegistryOptions, type RegistryOverflow } from './device-registry.ts';
import { type AccumulatorTable, Direction, type DirectionCode } from './feature-set.ts';
import { MacIndex, UNMET } from './mac-index.ts';
import { SESSION_KEY_WORDS, type SessionPlace, writeSessionKey } from './session-key.ts';
import { isSingleHost } from './address-scope.ts';
import { AddressTable, NOT_KEPT } from './stats/address-table.ts';
import { KeyTable, NO_PLACE } from './stats/key-table.ts';
import { type AddressColumns } from './subjects/subject-counts.ts';
import { SubjectTable } from './subject-table.ts';

/** Sessions told apart unless said otherwise; a session between two devices counts twice. */
export const DEFAULT_MAX_SESSIONS = 65_536;

/** What a registry of sessions is made for. */
export interface SessionRegistryOptions extends RegistryOptions {
  readonly maxSessions: number;
}

/** The subject of a capture's only device. */
interface Sole {
  readonly table: SubjectTable;
  readonly subject: Subject;
}

/** Stands for an end of a session that has no row. */
const NO_ROW = -1;

/**
 * Tells the sessions of devices apart (`writeSessionKey`): a row for each device and session of it. A capture in which
 * a single device occurs has one row, of all its packets, as NetworkML has it.
 */
export class SessionRegistry implements Registry {
  readonly #options: SessionRegistryOptions;
  readonly #table: SubjectTable;
  readonly #stations = new MacIndex();
  readonly #hosts: AddressTable;
  readonly #sessions: KeyTable;
  readonly #key = new Uint32Array(SESSION_KEY_WORDS);
  /** The rows of the two ends of each session, or `NO_ROW`. */
  #rows = new Int32Array(16).fill(NO_ROW);
  #sole: Sole | undefined;
  #devicePackets = 0;
  #sessionPackets = 0;

  constructor(options: SessionRegistryOptions) {
    this.#options = options;
    this.#table = new SubjectTable(options.sets, options.maxSessions);
    this.#hosts = new AddressTable(options.maxDevices);
    this.#sessions = new KeyTable(SESSION_KEY_WORDS, options.maxSessions);
  }

  // eslint-disable-next-line max-params -- called once a batch
  observe(batch: PacketBatch, addresses: AddressColumns, start: number, end: number): void {
    const { devices } = this.#options;
    const stations = { batch, addresses, isOfHosts: false, row: start };
    const hosts = { batch, addresses: batch, isOfHosts: true, row: start };
    for (let row = start; row < end; row += 1) {
      stations.row = row;
      hosts.row = row;
      const hasMac = addresses.sourceMac[row] !== NO_MAC || addresses.destinationMac[row] !== NO_MAC;
      if (devices === 'ip' || (!hasMac && devices !== 'mac')) this.#observeHosts(hosts);
      else if (hasMac) this.#observeStations(stations);
    }
    this.#table.observe(batch, addresses);
    this.#sole?.table.observe(batch, addresses);
  }

  subjects(): readonly Subject[] {
    return (this.#sole?.table ?? this.#table).subjects();
  }

  countsOf(subject: Subject): Counts {
    return (this.#sole?.subject === subject ? this.#sole.table : this.#table).countsOf(subject);
  }

  overflow(): RegistryOverflow {
    return { devicePackets: this.#devicePackets, sessionPackets: this.#sessionPackets };
  }

  tables(): readonly (AccumulatorTable | undefined)[] {
    return (this.#sole?.table ?? this.#table).tables;
  }

  release(): void {
    this.#table.release();
    this.#sole?.table.release();
  }

  #observeStations(place: SessionPlace): void {
    const { addresses, row } = place;
    const from = addresses.sourceMac[row];
    const to = addresses.destinationMac[row];
    const sends = this.#isStation(from);
    const receives = to !== from && this.#isStation(to);
    if (!sends && !receives) return;
    const { session, sourceEnd } = this.#sessionOf(place);
    // The ends of a session of a device with itself are one.
    if (sends) this.#add(place, { session, end: from === to ? 0 : sourceEnd }, Direction.Out);
    if (receives) this.#add(place, { session, end: 1 - sourceEnd }, Direction.In);
  }

  #observeHosts(place: SessionPlace): void {
    const { batch, row } = place;
    const version = batch.ipVersion[row];
    const sends = this.#isHost(version, batch.sourceIp, row);
    const receives = this.#isHost(version, batch.destinationIp, row);
    if (!sends && !receives) return;
    const { session, sourceEnd } = this.#sessionOf(place);
    const isSelf = isSameAddress(batch, row);
    if (sends) this.#add(place, { session, end: isSelf ? 0 : sourceEnd }, Direction.Out);
    if (receives && !isSelf) this.#add(place, { session, end: 1 - sourceEnd }, Direction.In);
  }

  /** Whether the MAC address is that of a device within the bound; a device that is met first is made known. */
  #isStation(mac: number): boolean {
    if (this.#stations.get(mac) !== UNMET) return true;
    if (mac === NO_MAC || isGroupMac(mac)) return false;
    if (!this.#meet({ mac })) return false;
    this.#stations.add(mac, this.#stations.size);
    return true;
  }

  #isHost(version: number, words: Uint32Array, row: number): boolean {
    if (!isSingleHost(version, words, row)) return false;
    const before = this.#hosts.size;
    if (this.#hosts.add(version, words, row) === NOT_KEPT) {
      this.#devicePackets += 1;
      return false;
    }
    return this.#hosts.size === before || this.#meet({ ip: formatIp(version, words, row) ?? '' });
  }

  /** Notes another device; `false` where there are too many. */
  #meet(key: DeviceKey): boolean {
    const { sets, maxDevices } = this.#options;
    const known = this.#stations.size + this.#hosts.size - ('ip' in key ? 1 : 0);
    if (known >= maxDevices) {
      this.#devicePackets += 1;
      return false;
    }
    this.#sole?.table.release();
    this.#sole = undefined;
    if (known === 0) {
      const table = new SubjectTable(sets, 1);
      const subject = table.create(key);
      if (subject !== undefined) this.#sole = { table, subject };
    }
    return true;
  }

  #sessionOf(place: SessionPlace): { session: number; sourceEnd: 0 | 1 } {
    const isSecond = writeSessionKey(place, this.#key);
    const session = this.#sessions.place(this.#key);
    if (session * 2 >= this.#rows.length) {
      const grown = new Int32Array(this.#rows.length * 2).fill(NO_ROW);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    return { session, sourceEnd: isSecond ? 1 : 0 };
  }

  #add(
    place: SessionPlace,
    { session, end }: { readonly session: number; readonly end: number },
    direction: DirectionCode,
  ): void {
    if (this.#sole !== undefined) this.#sole.table.notes.note(this.#sole.subject.index, place.row, direction);
    const subject = session === NO_PLACE ? undefined : this.#subjectAt(session * 2 + end, place, direction);
    if (subject === undefined) this.#sessionPackets += 1;
    else this.#table.notes.note(subject.index, place.row, direction);
  }

  /** The subject at a place of `#rows`: that of the packet's end in a direction, made where it is new. */
  #subjectAt(at: number, place: SessionPlace, direction: DirectionCode): Subject | undefined {
    const known = this.#rows[at];
    if (known !== NO_ROW) return this.#table.at(known);
    const subject = this.#table.create(keyOf(place, direction));
    if (subject !== undefined) this.#rows[at] = subject.index;
    return subject;
  }
}

const keyOf = ({ batch, addresses, isOfHosts, row }: SessionPlace, direction: DirectionCode): DeviceKey => {
  const isSent = direction === Direction.Out;
  if (!isOfHosts) return { mac: (isSent ? addresses.sourceMac : addresses.destinationMac)[row] };
  const words = isSent ? batch.sourceIp : batch.destinationIp;
  return { ip: formatIp(batch.ipVersion[row], words, row) ?? '' };
};

const isSameAddress = ({ sourceIp, destinationIp }: PacketBatch, row: number): boolean => {
  for (let word = row * 4; word < row * 4 + 4; word += 1) {
    if (sourceIp[word] !== destinationIp[word]) return false;
  }
  return true;
};
