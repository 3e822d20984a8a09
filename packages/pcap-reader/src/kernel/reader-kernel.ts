import type { BatchSummary } from '../capture-info.ts';
import { UDP_TUNNEL_PORTS } from '../decode/tunnel/udp-tunnel.ts';
import {
  COLUMNS_AT,
  FRAME_END,
  FRAME_START,
  PAGES,
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

/**
 * WebAssembly that decodes ordinary packets, with the memory in which they, and the columns of the batch that they fill, must
 * lie: 1.2 MB. What is not ordinary it leaves to the decoders, whose results it must give for all others.
 */
export class ReaderKernel {
  /** Memory of the columns, which `layout.ts` parts. */
  readonly buffer: ArrayBuffer;
  /** Where the bytes of the capture must lie. */
  readonly window: Uint8Array;
  /** Where the packet of each row begins and ends in the window. */
  readonly frames: Frames;
  readonly #rest: Uint32Array;
  readonly #summary: Float64Array;
  readonly #exports: Instance['exports'];

  private constructor({ memory, exports }: Instance) {
    const { buffer } = memory;
    this.buffer = buffer;
    this.#exports = exports;
    this.window = new Uint8Array(buffer, WINDOW_AT, WINDOW_BYTES);
    this.frames = {
      starts: new Uint32Array(buffer, COLUMNS_AT + FRAME_START * ROWS, ROWS),
      ends: new Uint32Array(buffer, COLUMNS_AT + FRAME_END * ROWS, ROWS),
    };
    this.#rest = new Uint32Array(buffer, COLUMNS_AT + REST * ROWS, ROWS);
    this.#summary = new Float64Array(buffer, SUMMARY_AT, 7);
    const tunnelPorts = new Uint8Array(buffer, TUNNEL_PORTS_AT, TUNNEL_PORTS_BYTES);
    for (const port of UDP_TUNNEL_PORTS) tunnelPorts[port >>> 3] |= 1 << (port & 7);
  }

  /** A kernel for batches of up to so many packets; `undefined` where they are more than it takes, or there is no WebAssembly. */
  static create(capacity: number): ReaderKernel | undefined {
    if (capacity > ROWS) return undefined;
    try {
      compiled ??= compileModule(readerWasm);
      return new ReaderKernel(startModule(compiled, PAGES));
    } catch {
      return undefined; // no WebAssembly, or no room for one more memory: the decoders do all of it
    }
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

  /** Decodes the ordinary packets of some rows, `last` too where asked for; gives the rows of all others. */
  decode(from: number, to: number, last: boolean): Uint32Array {
    return this.#rest.subarray(0, this.#exports.decode(from, to, Number(last)));
  }

  /** What the first rows come to. */
  summarize(rows: number): BatchSummary {
    this.#exports.summarize(rows);
    const [wireBytes, capturedBytes, damaged, untimed, backwards, first, last] = this.#summary;
    return [wireBytes, capturedBytes, damaged, untimed, backwards, first, last];
  }

  /** Makes the first rows those of packets without any header. */
  reset(rows: number, last: boolean): void {
    this.#exports.reset(rows, Number(last));
  }
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
