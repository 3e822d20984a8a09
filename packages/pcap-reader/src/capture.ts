import { type ByteSource, bytesSource, chunkSource, remainingChunks } from './byte-source.ts';
import { ByteWindow } from './byte-window.ts';
import type { CaptureInfo } from './capture-info.ts';
import { type Unpack, boundExpansion } from './expansion.ts';
import type { FormatReader } from './format/format-reader.ts';
import { type PacketBatch } from './packet-batch.ts';
import { type Packing, Reading, type Request } from './reading.ts';

/** How a capture is to be read. */
export interface CaptureOptions {
  /** Name for errors and tables; a path by default, `capture` where there is none. */
  readonly name?: string;
  /** Packets a batch holds at most. */
  readonly batchCapacity?: number;
  /**
   * The batch to fill, in place of a new one: who reads many small captures one after the other saves the time it takes to
   * make one for each. It serves one reading at a time, and needs `last` where that is asked for.
   */
  readonly batch?: PacketBatch;
  /** Whether `PacketBatch.last` is filled too; it costs some time. */
  readonly last?: boolean;
  /** Which headers of a packet that carries tunnels fill the columns: the outermost (by default) or the innermost. */
  readonly headers?: 'outer' | 'inner';
  /** Whether a capture that breaks off is kept up to there (`CaptureInfo.brokenBy` says why) instead of throwing. */
  readonly salvage?: boolean;
  /**
   * Which part of the packets is handed out, for those who share the work on one capture: each of `of` readers, each
   * with an `index` of its own from 0 on, gets other batches, in turns of 16, and all of them together get every
   * packet once. `PacketBatch.firstPacket` puts them in order again. What `CaptureInfo` counts of the packets handed
   * out is of the share (`addShare` puts it together); all else is of the whole, packets by interface too. Not with
   * `last`, whose reassembly needs all packets.
   */
  readonly share?: { readonly index: number; readonly of: number };
  /**
   * How many times its packed size a compressed capture may grow to, beyond the first 256 MiB; 200 by default.
   * Captures shrink to a tenth or so, what shrinks to less than a two-hundredth was made to do harm.
   */
  readonly maxExpansion?: number;
}

/** What a capture needs besides its options. */
export interface CaptureInput {
  readonly name: string;
  /** Called once, when reading begins. */
  open(): Promise<ByteSource>;
  /** What this runtime can unpack. */
  readonly unpackers: Readonly<Partial<Record<Packing, Unpack>>>;
}

/**
 * A capture being read: iterate it for its packets, once. Every batch is the same object filled anew.
 *
 * @throws CaptureError while iterating, where the capture cannot be read (to its end).
 */
export class Capture implements AsyncIterable<PacketBatch> {
  /** Path or name of the capture. */
  readonly name: string;
  /** The header's facts once reading began, and counts that grow with every batch. */
  readonly info: CaptureInfo;
  readonly #input: CaptureInput;
  readonly #reading: Reading;
  #source: ByteSource | undefined;
  #reader: FormatReader | undefined;

  constructor(input: CaptureInput, options: CaptureOptions = {}) {
    this.#input = input;
    this.#reading = new Reading(input.name, options);
    this.name = this.#reading.name;
    this.info = this.#reading.info;
  }

  /**
   * Reads the header only, if that has not happened yet, and gives what it tells. Who does not iterate afterwards
   * calls `close()`; a capture that cannot be opened is closed already.
   *
   * @throws CaptureError where the bytes cannot be had or are no capture.
   */
  async open(): Promise<CaptureInfo> {
    try {
      this.#reader ??= await this.#readHeader();
    } catch (error) {
      await this.close();
      throw error;
    }
    return this.info;
  }

  /** Lets go of the file or stream; done by itself at the end of an iteration, also one that is left early. */
  async close(): Promise<void> {
    const source = this.#source;
    this.#source = undefined;
    await source?.close();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<PacketBatch> {
    try {
      await this.open();
      if (this.#reader === undefined) return;
      for (const step of this.#reading.batches(this.#reader, this.#source?.isAtHand === true)) {
        if (typeof step === 'object') yield step;
        else await this.#answer(step);
      }
    } catch (error) {
      if (!this.#reading.salvage(error)) throw error;
    } finally {
      await this.close();
    }
  }

  async #readHeader(): Promise<FormatReader> {
    try {
      this.#source ??= await this.#input.open();
    } catch (cause) {
      throw this.#reading.sourceError(cause);
    }
    const steps = this.#reading.open();
    let step = steps.next();
    while (step.done !== true) {
      await this.#answer(step.value);
      step = steps.next();
    }
    return step.value;
  }

  async #answer(request: Request): Promise<void> {
    if (typeof request === 'string') this.#unpack(request);
    else await this.#fill(request);
  }

  /** Reads on until `needed` bytes are there or the input ends. */
  async #fill(needed: number): Promise<void> {
    const { window } = this.#reading;
    while (!window.ended && window.available < needed) {
      try {
        if (this.#source === undefined) window.ended = true;
        else await this.#source.fill(window);
      } catch (cause) {
        throw this.#reading.sourceError(cause);
      }
    }
  }

  #unpack(packing: Packing): void {
    const reading = this.#reading;
    const unpack = this.#input.unpackers[packing];
    if (unpack === undefined)
      throw reading.error('CAPTURE_UNSUPPORTED_COMPRESSION', `unpack it with ${packing} -d`);
    const outer = this.#source ?? bytesSource(new Uint8Array());
    const inner = chunkSource(
      boundExpansion(remainingChunks(reading.window, outer), unpack, {
        limit: reading.options.maxExpansion,
        refuse: (detail) => reading.error('CAPTURE_EXPANSION_LIMIT', detail),
      }),
    );
    reading.window = new ByteWindow();
    this.#source = {
      fill: (window) => inner.fill(window),
      close: async () => {
        await inner.close();
        await outer.close();
      },
    };
  }
}
