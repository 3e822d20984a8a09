import type { BatchSummary } from '../capture-info.ts';
import { UDP_TUNNEL_PORTS } from '../decode/tunnel/udp-tunnel.ts';
import { PacketBatch } from '../packet-batch.ts';
import { ColumnRoom } from './column-room.ts';
import {
  COLUMNS_AT,
  COLUMNS_BYTES,
  FRAME_END,
  FRAME_START,
  PAGES,
  PITCH,
  REST,
  ROWS,
  SUMMARY_AT,
  TUNNEL_PORTS_AT,
  TUNNEL_PORTS_BYTES,
  WINDOW_AT,
  WINDOW_BYTES,
} from './layout.ts';
import { readerWasm } from './reader-wasm.ts';
import { type Instance, compileModule, startModule } from './wasm.ts';

let compiled: object | undefined;

/** Kernels that wait to be used again. */
const KEPT_KERNELS = 4;
const idle: ReaderKernel[] = [];

/**
 * WebAssembly that reads and decodes what nearly all captures are made of, with the memory in which their bytes, and the columns that
 * they fill, must lie: 1.2 MB. What is not ordinary it leaves to others, and it gives of the rest what these would give.
 */
export class ReaderKernel {
  /** Where the bytes of the capture must lie. */
  readonly window: Uint8Array;
  /** Where the packet of each row begins and ends in the window. */
  readonly frames: Frames;
  /** The batch that it fills. Payload can be reached from its memory, so that it is copied before anyone sees it. */
  readonly batch: PacketBatch;
  readonly #rest: Uint32Array;
  readonly #summary: Float64Array;
  readonly #exports: Instance['exports'];

  private constructor({ memory, exports }: Instance, options: BatchOptions) {
    const { buffer } = memory;
    this.#exports = exports;
    this.window = new Uint8Array(buffer, WINDOW_AT, WINDOW_BYTES);
    this.frames = {
      starts: new Uint32Array(buffer, COLUMNS_AT + FRAME_START * PITCH, ROWS),
      ends: new Uint32Array(buffer, COLUMNS_AT + FRAME_END * PITCH, ROWS),
    };
    this.batch = new PacketBatch(
      options,
      new ColumnRoom(options.capacity, new Uint8Array(buffer, COLUMNS_AT, COLUMNS_BYTES * PITCH)),
    );
    this.#rest = new Uint32Array(buffer, COLUMNS_AT + REST * PITCH, ROWS);
    this.#summary = new Float64Array(buffer, SUMMARY_AT, 7);
    const tunnelPorts = new Uint8Array(buffer, TUNNEL_PORTS_AT, TUNNEL_PORTS_BYTES);
    for (const port of UDP_TUNNEL_PORTS) tunnelPorts[port >>> 3] |= 1 << (port & 7);
  }

  /** A kernel that nobody uses, for such batches; `undefined` where they are larger than it takes, or there is no WebAssembly. */
  static take(options: BatchOptions): ReaderKernel | undefined {
    if (options.capacity > ROWS) return undefined;
    const place = idle.findIndex(
      ({ batch }) => batch.capacity === options.capacity && (batch.last !== undefined) === options.last,
    );
    if (place !== -1) return idle.splice(place, 1)[0].#anew();
    try {
      compiled ??= compileModule(readerWasm);
      return new ReaderKernel(startModule(compiled, PAGES), options);
    } catch {
      return undefined; // no WebAssembly, or no room for one more memory: the decoders do all of it
    }
  }

  /** Takes back a kernel that nobody uses any more. */
  static giveBack(kernel: ReaderKernel): void {
    idle.push(kernel);
    if (idle.length > KEPT_KERNELS) idle.shift();
  }

  /** Empties the batch for another capture. */
  #anew(): this {
    this.batch.firstPacket = 0;
    this.reset();
    return this;
  }

  /**
   * Notes the packets of ordinary records, those of a little-endian pcap of version 2.4, between two offsets of the window in the
   * rows from `row` on; gives where records and rows end that it left to others, as it did the last ones.
   */
  readRecords({ start, end, row, capacity, linkType, nanosPerTick, latest }: RecordPlaces): {
    readonly offset: number;
    readonly row: number;
  } {
    const { readRecords, recordsEnd } = this.#exports;
    const { seconds, nanos } = latest;
    const rowsEnd = readRecords(start, end, row, capacity, linkType, nanosPerTick, seconds, nanos);
    return { offset: recordsEnd(), row: rowsEnd };
  }

  /** Decodes the ordinary packets of some rows; gives the rows of all others. */
  decode(from: number, to: number): Uint32Array {
    return this.#rest.subarray(0, this.#exports.decode(from, to, Number(this.batch.last !== undefined)));
  }

  /** What the packets of the batch come to. */
  summarize(): BatchSummary {
    this.#exports.summarize(this.batch.count);
    const [wireBytes, capturedBytes, damaged, untimed, backwards, first, last] = this.#summary;
    return [wireBytes, capturedBytes, damaged, untimed, backwards, first, last];
  }

  /** Makes room in the batch for the packets that follow those in it. */
  next(): void {
    this.batch.firstPacket += this.batch.count;
    this.reset();
  }

  /** Makes the rows in use those of packets without any header. */
  reset(): void {
    this.#exports.reset(this.batch.count, Number(this.batch.last !== undefined));
    this.batch.count = 0;
  }
}

/** What batches are for. */
interface BatchOptions {
  readonly capacity: number;
  readonly last: boolean;
}

/** Where records lie in the window, which rows they fill, and what they have in common. */
export interface RecordPlaces {
  readonly start: number;
  readonly end: number;
  readonly row: number;
  readonly capacity: number;
  readonly linkType: number;
  readonly nanosPerTick: number;
  /** Time of the packet before. */
  readonly latest: { readonly seconds: number; readonly nanos: number };
}

/** Where the packet of each row begins and ends in the window. */
export interface Frames {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Frames of batches that no kernel decodes. */
export const createFrames = (capacity: number): Frames => ({
  starts: new Uint32Array(capacity),
  ends: new Uint32Array(capacity),
});
