import { type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from '../../errors.ts';
import { type Accumulator, Direction, type DirectionCode } from '../../feature-set.ts';
import { AddressTable } from '../../stats/address-table.ts';
import { HOST_COLUMN_NAMES, TRAIT_NAMES } from './columns.ts';
import {
  DIRECTION_WIDTH,
  DirectionCounts,
  type IpFlagsReading,
  type PortsOfDevice,
} from './direction-counts.ts';
import { PORT_KINDS } from './ports.ts';
import { Traits } from './traits.ts';

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

/** Distinct addresses of sent packets. */
interface Addresses {
  readonly sources: AddressTable;
  readonly destinations: AddressTable;
}

/** Sums up one device's packets for NetworkML's columns. What a device only sends, or only receives, takes no memory for the other direction. */
export class HostAccumulator implements Accumulator {
  readonly #options: HostOptions;
  readonly #traits = new Traits();
  readonly #ports: PortsOfDevice = { tcp: undefined, udp: undefined };
  /** Latest time as whole seconds, and nanoseconds within that second. */
  #seconds = Number.NEGATIVE_INFINITY;
  #nanos = 0;
  #sent: DirectionCounts | undefined;
  #received: DirectionCounts | undefined;
  #addresses: Addresses | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /** Packets of which an address did not fit. */
  overflow(): number {
    return (this.#addresses?.sources.overflow ?? 0) + (this.#addresses?.destinations.overflow ?? 0);
  }

  observe(batch: PacketBatch, row: number, direction: DirectionCode): void {
    const { last } = batch;
    if (last === undefined)
      throw new FeatureError('FEATURE_NEEDS_LAST_HEADERS', { setId: this.#options.setId });
    this.#traits.observe(last, row);
    this.#observeTime(batch, row);
    if (direction === Direction.In) {
      this.#received ??= new DirectionCounts();
      this.#received.observe(batch, last, row, this.#ports);
      return;
    }
    this.#sent ??= new DirectionCounts();
    this.#sent.observe(batch, last, row, this.#ports);
    this.#addresses ??= { sources: new AddressTable(), destinations: new AddressTable() };
    const { sources, destinations } = this.#addresses;
    const version = last.ipVersion[row];
    sources.add(countedVersion(version, last.sourceIp, row), last.sourceIp, row);
    destinations.add(countedVersion(version, last.destinationIp, row), last.destinationIp, row);
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
    this.#traits.writeTo(row, TRAITS_AT);
    if (this.#seconds !== Number.NEGATIVE_INFINITY) row[EPOCH_AT] = this.#seconds + this.#nanos / 1e9;
    this.#ports.tcp?.writeRatios(row, TCP_RATIOS_AT);
    this.#ports.udp?.writeRatios(row, UDP_RATIOS_AT);
    row[UNIQUE_AT] = this.#addresses?.sources.size ?? 0;
    row[UNIQUE_AT + 1] = this.#addresses?.destinations.size ?? 0;
  }

  /** NaN, the time of a packet without one, is never later. */
  #observeTime(batch: PacketBatch, row: number): void {
    const seconds = batch.seconds[row];
    if (!(seconds >= this.#seconds)) return;
    const nanos = batch.nanos[row];
    if (seconds > this.#seconds || nanos > this.#nanos) {
      this.#seconds = seconds;
      this.#nanos = nanos;
    }
  }
}

/** NetworkML counts an IPv6 address below 2^32 as the IPv4 address of that number: `::` is 0.0.0.0 to it. */
const countedVersion = (version: number, words: Uint32Array, row: number): number =>
  version === 6 && words[row * 4] === 0 && words[row * 4 + 1] === 0 && words[row * 4 + 2] === 0 ? 4 : version;
