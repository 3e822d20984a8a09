import { type LastHeaders, type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { type Counts, type DeviceKey, type Subject } from './device.ts';
import {
  type Accumulator,
  Direction,
  type DirectionCode,
  type FeatureSet,
  type PacketList,
} from './feature-set.ts';
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
const FIRST_NOTES = 4096;
const QUOTING = Protocol.Icmp | Protocol.Icmpv6;

/** The addresses of packets, from a `PacketBatch` or its `last`. */
export type AddressColumns = Pick<
  PacketBatch | LastHeaders,
  'sourceMac' | 'destinationMac' | 'ipVersion' | 'sourceIp' | 'destinationIp'
>;

/** Packets of the batch that is being read, and whose they are, up to `end`. */
export interface Notes {
  /** Twice the row, plus the direction. */
  readonly entries: Uint32Array;
  /** Place of the subject that sent or received it. */
  readonly subjects: Uint32Array;
  readonly end: number;
}

/** The subjects of a capture, or of one time window of it, in the order met, and what their packets come to. */
export class SubjectTable {
  readonly #sets: readonly FeatureSet[];
  readonly #maxSubjects: number;
  readonly #subjects: Subject[] = [];
  #numbers = new Float64Array(FIRST_CAPACITY * WIDTH);
  /** Twice a row plus direction, and the place of the subject, for each packet noted. */
  #notedEntries = new Uint32Array(FIRST_NOTES);
  #notedSubjects = new Uint32Array(FIRST_NOTES);
  #noted = 0;
  /** The entries noted, subject by subject; where those of a subject start and end, the end 0 between batches. */
  #entries = new Uint32Array(FIRST_NOTES);
  #rows = new Uint32Array(FIRST_NOTES);
  #starts = new Uint32Array(FIRST_CAPACITY);
  #ends = new Uint32Array(FIRST_CAPACITY);

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
      this.#starts = new Uint32Array(index * 2);
      const ends = new Uint32Array(index * 2);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#numbers[at + FIRST_SECONDS] = Number.POSITIVE_INFINITY;
    this.#numbers[at + LAST_SECONDS] = Number.NEGATIVE_INFINITY;
    const accumulators = this.#sets.map((set) => set.create());
    const subject = { index, key, accumulators, sources: new AddressTable() };
    this.#subjects.push(subject);
    return subject;
  }

  /** Where up to `count` further packets are noted; what is noted there, `noteAll` makes known. */
  notes(count: number): Notes {
    while (this.#noted + count > this.#notedEntries.length) this.#growNotes();
    return { entries: this.#notedEntries, subjects: this.#notedSubjects, end: this.#noted };
  }

  /** Takes the notes up to `end` for made. */
  noteAll(end: number): void {
    this.#noted = end;
  }

  /** Notes that a subject sent or received a packet of the batch that is being read; `observe` takes it in. */
  note({ index }: Subject, row: number, direction: DirectionCode): void {
    const { entries, subjects, end } = this.notes(1);
    entries[end] = row * 2 + direction;
    subjects[end] = index;
    this.#noted = end + 1;
  }

  /**
   * Takes in the packets noted, subject by subject: work on one subject after the other is several times faster than
   * packet by packet. `addresses` are those that count for the identity of stations.
   */
  observe(batch: PacketBatch, addresses: AddressColumns): void {
    for (const subject of this.#sortNotes()) {
      const packets = this.#packetsOf(subject);
      this.#count(subject, batch, packets);
      countSources(subject, { batch, addresses }, packets);
      for (const accumulator of subject.accumulators) observeAll(accumulator, batch, packets);
      this.#ends[subject.index] = 0;
    }
    this.#noted = 0;
  }

  /** The packets of a subject, those sent apart from those received. */
  #packetsOf({ index }: Subject): PacketList {
    const [entries, rows] = [this.#entries, this.#rows];
    const [start, end] = [this.#starts[index], this.#ends[index]];
    let received = 0;
    for (let at = start; at < end; at += 1) received += entries[at] & 1;
    const middle = end - received;
    // Where the next sent and the next received packet goes: arithmetic in place of a branch that cannot be foreseen.
    let sentAt = start;
    let receivedAt = middle;
    for (let at = start; at < end; at += 1) {
      const entry = entries[at];
      const isReceived = entry & 1;
      rows[isReceived === 0 ? sentAt : receivedAt] = entry >>> 1;
      sentAt += 1 - isReceived;
      receivedAt += isReceived;
    }
    return {
      entries: entries.subarray(start, end),
      sent: rows.subarray(start, middle),
      received: rows.subarray(middle, end),
    };
  }

  /** Puts the entries noted in the order of their subjects, and gives these, as first noted. */
  #sortNotes(): readonly Subject[] {
    const [subjects, ends] = [this.#notedSubjects, this.#ends];
    const touched: Subject[] = [];
    for (let note = 0; note < this.#noted; note += 1) {
      const index = subjects[note];
      if (ends[index] === 0) touched.push(this.#subjects[index]);
      ends[index] += 1;
    }
    let start = 0;
    for (const { index } of touched) {
      const count = ends[index];
      this.#starts[index] = start;
      ends[index] = start;
      start += count;
    }
    for (let note = 0; note < this.#noted; note += 1) {
      const index = subjects[note];
      this.#entries[ends[index]] = this.#notedEntries[note];
      ends[index] += 1;
    }
    return touched;
  }

  #growNotes(): void {
    const length = this.#notedEntries.length * 2;
    const [entries, subjects] = [new Uint32Array(length), new Uint32Array(length)];
    entries.set(this.#notedEntries);
    subjects.set(this.#notedSubjects);
    this.#notedEntries = entries;
    this.#notedSubjects = subjects;
    this.#entries = new Uint32Array(length);
    this.#rows = new Uint32Array(length);
  }

  #count({ index }: Subject, batch: PacketBatch, { entries, sent }: PacketList): void {
    const numbers = this.#numbers;
    const place = index * WIDTH;
    let bytes = 0;
    for (let at = 0; at < entries.length; at += 1) {
      const entry = entries[at];
      bytes += batch.wireLengthBytes[entry >>> 1];
      observeTime(numbers, place, batch, entry >>> 1);
    }
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
  const mayQuote = from !== batch;
  for (let at = 0; at < sent.length; at += 1) {
    const row = sent[at];
    sources.add(from.ipVersion[row], from.sourceIp, row);
    if (!mayQuote || !isQuoted(batch, from, row)) sources.markLatest();
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

/** Widens the time that a subject was seen; NaN, the time of a packet without one, is neither earlier nor later. */
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
