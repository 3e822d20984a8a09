import { type PacketBatch } from '@networkml/pcap-reader';

import { type Counts, type DeviceKey, type Subject } from './device.ts';
import {
  type Accumulator,
  type AccumulatorTable,
  Direction,
  type FeatureSet,
  type PacketList,
} from './feature-set.ts';
import { PacketNotes } from './packet-notes.ts';
import { AddressTable } from './stats/address-table.ts';
import { Stations } from './subjects/stations.ts';
import { type AddressColumns, SubjectCounts } from './subjects/subject-counts.ts';
import { SUBJECT_KERNELS } from './subjects/subject-kernel.ts';

/** What no subject has more of, where all sets sum up in tables. */
const NO_ACCUMULATORS: readonly Accumulator[] = [];

/** The subjects of a capture, or of one time window of it, in the order met, and what their packets come to. */
export class SubjectTable {
  /** Which packets of the batch that is being read are of which subject; `observe` takes them in. */
  readonly notes: PacketNotes = new PacketNotes();
  /** A table for each set that has them, in the order of the sets; `undefined` for the others. */
  readonly tables: readonly (AccumulatorTable | undefined)[];
  /** The sets without a table, of which each subject has an accumulator. */
  readonly #others: readonly FeatureSet[];
  readonly #maxSubjects: number;
  readonly #subjects: Subject[] = [];
  readonly #kernel = SUBJECT_KERNELS.take();
  readonly #counts = new SubjectCounts(this.#kernel);
  #hasHosts = false;
  #isReleased = false;
  /** Tells the stations among the subjects apart. */
  readonly stations: Stations = new Stations(this.#kernel, this);

  constructor(sets: readonly FeatureSet[], maxSubjects: number) {
    this.tables = sets.map((set) => set.createTable?.());
    this.#others = sets.filter((_, index) => this.tables[index] === undefined);
    this.#maxSubjects = maxSubjects;
  }

  /** All subjects in the order met, whose source addresses are counted up to now. */
  subjects(): readonly Subject[] {
    this.#counts.settle(this.#subjects);
    return this.#subjects;
  }

  /** The subject of an index. */
  at(index: number): Subject {
    return this.#subjects[index];
  }

  /** How many subjects there are. */
  get size(): number {
    return this.#subjects.length;
  }

  /** How many further ones fit. */
  get free(): number {
    return this.#maxSubjects - this.#subjects.length;
  }

  /** A subject without packets; `undefined` where there are too many already. */
  create(key: DeviceKey): Subject | undefined {
    if (this.free === 0) return undefined;
    const index = this.#subjects.length;
    this.#counts.admit(index + 1);
    this.#hasHosts ||= 'ip' in key;
    if (this.#others.length > 0) this.notes.admit(index + 1);
    const accumulators =
      this.#others.length === 0 ? NO_ACCUMULATORS : this.#others.map((set) => set.create());
    const subject = { index, key, accumulators, sources: new AddressTable() };
    this.#subjects.push(subject);
    return subject;
  }

  /** Takes in the packets noted. `addresses` are those that count for the identity of stations. */
  observe(batch: PacketBatch, addresses: AddressColumns): void {
    const { ends } = this.notes;
    this.#counts.observe({ known: this.#subjects, hasHosts: this.#hasHosts }, { batch, addresses }, ends);
    for (const table of this.tables) table?.observe(batch, ends);
    if (this.#others.length > 0) this.#observeEach(batch);
    this.notes.clear();
  }

  /** What a subject's packets come to. */
  countsOf({ index }: Subject): Counts {
    return this.#counts.of(index);
  }

  /** Gives back the memory of tables; no row is written afterwards. */
  release(): void {
    for (const table of this.tables) table?.release?.();
    if (!this.#isReleased) SUBJECT_KERNELS.giveBack(this.#kernel);
    this.#isReleased = true;
  }

  /** Work on one subject after the other is several times faster than packet by packet. */
  #observeEach(batch: PacketBatch): void {
    for (const index of this.notes.sort()) {
      const packets = this.notes.take(index);
      for (const accumulator of this.#subjects[index].accumulators) observeAll(accumulator, batch, packets);
    }
  }
}

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
