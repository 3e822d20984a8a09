import { type DeviceKey } from '../device.ts';
import { type PacketNotes } from '../packet-notes.ts';
import * as at from './layout.ts';
import { type AddressColumns } from './subject-counts.ts';
import { type SubjectKernel } from './subject-kernel.ts';

/** Stands for an address that no subject has. */
const NOBODY = 0xffffffff;

/** More than WebAssembly can count are as many as it can. */
const MOST_FREE = NOBODY - 1;

/** Subjects in the order met. */
export interface SubjectList {
  readonly size: number;
  /** How many more fit. */
  readonly free: number;
  create(key: DeviceKey): unknown;
}

/** Packets whose stations are noted. */
export interface StationRows {
  readonly addresses: AddressColumns;
  readonly start: number;
  readonly end: number;
  /** Whether it matters that a packet has no MAC address. */
  readonly isMinded: boolean;
}

/** Tells the stations of MAC addresses apart. */
export class Stations {
  readonly #kernel: SubjectKernel;
  readonly #subjects: SubjectList;
  #refused = 0;

  constructor(kernel: SubjectKernel, subjects: SubjectList) {
    this.#kernel = kernel;
    this.#subjects = subjects;
  }

  /** Ends of packets whose stations did not fit. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * Notes which station sent, and which received, each packet; gives the row up to which it did: the end, or where rows
   * begin among which there is one without MAC addresses, if that matters.
   */
  note({ addresses, start, end, isMinded }: StationRows, notes: PacketNotes): number {
    const { call, memory } = this.#kernel;
    let row = start;
    while (row < end) {
      const rows = Math.min(at.ROWS, end - row);
      this.#feed(addresses.sourceMac.subarray(row, row + rows), at.SOURCE_MAC);
      this.#feed(addresses.destinationMac.subarray(row, row + rows), at.DESTINATION_MAC);
      const { size, free } = this.#subjects;
      const count = call.noteStations(rows, row, size, Math.min(free, MOST_FREE), Number(isMinded)) >>> 0;
      if (count === NOBODY) return row;
      this.#takeMet();
      const { entries, subjects, end: noted } = notes.room(count);
      entries.set(new Uint32Array(memory.buffer, at.ENTRIES_AT, count), noted);
      subjects.set(new Uint32Array(memory.buffer, at.SUBJECTS_AT, count), noted);
      notes.noteUpTo(noted + count);
      row += rows;
    }
    return end;
  }

  /** The subject of a MAC address's station; `undefined` for `NO_MAC`, a group address, or a station that does not fit. */
  of(mac: number): number | undefined {
    const { size, free } = this.#subjects;
    const subject = this.#kernel.call.station(mac, size, Math.min(free, MOST_FREE)) >>> 0;
    this.#takeMet();
    return subject === NOBODY ? undefined : subject;
  }

  #feed(macs: Float64Array, column: number): void {
    new Float64Array(this.#kernel.memory.buffer, at.COLUMNS_AT + column * at.PITCH, at.ROWS).set(macs);
  }

  /** Makes subjects of the stations that the kernel met. */
  #takeMet(): void {
    const { call, memory } = this.#kernel;
    this.#refused += call.refused();
    // A copy, as the memory may grow with the subjects.
    const macs = new Float64Array(memory.buffer, at.NEW_MACS_AT, call.met()).slice();
    for (const mac of macs) this.#subjects.create({ mac });
  }
}
