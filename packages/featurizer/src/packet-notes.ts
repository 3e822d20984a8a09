import { type DirectionCode, type PacketEnds, type PacketList } from './feature-set.ts';

const FIRST_NOTES = 256;
const FIRST_SUBJECTS = 16;

/** What is known of a subject while its packets are put in order; all 0 between batches, but for where they start. */
const START = 0;
/** How many packets it has, then where the next of them goes; the same of those sent, and of those received. */
const PACKETS = 1;
const SENT = 2;
const RECEIVED = 3;
const WIDTH = 4;

/** Room for notes: one is an entry and a subject at the same place. */
export interface NoteRoom {
  /** Twice the row, plus the direction. */
  readonly entries: Uint32Array;
  /** Place of the subject that sent or received the packet. */
  readonly subjects: Uint32Array;
  /** Where the next note goes. */
  readonly end: number;
}

/** Notes which subject sent or received which packet of a batch, and gives them back subject by subject. */
export class PacketNotes {
  #entries = new Uint32Array(FIRST_NOTES);
  #subjects = new Uint32Array(FIRST_NOTES);
  #end = 0;
  /** All entries subject by subject; and their rows, those of packets sent ahead of those received. */
  #ordered = new Uint32Array(FIRST_NOTES);
  #rows = new Uint32Array(FIRST_NOTES);
  #cursors = new Uint32Array(FIRST_SUBJECTS * WIDTH);

  /** Where up to `count` further packets are noted; what is noted there, `noteUpTo` makes known. */
  room(count: number): NoteRoom {
    while (this.#end + count > this.#entries.length) this.#grow();
    return { entries: this.#entries, subjects: this.#subjects, end: this.#end };
  }

  /** Takes the notes up to `end` for made. */
  noteUpTo(end: number): void {
    this.#end = end;
  }

  /** Notes that the subject at a place sent or received a packet. */
  note(subject: number, row: number, direction: DirectionCode): void {
    const { entries, subjects, end } = this.room(1);
    entries[end] = row * 2 + direction;
    subjects[end] = subject;
    this.#end = end + 1;
  }

  /** Makes room for so many subjects. */
  admit(subjects: number): void {
    if (subjects * WIDTH <= this.#cursors.length) return;
    const cursors = new Uint32Array(Math.max(this.#cursors.length * 2, subjects * WIDTH));
    cursors.set(this.#cursors);
    this.#cursors = cursors;
  }

  /** All notes, in the order made; valid until further ones are made. */
  get ends(): PacketEnds {
    return { count: this.#end, entries: this.#entries, subjects: this.#subjects };
  }

  /** Forgets all notes. */
  clear(): void {
    this.#end = 0;
  }

  /** Puts the notes in the order of their subjects, and gives the places of these, as first noted. */
  sort(): readonly number[] {
    const cursors = this.#cursors;
    const touched = this.#countPackets(cursors);
    let start = 0;
    for (const subject of touched) {
      const at = subject * WIDTH;
      const [packets, sent] = [cursors[at + PACKETS], cursors[at + SENT]];
      cursors.fill(start, at, at + WIDTH);
      cursors[at + RECEIVED] += sent;
      start += packets;
    }
    this.#moveNotes(cursors);
    return touched;
  }

  /** The packets of a subject that `sort` gave; only once. */
  take(subject: number): PacketList {
    const [cursors, at] = [this.#cursors, subject * WIDTH];
    const [start, end, middle] = [cursors[at + START], cursors[at + PACKETS], cursors[at + SENT]];
    cursors.fill(0, at, at + WIDTH);
    return {
      entries: this.#ordered.subarray(start, end),
      sent: this.#rows.subarray(start, middle),
      received: this.#rows.subarray(middle, end),
    };
  }

  #countPackets(cursors: Uint32Array): readonly number[] {
    const [entries, subjects] = [this.#entries, this.#subjects];
    const touched: number[] = [];
    for (let note = 0; note < this.#end; note += 1) {
      const at = subjects[note] * WIDTH;
      if (cursors[at + PACKETS] === 0) touched.push(subjects[note]);
      cursors[at + PACKETS] += 1;
      cursors[at + SENT + (entries[note] & 1)] += 1;
    }
    return touched;
  }

  /** Moves each note to where its subject's are. */
  #moveNotes(cursors: Uint32Array): void {
    const [entries, subjects, ordered, rows] = [this.#entries, this.#subjects, this.#ordered, this.#rows];
    for (let note = 0; note < this.#end; note += 1) {
      const entry = entries[note];
      const at = subjects[note] * WIDTH;
      const ofDirection = at + SENT + (entry & 1);
      ordered[cursors[at + PACKETS]] = entry;
      rows[cursors[ofDirection]] = entry >>> 1;
      cursors[at + PACKETS] += 1;
      cursors[ofDirection] += 1;
    }
  }

  #grow(): void {
    const length = this.#entries.length * 2;
    const [entries, subjects] = [new Uint32Array(length), new Uint32Array(length)];
    entries.set(this.#entries);
    subjects.set(this.#subjects);
    this.#entries = entries;
    this.#subjects = subjects;
    this.#ordered = new Uint32Array(length);
    this.#rows = new Uint32Array(length);
  }
}
