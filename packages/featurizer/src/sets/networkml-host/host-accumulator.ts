import { ABSENT, type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from '../../errors.ts';
import { type Accumulator, Direction, type DirectionCode } from '../../feature-set.ts';
import { AddressTable } from '../../stats/address-table.ts';
import { HOST_COLUMN_NAMES, TRAIT_NAMES } from './columns.ts';
import { DIRECTION_WIDTH, DirectionCounts, type IpFlagsReading } from './direction-counts.ts';
import { PORT_KINDS } from './ports.ts';
import { traitsOf, writeTraits } from './traits.ts';
import { TransportPorts } from './transport-ports.ts';

/** What an accumulator is made for: the reading of ip.flags, and the set's id for errors. */
export interface HostOptions {
  readonly ipFlags: IpFlagsReading;
  readonly setId: string;
}

/** IP protocol numbers, IANA. */
const IP_PROTOCOL_TCP = 6;
const IP_PROTOCOL_UDP = 17;

/** Places of the columns in a row. */
const TRAITS_AT = 2 * DIRECTION_WIDTH;
const EPOCH_AT = TRAITS_AT + TRAIT_NAMES.length;
const TCP_RATIOS_AT = EPOCH_AT + 1;
const UDP_RATIOS_AT = TCP_RATIOS_AT + PORT_KINDS.length;
const UNIQUE_AT = UDP_RATIOS_AT + PORT_KINDS.length;

/** Sums up one device's packets for NetworkML's columns. What a device only sends, or only receives, takes no memory for the other direction. */
export class HostAccumulator implements Accumulator {
  readonly #options: HostOptions;
  #protocols = 0;
  #traits = 0;
  /** Latest time as whole seconds, and nanoseconds within that second. */
  #seconds = Number.NEGATIVE_INFINITY;
  #nanos = 0;
  #sent: DirectionCounts | undefined;
  #received: DirectionCounts | undefined;
  #tcp: TransportPorts | undefined;
  #udp: TransportPorts | undefined;
  /** Addresses of sent packets. */
  #sources: AddressTable | undefined;
  #destinations: AddressTable | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /** Packets of which an address did not fit. */
  overflow(): number {
    return (this.#sources?.overflow ?? 0) + (this.#destinations?.overflow ?? 0);
  }

  observe(batch: PacketBatch, row: number, direction: DirectionCode): void {
    const { last } = batch;
    if (last === undefined) throw new FeatureError('FEATURE_NEEDS_LAST_HEADERS', { setId: this.#options.setId });
    this.#protocols |= last.protocols[row];
    this.#traits = traitsOf(last, row, this.#traits);
    this.#observeTime(batch, row);
    const counts = direction === Direction.In ? (this.#received ??= new DirectionCounts()) : this.#observeSent(last, row);
    counts.lengths.add(batch.wireLengthBytes[row]);
    counts.deltas.addAt(batch.deltaSeconds, row);
    const tcpFlags = last.tcpFlags[row];
    if (tcpFlags !== ABSENT) counts.tcpFlags |= tcpFlags;
    const trafficClass = last.ipv4TrafficClass[row];
    if (trafficClass !== ABSENT) counts.trafficClass |= trafficClass;
    const flagsWord = last.ipv4FlagsWord[row];
    if (flagsWord !== ABSENT) counts.flagsWord |= flagsWord;
    // Only IPv4 gives an IP protocol: ports over IPv6 are not seen, as in NetworkML.
    const protocol = last.ipv4Protocol[row];
    if (protocol === IP_PROTOCOL_TCP) {
      this.#tcp ??= new TransportPorts();
      counts.tcpPorts |= this.#tcp.observe(last.tcpSourcePort[row], last.tcpDestinationPort[row]);
    } else if (protocol === IP_PROTOCOL_UDP) {
      this.#udp ??= new TransportPorts();
      counts.udpPorts |= this.#udp.observe(last.udpSourcePort[row], last.udpDestinationPort[row]);
    }
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
    writeTraits(row, TRAITS_AT, { protocols: this.#protocols, traits: this.#traits });
    if (this.#seconds !== Number.NEGATIVE_INFINITY) row[EPOCH_AT] = this.#seconds + this.#nanos / 1e9;
    this.#tcp?.writeRatios(row, TCP_RATIOS_AT);
    this.#udp?.writeRatios(row, UDP_RATIOS_AT);
    row[UNIQUE_AT] = this.#sources?.size ?? 0;
    row[UNIQUE_AT + 1] = this.#destinations?.size ?? 0;
  }

  #observeSent(last: LastHeaders, row: number): DirectionCounts {
    this.#sources ??= new AddressTable();
    this.#destinations ??= new AddressTable();
    const version = last.ipVersion[row];
    this.#sources.add(countedVersion(version, last.sourceIp, row), last.sourceIp, row);
    this.#destinations.add(countedVersion(version, last.destinationIp, row), last.destinationIp, row);
    this.#sent ??= new DirectionCounts();
    return this.#sent;
  }

  /** NaN, the time of a packet without one, is never later. */
  #observeTime(batch: PacketBatch, row: number): void {
    const seconds = batch.seconds[row];
    const nanos = batch.nanos[row];
    if (seconds > this.#seconds || (seconds === this.#seconds && nanos > this.#nanos)) {
      this.#seconds = seconds;
      this.#nanos = nanos;
    }
  }
}

/** NetworkML counts an IPv6 address below 2^32 as the IPv4 address of that number: `::` is 0.0.0.0 to it. */
const countedVersion = (version: number, words: Uint32Array, row: number): number =>
  version === 6 && words[row * 4] === 0 && words[row * 4 + 1] === 0 && words[row * 4 + 2] === 0 ? 4 : version;
