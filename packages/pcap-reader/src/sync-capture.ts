import { syncBytesSource } from './byte-source.ts';
import { ByteWindow } from './byte-window.ts';
import type { CaptureInfo } from './capture-info.ts';
import type { CaptureOptions } from './capture.ts';
import type { FormatReader } from './format/format-reader.ts';
import type { PacketBatch } from './packet-batch.ts';
import { type Packing, Reading, type Request } from './reading.ts';

/** Where the bytes of a capture come from, where they can be had at once. */
export interface SyncByteSource {
  /** Puts more bytes into the window, or sets `window.ended`. Throws where the bytes cannot be had. */
  fill(window: ByteWindow): void;
  /** Lets go of files. */
  close(): void;
}

/** What a synchronous capture needs besides its options. */
export interface SyncCaptureInput {
  readonly name: string;
  /** Called once, when reading begins. */
  open(): SyncByteSource;
  /** Unpacks all bytes at once, to `limit` bytes at most (`undefined` beyond); absent where the runtime cannot. */
  unpack?(packing: Packing, packed: Uint8Array, limit: number): Uint8Array | undefined;
}

/** Bytes that a compressed capture may hold, packed and unpacked, where it is read synchronously. */
const UNPACKED_BYTES_LIMIT = 256 * 2 ** 20;

const beyondMemory =
  'only 256 MiB are unpacked in memory; read it with openCapture instead of openCaptureSync';

/**
 * A capture being read without a promise, as worker threads like it: iterate it for its packets, once. It reads as
 * `Capture` does, but for compressed captures, which are unpacked in memory as a whole.
 *
 * @throws CaptureError while iterating, where the capture cannot be read (to its end).
 */
export class SyncCapture implements Iterable<PacketBatch> {
  /** Path or name of the capture. */
  readonly name: string;
  /** The header's facts once reading began, and counts that grow with every batch. */
  readonly info: CaptureInfo;
  readonly #input: SyncCaptureInput;
  readonly #reading: Reading;
  #source: SyncByteSource | undefined;
  #reader: FormatReader | undefined;

  constructor(input: SyncCaptureInput, options: CaptureOptions = {}) {
    this.#input = input;
    this.#reading = new Reading(input.name, options);
    this.name = this.#reading.name;
    this.info = this.#reading.info;
  }

  /**
   * Reads the header only, if that has not happened yet. Who does not iterate afterwards calls `close()`.
   *
   * @throws CaptureError where the bytes cannot be had or are no capture.
   */
  open(): CaptureInfo {
    try {
      this.#reader ??= this.#readHeader();
    } catch (error) {
      this.close();
      throw error;
    }
    return this.info;
  }

  /** Lets go of the file; done by itself at the end of an iteration, also one that is left early. */
  close(): void {
    const source = this.#source;
    this.#source = undefined;
    source?.close();
  }

  *[Symbol.iterator](): Iterator<PacketBatch> {
    try {
      this.open();
      if (this.#reader === undefined) return;
      for (const step of this.#reading.batches(this.#reader)) {
        if (typeof step === 'object') yield step;
        else this.#answer(step);
      }
    } catch (error) {
      if (!this.#reading.salvage(error)) throw error;
    } finally {
      this.close();
    }
  }

  #readHeader(): FormatReader {
    try {
      this.#source ??= this.#input.open();
    } catch (cause) {
      throw this.#reading.sourceError(cause);
    }
    const steps = this.#reading.open();
    let step = steps.next();
    while (step.done !== true) {
      this.#answer(step.value);
      step = steps.next();
    }
    return step.value;
  }

  #answer(request: Request): void {
    try {
      if (typeof request === 'string') this.#unpack(request);
      else this.#fill(request);
    } catch (cause) {
      throw this.#reading.sourceError(cause);
    }
  }

  #fill(needed: number): void {
    const { window } = this.#reading;
    while (!window.ended && window.available < needed) {
      if (this.#source === undefined) window.ended = true;
      else this.#source.fill(window);
    }
  }

  #unpack(packing: Packing): void {
    const reading = this.#reading;
    if (this.#input.unpack === undefined)
      throw reading.error(
        'CAPTURE_UNSUPPORTED_COMPRESSION',
        'read it with openCapture instead of openCaptureSync',
      );
    this.#fill(UNPACKED_BYTES_LIMIT + 1);
    const packed = reading.window.bytes.subarray(reading.window.start, reading.window.end);
    const unpacked =
      packed.length > UNPACKED_BYTES_LIMIT
        ? undefined
        : this.#input.unpack(packing, packed, UNPACKED_BYTES_LIMIT);
    if (unpacked === undefined) throw reading.error('CAPTURE_EXPANSION_LIMIT', beyondMemory);
    this.close();
    this.#source = syncBytesSource(unpacked);
    reading.window = new ByteWindow();
  }
}
