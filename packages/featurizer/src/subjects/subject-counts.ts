import { type LastHeaders, type PacketBatch } from '@networkml/pcap-reader';

import { type Counts, type Subject } from '../device.ts';
import { type PacketEnds } from '../feature-set.ts';
import { feedInPieces, type KernelInput } from '../kernel/kernel-input.ts';
import * as at from './layout.ts';
import { type SubjectKernel } from './subject-kernel.ts';

/** The addresses of packets, from a `PacketBatch` or its `last`. */
export type AddressColumns = Pick<
  PacketBatch | LastHeaders,
  'sourceMac' | 'destinationMac' | 'ipVersion' | 'sourceIp' | 'destinationIp'
>;

/** Packets, and the addresses that count for the identity of stations. */
export interface AddressedBatch {
  readonly batch: PacketBatch;
  readonly addresses: AddressColumns;
}

/** Subjects, and whether there are hosts among them. */
interface Senders {
  readonly known: readonly Subject[];
  readonly hasHosts: boolean;
}

/**
 * What the packets of subjects come to: how many there are, their bytes, when the first and last of them were, and the source
 * addresses of those sent; an address that came again is only counted by the kernel, until another comes.
 */
export class SubjectCounts {
  readonly #kernel: SubjectKernel;
  readonly #input: KernelInput;
  readonly #quotingInput: KernelInput;
  #addressed: AddressedBatch | undefined;

  constructor(kernel: SubjectKernel) {
    this.#kernel = kernel;
    const addresses = (batch: PacketBatch): AddressColumns => this.#addressed?.addresses ?? batch;
    const columns: KernelInput['columns'] = [
      [placeOf(at.SECONDS), (batch) => batch.seconds],
      [placeOf(at.NANOS), (batch) => batch.nanos],
      [placeOf(at.WIRE_LENGTH), (batch) => batch.wireLengthBytes],
      [placeOf(at.IP_VERSION), (batch) => addresses(batch).ipVersion],
      [placeOf(at.SOURCE_IP), (batch) => addresses(batch).sourceIp],
    ];
    const input = { rows: at.ROWS, columns, entriesAt: at.ENTRIES_AT, subjectsAt: at.SUBJECTS_AT };
    this.#input = input;
    this.#quotingInput = {
      ...input,
      columns: [
        ...columns,
        [placeOf(at.PROTOCOLS), (batch) => batch.protocols],
        [placeOf(at.OUTER_SOURCE_IP), (batch) => batch.sourceIp],
      ],
    };
  }

  /** Makes room for so many subjects. @throws FeatureError FEATURE_NO_MEMORY. */
  admit(subjects: number): void {
    this.#kernel.call.admit(subjects);
  }

  /**
   * Takes in packets; NaN, the time of a packet without one, is neither earlier nor later than another. Source addresses
   * are those of `addresses`, but those of hosts the batch's own; what the packets' own headers give is marked.
   */
  observe({ known, hasHosts }: Senders, addressed: AddressedBatch, ends: PacketEnds): void {
    const { batch, addresses } = addressed;
    if (addresses === batch || !hasHosts) {
      this.#observeAlike(known, addressed, ends);
      return;
    }
    const isHost = (subject: number): boolean => 'ip' in known[subject].key;
    this.#observeAlike(known, { batch, addresses: batch }, selectEnds(ends, isHost));
    const ofStations = selectEnds(ends, (subject) => !isHost(subject));
    this.#observeAlike(known, addressed, ofStations);
  }

  /** Takes in packets of subjects whose source addresses are all in `addresses`. */
  #observeAlike(subjects: readonly Subject[], addressed: AddressedBatch, ends: PacketEnds): void {
    const { batch, addresses } = addressed;
    const mayQuote = addresses !== batch;
    this.#addressed = addressed;
    const input = mayQuote ? this.#quotingInput : this.#input;
    for (const piece of feedInPieces(this.#kernel, input, { batch, ends })) {
      const count = this.#kernel.call.count(piece.ends, piece.firstRow, Number(mayQuote));
      this.#takeSources(subjects, addresses, count);
    }
    this.#addressed = undefined;
  }

  /** Counts the source addresses that only the kernel counted so far. */
  settle(subjects: readonly Subject[]): void {
    const words = new Uint32Array(this.#kernel.memory.buffer);
    for (const { index, sources } of subjects) {
      const place = (this.#recordOf(index) + at.RUN_TIMES) / 4;
      if (words[place] > 0) sources.repeatLatest(words[place]);
      words[place] = 0;
    }
  }

  /** What a subject's packets come to. */
  of(subject: number): Counts {
    const view = new DataView(this.#kernel.memory.buffer, this.#recordOf(subject), at.SUBJECT_BYTES);
    const packets = view.getFloat64(at.PACKETS, true);
    return {
      firstSeen: timeOf(view.getFloat64(at.FIRST_SECONDS, true), view.getUint32(at.FIRST_NANOS, true)),
      lastSeen: timeOf(view.getFloat64(at.LAST_SECONDS, true), view.getUint32(at.LAST_NANOS, true)),
      packets,
      packetsOut: packets - view.getFloat64(at.PACKETS_IN, true),
      bytes: view.getFloat64(at.BYTES, true),
    };
  }

  #recordOf(subject: number): number {
    return (this.#kernel.call.recordsAt() >>> 0) + subject * at.SUBJECT_BYTES;
  }

  /** Takes in the sources that the kernel listed. */
  #takeSources(subjects: readonly Subject[], { ipVersion, sourceIp }: AddressColumns, count: number): void {
    const listed = new Uint32Array(this.#kernel.memory.buffer, at.SOURCES_AT, count * at.SOURCE_WORDS);
    for (let place = 0; place < listed.length; place += at.SOURCE_WORDS) {
      const { sources } = subjects[listed[place]];
      const row = listed[place + 1];
      if (listed[place + 2] > 0) sources.repeatLatest(listed[place + 2]);
      sources.add(ipVersion[row], sourceIp, row);
      if (listed[place + 3] === 0) sources.markLatest();
    }
  }
}

const selectEnds = (
  { count, entries, subjects }: PacketEnds,
  isWanted: (subject: number) => boolean,
): PacketEnds => {
  const isKept = (_: number, at: number): boolean => at < count && isWanted(subjects[at]);
  const kept = entries.filter(isKept);
  return { count: kept.length, entries: kept, subjects: subjects.filter(isKept) };
};

const placeOf = (column: number): number => at.COLUMNS_AT + column * at.PITCH;

/** The bounds of no times are infinite. */
const timeOf = (seconds: number, nanos: number): number =>
  Number.isFinite(seconds) ? seconds + nanos / 1e9 : Number.NaN;
