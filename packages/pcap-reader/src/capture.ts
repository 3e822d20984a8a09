import { type ByteSource, chunkSource, emptySource, remainingChunks } from './byte-source.ts';
import { ByteWindow } from './byte-window.ts';
import { CaptureInfo } from './capture-info.ts';
import { createPacketDecoder } from './decode/last/with-last-headers.ts';
import { CaptureError, type CaptureErrorCode } from './errors.ts';
import { MAGIC_BYTES, detectFormat } from './format/detect.ts';
import type { FormatContext, FormatReader } from './format/format-reader.ts';
import { PCAP_HEADER_BYTES, openPcap } from './format/pcap.ts';
import { openPcapng } from './format/pcapng.ts';
import { DEFAULT_BATCH_CAPACITY, PacketBatch } from './packet-batch.ts';

/** Undoes gzip on a stream of chunks; rejects where the data is damaged or cut short. */
export type Gunzip = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** How a capture is to be read. */
export interface CaptureOptions {
  /** Name for errors and tables; a path by default, `capture` where there is none. */
  readonly name?: string;
  /** Packets a batch holds at most. */
  readonly batchCapacity?: number;
  /** Whether `PacketBatch.last` is filled too; it costs some time. */
  readonly last?: boolean;
  /** Which headers the columns describe: the outer ones (by default), or the innermost that tunnels lead to. */
  readonly headers?: 'outer' | 'inner';
  /** Whether a capture that breaks off is kept up to there (`CaptureInfo.brokenBy` says why) instead of throwing. */
  readonly salvage?: boolean;
}

/** What a capture needs besides its options. */
export interface CaptureInput {
  readonly name: string;
  /** Called once, when reading begins. */
  open(): Promise<ByteSource>;
  /** The window to read through; one that holds a whole capture in memory needs no source. */
  readonly window?: ByteWindow;
  readonly gunzip: Gunzip;
}

const cutHint = 'ask to salvage it if the packets before that are enough';

/**
 * A capture being read: iterate it for its packets, once. Every batch is the same object filled anew.
 *
 * @throws CaptureError while iterating, where the capture cannot be read (to its end).
 */
export class Capture implements AsyncIterable<PacketBatch> {
  readonly name: string;
  /** The header's facts once reading began, and counts that grow with every batch. */
  readonly info: CaptureInfo = new CaptureInfo();
  readonly #input: CaptureInput;
  readonly #options: CaptureOptions;
  #window: ByteWindow;
  #source: ByteSource | undefined;
  #reader: FormatReader | undefined;

  constructor(input: CaptureInput, options: CaptureOptions = {}) {
    this.name = options.name ?? input.name;
    this.#input = input;
    this.#options = options;
    this.#window = input.window ?? new ByteWindow();
  }

  /**
   * Reads the header only, if that has not happened yet, and gives what it tells. Who does not iterate afterwards
   * calls `close()`; a capture that cannot be opened is closed already.
   *
   * @throws CaptureError where the bytes cannot be had or are no capture.
   */
  async open(): Promise<CaptureInfo> {
    try {
      this.#reader ??= await this.#detect();
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
      yield* this.#batches();
    } catch (error) {
      if (!(error instanceof CaptureError) || this.#options.salvage !== true || this.info.packets === 0)
        throw error;
      this.info.brokenBy = error;
    } finally {
      await this.close();
    }
  }

  async *#batches(): AsyncGenerator<PacketBatch> {
    const reader = this.#reader;
    if (reader === undefined) return;
    const { batchCapacity: capacity = DEFAULT_BATCH_CAPACITY, last = false } = this.#options;
    const batch = new PacketBatch({ capacity, last });
    for (;;) {
      batch.reset();
      const { needed, failure } = this.#readInto(reader, batch);
      if (batch.count > 0) {
        this.info.count(batch);
        yield batch;
      }
      if (failure !== undefined) throw failure;
      if (needed === 0) continue;
      await this.#fill(needed);
      if (this.#window.available >= needed) continue;
      if (this.#window.available > 0 || this.#window.owed > 0)
        throw this.#error('CAPTURE_CUT_RECORD', cutHint);
      return;
    }
  }

  /** Keeps the packets ahead of a broken record: they are handed out before the error is. */
  #readInto(reader: FormatReader, batch: PacketBatch): { needed: number; failure?: CaptureError } {
    try {
      return { needed: reader.read(this.#window, batch) };
    } catch (failure) {
      if (!(failure instanceof CaptureError)) throw failure;
      return { needed: 0, failure };
    }
  }

  async #detect(): Promise<FormatReader> {
    await this.#begin();
    await this.#fill(MAGIC_BYTES);
    const head = this.#window.bytes.subarray(this.#window.start, this.#window.end);
    if (head.length === 0) throw this.#error('CAPTURE_EMPTY');
    const detected = detectFormat(head.subarray(0, MAGIC_BYTES));
    if (detected.kind === 'gzip' && this.info.compression === 'none') {
      this.#unpack();
      return this.#detect();
    }
    if (detected.kind !== 'capture') throw this.#refusal(detected);
    return this.#openFormat(detected.format);
  }

  async #begin(): Promise<void> {
    try {
      this.#source ??= await this.#input.open();
    } catch (cause) {
      throw cause instanceof CaptureError ? cause : this.#error('CAPTURE_UNREADABLE', String(cause), cause);
    }
  }

  #unpack(): void {
    const packed = remainingChunks(this.#window, this.#source ?? emptySource);
    const inner = chunkSource(this.#input.gunzip(packed));
    const outer = this.#source;
    this.info.compression = 'gzip';
    this.#window = new ByteWindow();
    this.#source = {
      fill: (window) => inner.fill(window),
      close: async () => {
        await inner.close();
        await outer?.close();
      },
    };
  }

  async #openFormat(format: 'pcap' | 'pcapng'): Promise<FormatReader> {
    const context: FormatContext = {
      capture: this.name,
      info: this.info,
      decode: createPacketDecoder({
        last: this.#options.last ?? false,
        headers: this.#options.headers ?? 'outer',
      }),
    };
    if (format === 'pcapng') return openPcapng(context);
    await this.#fill(PCAP_HEADER_BYTES);
    if (this.#window.available < PCAP_HEADER_BYTES) throw this.#error('CAPTURE_CUT_HEADER');
    return openPcap(this.#window, context);
  }

  /** Reads on until `needed` bytes are there or the input ends. */
  async #fill(needed: number): Promise<void> {
    const window = this.#window;
    while (!window.ended && window.available < needed) {
      try {
        if (this.#source === undefined) window.ended = true;
        else await this.#source.fill(window);
      } catch (cause) {
        if (cause instanceof CaptureError) throw cause;
        const code = this.info.compression === 'none' ? 'CAPTURE_UNREADABLE' : 'CAPTURE_BAD_COMPRESSION';
        throw this.#error(code, cause instanceof Error ? cause.message : undefined, cause);
      }
    }
  }

  #refusal(detected: {
    readonly kind: string;
    readonly name?: string;
    readonly hint?: string;
  }): CaptureError {
    const name = detected.kind === 'gzip' ? 'gzip inside gzip' : detected.name;
    if (name === undefined) return this.#error('CAPTURE_UNKNOWN_FORMAT');
    const hint = detected.hint === undefined ? '' : `: ${detected.hint}`;
    return this.#error('CAPTURE_UNKNOWN_FORMAT', `it looks like ${name}${hint}`);
  }

  #error(code: CaptureErrorCode, detail?: string, cause?: unknown): CaptureError {
    const offsetBytes = this.#window.offset;
    return new CaptureError(code, {
      capture: this.name,
      offsetBytes,
      ...(detail === undefined ? {} : { detail }),
      cause,
    });
  }
}
