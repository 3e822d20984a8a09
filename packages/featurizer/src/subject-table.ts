import { type LastHeaders, type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { type Counts, type DeviceKey, type Subject } from './device.ts';
import { type Accumulator, Direction, type FeatureSet, type PacketList } from './feature-set.ts';
import { PacketNotes } from './packet-notes.ts';
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
  /** Which packets of the batch that is being read are of which subject; `observe` takes them in. */
  readonly notes: PacketNotes = new PacketNotes();
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
    this.notes.admit(index + 1);
    this.#numbers[at + FIRST_SECONDS] = Number.POSITIVE_INFINITY;
    this.#numbers[at + LAST_SECONDS] = Number.NEGATIVE_INFINITY;
    const accumulators = this.#sets.map((set) => set.create());
    const subject = { index, key, accumulators, sources: new AddressTable() };
    this.#subjects.push(subject);
    return subject;
  }

  /**
   * Takes in the packets noted, subject by subject: work on one subject after the other is several times faster than
   * packet by packet. `addresses` are those that count for the identity of stations.
   */
  observe(batch: PacketBatch, addresses: AddressColumns): void {
    for (const index of this.notes.sort()) {
      const subject = this.#subjects[index];
      const packets = this.notes.take(index);
      this.#count(index * WIDTH, batch, packets);
      countSources(subject, { batch, addresses }, packets);
      for (const accumulator of subject.accumulators) observeAll(accumulator, batch, packets);
    }
  }

  /** Counts packets in the numbers from a place on; NaN, the time of a packet without one, is neither earlier nor later. */
  #count(
    place: number,
    { wireLengthBytes, seconds, nanos }: PacketBatch,
    { entries, sent }: PacketList,
  ): void {
    const numbers = this.#numbers;
    let firstSeconds = numbers[place + FIRST_SECONDS];
    let firstNanos = numbers[place + FIRST_NANOS];
    let lastSeconds = numbers[place + LAST_SECONDS];
    let lastNanos = numbers[place + LAST_NANOS];
    let bytes = 0;
    for (let at = 0; at < entries.length; at += 1) {
      const row = entries[at] >>> 1;
      const ofPacket = seconds[row];
      bytes += wireLengthBytes[row];
      if (ofPacket > lastSeconds || (ofPacket === lastSeconds && nanos[row] > lastNanos)) {
        lastSeconds = ofPacket;
        lastNanos = nanos[row];
      }
      if (ofPacket < firstSeconds || (ofPacket === firstSeconds && nanos[row] < firstNanos)) {
        firstSeconds = ofPacket;
        firstNanos = nanos[row];
      }
    }
    numbers[place + FIRST_SECONDS] = firstSeconds;
    numbers[place + FIRST_NANOS] = firstNanos;
    numbers[place + LAST_SECONDS] = lastSeconds;
    numbers[place + LAST_NANOS] = lastNanos;
    numbers[place + PACKETS] += entries.length;
    numbers[place + PACKETS_OUT] += sent.length;
    numbers[place + BYTES] += bytes;
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

/** Counts the source addresses of packets a subject sent; those of its own headers are marked. */
const countSources = (
  { sources, key }: Subject,
  { batch, addresses }: { readonly batch: PacketBatch; readonly addresses: AddressColumns },
  { sent }: PacketList,
): void => {
  const from = 'ip' in key ? batch : addresses;
  if (from === batch) {
    sources.addRows(from.ipVersion, from.sourceIp, { rows: sent, isMarked: true });
    return;
  }
  for (let at = 0; at < sent.length; at += 1) {
    const row = sent[at];
    sources.add(from.ipVersion[row], from.sourceIp, row);
    if (!isQuoted(batch, from, row)) sources.markLatest();
  }
};

const observeAll = (accumulator: Accumulator, batch: PacketBatch, packets: PacketList): void => {
  if (accumulator.observeAll !== undefined) {
    accumulator.observeAll(batch, packets);
    return;
  }
  for (let at = 0; at < packets.entries.length; at += 1) {
    const entry = packets.entries[at];
    accumulator.observe(batch, entry >>> 1, (entry & 1) === 0 ? Direction.Out : Direction.In);
  }
};

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

/** The time whose seconds and nanoseconds stand at a place; the bounds of no times are infinite. */
const timeOf = (numbers: Float64Array, at: number): number =>
  Number.isFinite(numbers[at]) ? numbers[at] + numbers[at + 1] / 1e9 : Number.NaN;
