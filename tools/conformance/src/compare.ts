import { type Capture, CaptureError, type PacketBatch } from '@networkml/pcap-reader';
import { COLUMNS } from './columns.ts';
import type { CellDifference, DifferenceClass, PacketDifference } from './difference.ts';
import { type OracleRow, type OracleStatus, isPacket } from './oracle.ts';
import { type Tally, countDifferent, countEqual, emptyTally } from './tally.ts';

/** The most packets of a capture that tshark was asked for. */
export const PACKETS_LIMIT = 20_000;

/** The column that says whether a packet is there at all. */
export const PACKET_COLUMN = 'packet';

/** What tshark has on a capture, and the classes that its differences may fall in. */
export interface Expected {
  readonly status: OracleStatus;
  readonly rows: readonly OracleRow[];
  readonly classes: readonly DifferenceClass[];
}

/** A difference without a class, for people. */
export interface Unexplained {
  readonly file: string;
  /** Number of the packet, counted from 1. */
  readonly packet: number;
  readonly column: string;
  readonly ours: string;
  readonly theirs: string;
}

/** How a capture came out. */
export interface Comparison {
  readonly file: string;
  /** Packets that we read, of those that tshark was asked for. */
  readonly packets: number;
  /** Frames of tshark's that are no packets: custom blocks of pcapng. */
  readonly otherFrames: number;
  /** By column. */
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly unexplained: readonly Unexplained[];
  /** Code of the error that reading ended with; empty where it did not. */
  readonly ourError: string;
  readonly status: OracleStatus;
}

/** Compares every column of every packet of a capture with what tshark printed of it. */
export const compareCapture = async (capture: Capture, expected: Expected): Promise<Comparison> => {
  const comparing = new Comparing(expected);
  const ourError = await readAll(capture, (batch) => comparing.compare(batch));
  return comparing.finish(ourError);
};

const readAll = async (capture: Capture, see: (batch: PacketBatch) => void): Promise<string> => {
  try {
    for await (const batch of capture) see(batch);
    return capture.info.brokenBy?.code ?? '';
  } catch (error) {
    if (error instanceof CaptureError) return error.code;
    throw error;
  }
};

class Comparing {
  readonly #expected: Expected;
  readonly #rows: readonly OracleRow[];
  readonly #tallies: ReadonlyMap<string, Tally> = new Map(
    [PACKET_COLUMN, ...COLUMNS.map(({ name }) => name)].map((name) => [name, emptyTally()]),
  );
  readonly #unexplained: Unexplained[] = [];
  #packets = 0;

  constructor(expected: Expected) {
    this.#expected = expected;
    this.#rows = expected.rows.filter(isPacket);
  }

  compare(batch: PacketBatch): void {
    for (let row = 0; row < batch.count && this.#packets < PACKETS_LIMIT; row += 1) {
      if (this.#packets < this.#rows.length) this.#comparePacket(this.#rows[this.#packets], batch, row);
      this.#packets += 1;
    }
  }

  finish(ourError: string): Comparison {
    const { status, rows } = this.#expected;
    this.#comparePackets(ourError);
    return {
      file: status.file,
      packets: this.#packets,
      otherFrames: rows.length - this.#rows.length,
      tallies: this.#tallies,
      unexplained: this.#unexplained,
      ourError,
      status,
    };
  }

  #comparePacket(cells: OracleRow, batch: PacketBatch, row: number): void {
    for (const column of COLUMNS) {
      const ours = column.ours(batch, row);
      const theirs = column.theirs(cells, batch, row);
      if (theirs === undefined) continue;
      if (ours !== theirs) {
        const { file } = this.#expected.status;
        this.#different({ file, column: column.name, ours, theirs, cells, batch, row });
      } else if (ours !== '') countEqual(this.#tally(column.name));
    }
  }

  #different(difference: CellDifference): void {
    const id = this.#expected.classes.find(({ cell }) => cell?.(difference) === true)?.id;
    countDifferent(this.#tally(difference.column), id);
    const { file, column, ours, theirs } = difference;
    if (id === undefined) this.#unexplained.push({ file, packet: this.#packets + 1, column, ours, theirs });
  }

  #comparePackets(ourError: string): void {
    const { file, message, exitStatus } = this.#expected.status;
    const [ours, theirs] = [this.#packets, this.#rows.length];
    const tally = this.#tally(PACKET_COLUMN);
    const shared = Math.min(ours, theirs);
    countEqual(tally, shared);
    if (ours === theirs) return;
    const theirMessage = exitStatus === 0 ? '' : message;
    const difference: PacketDifference = { file, ours, theirs, theirMessage, ourError };
    const id = this.#expected.classes.find(({ packets }) => packets?.(difference) === true)?.id;
    countDifferent(tally, id, Math.abs(ours - theirs));
    if (id !== undefined) return;
    const counts = { ours: `${ours} packets`, theirs: `${theirs} packets` };
    this.#unexplained.push({ file, packet: shared + 1, column: PACKET_COLUMN, ...counts });
  }

  #tally(column: string): Tally {
    const tally = this.#tallies.get(column);
    if (tally === undefined) throw new TypeError(`no column ${column}`);
    return tally;
  }
}
