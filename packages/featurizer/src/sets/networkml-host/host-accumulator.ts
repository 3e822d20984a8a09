import { type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from '../../errors.ts';
import { type Accumulator, Direction, type DirectionCode, type PacketList } from '../../feature-set.ts';
import { AddressTable } from '../../stats/address-table.ts';
import { HOST_COLUMN_NAMES, TRAIT_NAMES } from './columns.ts';
import {
  DIRECTION_WIDTH,
  DirectionCounts,
  type IpFlagsReading,
  type PortsOfDevice,
} from './direction-counts.ts';
import { PORT_KINDS } from './ports.ts';
import { type Seen, seeTraits, writeTraits } from './traits.ts';

/** What an accumulator is made for: the reading of ip.flags, and the set's id for errors. */
export interface HostOptions {
  readonly ipFlags: IpFlagsReading;
  readonly setId: string;
}

/** Places of the columns in a row. */
const TRAITS_AT = 2 * DIRECTION_WIDTH;
const EPOCH_AT = TRAITS_AT + TRAIT_NAMES.length;
const TCP_RATIOS_AT = EPOCH_AT + 1;
const UDP_RATIOS_AT = TCP_RATIOS_AT + PORT_KINDS.length;
const UNIQUE_AT = UDP_RATIOS_AT + PORT_KINDS.length;

const NO_ROWS = new Uint32Array();

/** Sums up one device's packets for NetworkML's columns. What a device only sends, or only receives, takes no memory for the other direction. */
export class HostAccumulator implements Accumulator {
  readonly #options: HostOptions;
  readonly #seen: Seen = { protocols: 0, traits: 0 };
  readonly #ports: PortsOfDevice = { tcp: undefined, udp: undefined };
  /** Latest time as whole seconds, and nanoseconds within that second. */
  #seconds = Number.NEGATIVE_INFINITY;
  #nanos = 0;
  #sent: DirectionCounts | undefined;
  #received: DirectionCounts | undefined;
  /** Addresses of sent packets. */
  #addresses: SentAddresses | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /** Packets of which an address did not fit. */
  overflow(): number {
    return (this.#addresses?.sources.overflow ?? 0) + (this.#addresses?.destinations.overflow ?? 0);
  }

  observe(batch: PacketBatch, row: number, direction: DirectionCode): void {
    const rows = Uint32Array.of(row);
    this.observeAll(batch, {
      entries: Uint32Array.of(row * 2 + direction),
      sent: direction === Direction.Out ? rows : NO_ROWS,
      received: direction === Direction.Out ? NO_ROWS : rows,
    });
  }

  observeAll(batch: PacketBatch, packets: PacketList): void {
    const { last } = batch;
    if (last === undefined)
      throw new FeatureError('FEATURE_NEEDS_LAST_HEADERS', { setId: this.#options.setId });
    const { sent, received } = packets;
    seeTraits(this.#seen, last, packets);
    this.#observeTimes(batch, packets);
    if (received.length > 0) {
      this.#received ??= new DirectionCounts();
      this.#received.observeRows(batch, last, received);
      this.#received.observePorts(last, received, this.#ports);
    }
    if (sent.length === 0) return;
    this.#sent ??= new DirectionCounts();
    this.#sent.observeRows(batch, last, sent);
    this.#sent.observePorts(last, sent, this.#ports);
    this.#addresses ??= { sources: new AddressTable(), destinations: new AddressTable() };
    addAddresses(this.#addresses, last, sent);
  }

  finish(): Record<string, number> {
    const row = new Float64Array(HOST_COLUMN_NAMES.length);
    this.writeRow(row);
    return Object.fromEntries(HOST_COLUMN_NAMES.map((name, at) => [name, row[at]]));
  }

  writeRow(row: Float64Array): void {
    row.fill(0);
    this.#sent?.writeTo(row, 0, this.#options.ipFlags);
    this.#received?.writeTo(row, DIRECTION_WIDTH, this.#options.ipFlags);
    writeTraits(row, TRAITS_AT, this.#seen);
    if (this.#seconds !== Number.NEGATIVE_INFINITY) row[EPOCH_AT] = this.#seconds + this.#nanos / 1e9;
    this.#ports.tcp?.writeRatios(row, TCP_RATIOS_AT);
    this.#ports.udp?.writeRatios(row, UDP_RATIOS_AT);
    row[UNIQUE_AT] = this.#addresses?.sources.size ?? 0;
    row[UNIQUE_AT + 1] = this.#addresses?.destinations.size ?? 0;
  }

  /** NaN, the time of a packet without one, is never later. */
  #observeTimes({ seconds, nanos }: PacketBatch, { entries }: PacketList): void {
    let latest = this.#seconds;
    let latestNanos = this.#nanos;
    const { length } = entries;
    for (let at = 0; at < length; at += 1) {
      const row = entries[at] >>> 1;
      if (seconds[row] > latest || (seconds[row] === latest && nanos[row] > latestNanos)) {
        latest = seconds[row];
        latestNanos = nanos[row];
      }
    }
    this.#seconds = latest;
    this.#nanos = latestNanos;
  }
}

/** Distinct addresses of sent packets. */
interface SentAddresses {
  readonly sources: AddressTable;
  readonly destinations: AddressTable;
}

const addAddresses = (
  { sources, destinations }: SentAddresses,
  last: LastHeaders,
  rows: Uint32Array,
): void => {
  const { ipVersion, sourceIp, destinationIp } = last;
  const { length } = rows;
  for (let at = 0; at < length; at += 1) {
    const row = rows[at];
    const version = ipVersion[row];
    sources.add(countedVersion(version, sourceIp, row), sourceIp, row);
    destinations.add(countedVersion(version, destinationIp, row), destinationIp, row);
  }
};

/** NetworkML counts an IPv6 address below 2^32 as the IPv4 address of that number: `::` is 0.0.0.0 to it. */
const countedVersion = (version: number, words: Uint32Array, row: number): number =>
  version === 6 && words[row * 4] === 0 && words[row * 4 + 1] === 0 && words[row * 4 + 2] === 0 ? 4 : version;
