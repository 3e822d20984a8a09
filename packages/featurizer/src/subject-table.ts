import { type LastHeaders, type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { type Counts, type DeviceKey, type Subject } from './device.ts';
import { Direction, type DirectionCode, type FeatureSet } from './feature-set.ts';
import { AddressTable } from './stats/address-table.ts';

/** Where the numbers of a subject stand, and how many there are. */
const FIRST_SECONDS = 0;
const FIRST_NANOS = 1;
const LAST_SECONDS = 2;
const LAST_NANOS = 3;
const PACKETS = 4;
const PACKETS_OUT = 5;
const BYTES = 6;
const WIDTH = 7;

const FIRST_CAPACITY = 16;
const QUOTING = Protocol.Icmp | Protocol.Icmpv6;

/** The addresses of packets, from a `PacketBatch` or its `last`. */
export type AddressColumns = Pick<
  PacketBatch | LastHeaders,
  'sourceMac' | 'destinationMac' | 'ipVersion' | 'sourceIp' | 'destinationIp'
>;

/** The subjects of a capture, or of one time window of it, in the order met, and what their packets come to. */
export class SubjectTable {
  readonly #sets: readonly FeatureSet[];
  readonly #maxSubjects: number;
  readonly #subjects: Subject[] = [];
  #numbers = new Float64Array(FIRST_CAPACITY * WIDTH);

  constructor(sets: readonly FeatureSet[], maxSubjects: number) {
    this.#sets = sets;
    this.#maxSubjects = maxSubjects;
  }

  /** All subjects in the order met. */
  get subjects(): readonly Subject[] {
    return this.#subjects;
  }

  /** Whether no further subject fits. */
  get isFull(): boolean {
    return this.#subjects.length >= this.#maxSubjects;
  }

  /** A subject without packets; `undefined` where there are too many already. */
  create(key: DeviceKey): Subject | undefined {
    if (this.isFull) return undefined;
    const index = this.#subjects.length;
    const at = index * WIDTH;
    if (at === this.#numbers.length) {
      const grown = new Float64Array(at * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[at + FIRST_SECONDS] = Number.POSITIVE_INFINITY;
    this.#numbers[at + LAST_SECONDS] = Number.NEGATIVE_INFINITY;
    const accumulators = this.#sets.map((set) => set.create());
    const subject = { index, key, accumulators, sources: new AddressTable() };
    this.#subjects.push(subject);
    return subject;
  }

  /** Takes a packet into a subject that sent or received it; `addresses` are those that count for its identity. */
  // eslint-disable-next-line max-params -- the per-packet path makes no object to carry these
  addPacket(
    subject: Subject,
    batch: PacketBatch,
    addresses: AddressColumns,
    row: number,
    direction: DirectionCode,
  ): void {
    const numbers = this.#numbers;
    const at = subject.index * WIDTH;
    observeTime(numbers, at, batch, row);
    numbers[at + PACKETS] += 1;
    numbers[at + BYTES] += batch.wireLengthBytes[row];
    if (direction === Direction.Out) {
      numbers[at + PACKETS_OUT] += 1;
      subject.sources.add(addresses.ipVersion[row], addresses.sourceIp, row);
      if (addresses === batch || !isQuoted(batch, addresses, row)) subject.sources.markLatest();
    }
    for (const accumulator of subject.accumulators) accumulator.observe(batch, row, direction);
  }

  /** What a subject's packets come to. */
  countsOf({ index }: Subject): Counts {
    const at = index * WIDTH;
    return {
      firstSeen: timeOf(this.#numbers, at + FIRST_SECONDS),
      lastSeen: timeOf(this.#numbers, at + LAST_SECONDS),
      packets: this.#numbers[at + PACKETS],
      packetsOut: this.#numbers[at + PACKETS_OUT],
      bytes: this.#numbers[at + BYTES],
    };
  }
}

/** Whether an ICMP error's last IP header, that of the packet it quotes, names another source than its own. */
const isQuoted = (batch: PacketBatch, last: AddressColumns, row: number): boolean => {
  if ((batch.protocols[row] & QUOTING) === 0) return false;
  const at = row * 4;
  return (
    batch.sourceIp[at + 3] !== last.sourceIp[at + 3] ||
    batch.sourceIp[at + 2] !== last.sourceIp[at + 2] ||
    batch.sourceIp[at + 1] !== last.sourceIp[at + 1] ||
    batch.sourceIp[at] !== last.sourceIp[at]
  );
};

/** Widens the time that a subject was seen; NaN, the time of a packet without one, is neither earlier nor later. */
// eslint-disable-next-line max-params -- the per-packet path makes no object to carry these
const observeTime = (numbers: Float64Array, at: number, batch: PacketBatch, row: number): void => {
  const seconds = batch.seconds[row];
  const nanos = batch.nanos[row];
  const last = numbers[at + LAST_SECONDS];
  if (seconds > last || (seconds === last && nanos > numbers[at + LAST_NANOS])) {
    numbers[at + LAST_SECONDS] = seconds;
    numbers[at + LAST_NANOS] = nanos;
  }
  const first = numbers[at + FIRST_SECONDS];
  if (seconds < first || (seconds === first && nanos < numbers[at + FIRST_NANOS])) {
    numbers[at + FIRST_SECONDS] = seconds;
    numbers[at + FIRST_NANOS] = nanos;
  }
};

/** The time whose seconds and nanoseconds stand at a place; the bounds of no times are infinite. */
const timeOf = (numbers: Float64Array, at: number): number =>
  Number.isFinite(numbers[at]) ? numbers[at] + numbers[at + 1] / 1e9 : Number.NaN;
