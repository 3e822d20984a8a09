import { ByteWindow, PIECE_BYTES } from './byte-window.ts';
import { CaptureInfo, summarize } from './capture-info.ts';
import type { CaptureOptions } from './capture.ts';
import type { DecodePacket } from './decode/decode-packet.ts';
import { createFrames, type Frames, ReaderKernel } from './kernel/reader-kernel.ts';
import { createPacketDecoder } from './decode/last/with-last-headers.ts';
import { CaptureError, type CaptureErrorCode } from './errors.ts';
import { type Detected, DESCRIPTION_BYTES, MAGIC_BYTES, detectFormat } from './format/detect.ts';
import type { FormatReader } from './format/format-reader.ts';
import { headerBytesOf, openFormat } from './format/formats.ts';
import { DEFAULT_BATCH_CAPACITY, PacketBatch } from './packet-batch.ts';

/** What a capture may be packed in. */
export type Packing = 'gzip' | 'zstd';

/** What a reading asks of whoever brings the bytes: this many in the window, or what follows unpacked into a new window. */
export type Request = number | Packing;

/** Batches that one of those who share a capture hands out before it is the turn of the next. */
export const BATCHES_A_TURN = 16;

/** Bytes of a window that captures are read through where no kernel has one. */
const WINDOW_BYTES = 2 * PIECE_BYTES + (1 << 16);

/** Stand where no packet is read yet. */
const NO_FRAMES = createFrames(0);

const cutHint = 'ask to salvage it if the packets before that are enough';

/**
 * One reading of a capture, without input or output: it yields requests for bytes, and batches. `Capture` answers
 * them asynchronously and `SyncCapture` synchronously, so that both read alike.
 */
export class Reading {
  readonly name: string;
  readonly info: CaptureInfo = new CaptureInfo();
  readonly options: CaptureOptions;
  window: ByteWindow = new ByteWindow();
  readonly #decode: DecodePacket;
  readonly #context: {
    readonly capture: string;
    readonly info: CaptureInfo;
    frames: Frames;
    kernel: ReaderKernel | undefined;
  };

  constructor(name: string, options: CaptureOptions) {
    this.name = options.name ?? name;
    this.options = options;
    const { last = false, headers = 'outer' } = options;
    this.#decode = createPacketDecoder({ last, headers });
    this.#context = { capture: this.name, info: this.info, frames: NO_FRAMES, kernel: undefined };
  }

  /** Reads the file header. */
  *open(): Generator<Request, FormatReader, void> {
    yield MAGIC_BYTES;
    const head = this.window.bytes.subarray(this.window.start, this.window.end);
    if (head.length === 0) throw this.error('CAPTURE_EMPTY');
    const detected = detectFormat(head.subarray(0, DESCRIPTION_BYTES));
    if (detected.kind === 'gzip' || detected.kind === 'zstd') {
      if (this.info.compression !== 'none') throw this.#refusal(detected);
      this.info.compression = detected.kind;
      yield detected.kind;
      return yield* this.open();
    }
    if (detected.kind !== 'capture') throw this.#refusal(detected);
    const headerBytes = headerBytesOf(detected.format, this.window);
    yield headerBytes;
    if (this.window.available < headerBytes) throw this.error('CAPTURE_CUT_HEADER');
    return openFormat(detected.format, this.window, this.#context);
  }

  /** Reads the packets; every batch is the same object filled anew. `isAtHand` says that no byte keeps one waiting. */
  *batches(reader: FormatReader, isAtHand = true): Generator<PacketBatch | Request, void, void> {
    const batch = this.#batch();
    const { capacity } = batch;
    const kernel = ReaderKernel.take({ capacity, last: batch.last !== undefined });
    this.#context.kernel = kernel;
    this.#context.frames = kernel?.frames ?? createFrames(capacity);
    this.window.moveTo(kernel?.window ?? new Uint8Array(WINDOW_BYTES));
    try {
      yield* this.#fill(reader, batch, isAtHand);
    } finally {
      this.window.moveTo(new Uint8Array(this.window.available)); // what belongs to the kernel is read no more
      if (kernel !== undefined) ReaderKernel.giveBack(kernel);
    }
    if (this.window.available > 0 || this.window.owed > 0) throw this.error('CAPTURE_CUT_RECORD', cutHint);
  }

  /** Fills the batch again and again; what the kernel filled is copied to it. */
  *#fill(
    reader: FormatReader,
    batch: PacketBatch,
    isAtHand: boolean,
  ): Generator<PacketBatch | Request, void, void> {
    const { kernel } = this.#context;
    const filled = kernel?.batch ?? batch;
    let isOurs = this.#beginTurn(0);
    for (let turn = 1; ;) {
      const { needed, failure } = this.#readInto(reader, filled, isOurs);
      // Packets are handed out as they come, but where none keeps one waiting; turns, which are told by counting, need full batches.
      const waits = needed > 0 && (filled.count === 0 || this.options.share !== undefined || isAtHand);
      if (waits) {
        yield needed;
        if (this.window.available >= needed) continue;
      }
      if (filled.count > 0 && isOurs) {
        this.info.count(filled, kernel?.summarize() ?? summarize(filled));
        if (filled !== batch) batch.copy(filled);
        yield batch;
      }
      if (failure !== undefined) throw failure;
      if (needed > 0 && !waits) yield needed;
      if (needed > this.window.available) return;
      (kernel ?? batch).next();
      isOurs = this.#beginTurn(turn);
      turn += 1;
    }
  }

  /** The batch that was given, if it serves, and else a new one. */
  #batch(): PacketBatch {
    const { batchCapacity: capacity = DEFAULT_BATCH_CAPACITY, last = false, batch } = this.options;
    if (batch === undefined || (batch.last !== undefined) !== last)
      return new PacketBatch({ capacity, last });
    batch.firstPacket = 0;
    batch.reset();
    return batch;
  }

  /** Whether the packets of a capture that breaks off here are to be kept; notes why it did. */
  salvage(error: unknown): boolean {
    const salvaged = error instanceof CaptureError && this.options.salvage === true && this.info.packets > 0;
    if (salvaged) this.info.brokenBy = error;
    return salvaged;
  }

  /** What to throw where the bytes cannot be had. */
  sourceError(cause: unknown): CaptureError {
    if (cause instanceof CaptureError) return cause;
    const code = this.info.compression === 'none' ? 'CAPTURE_UNREADABLE' : 'CAPTURE_BAD_COMPRESSION';
    return this.error(code, cause instanceof Error ? cause.message : String(cause), cause);
  }

  /** An error at the byte that comes next. */
  error(code: CaptureErrorCode, detail?: string, cause?: unknown): CaptureError {
    const offsetBytes = this.window.offset;
    return new CaptureError(code, {
      capture: this.name,
      offsetBytes,
      ...(detail === undefined ? {} : { detail }),
      cause,
    });
  }

  /** Whether this reading hands out the batches of a turn; the packets of the others are stepped over undecoded. */
  #beginTurn(batchNumber: number): boolean {
    const { share } = this.options;
    return share === undefined || Math.floor(batchNumber / BATCHES_A_TURN) % share.of === share.index;
  }

  /** Keeps the packets ahead of a broken record: they are handed out before the error is. */
  #readInto(
    reader: FormatReader,
    batch: PacketBatch,
    isOurs: boolean,
  ): { needed: number; failure?: CaptureError } {
    const from = batch.count;
    try {
      return { needed: reader.read(this.window, batch) };
    } catch (failure) {
      if (!(failure instanceof CaptureError)) throw failure;
      return { needed: 0, failure };
    } finally {
      if (isOurs) this.#decodeRows(batch, from);
    }
  }

  /** Decodes the packets of the rows from `from` on: ordinary ones together, the others one by one. */
  #decodeRows(batch: PacketBatch, from: number): void {
    const { count } = batch;
    const { view, bytes } = this.window;
    const { kernel, frames } = this.#context;
    const { starts, ends } = frames;
    if (bytes === kernel?.window) {
      for (const row of kernel.decode(from, count)) this.#decode(view, starts[row], ends[row], batch, row);
    } else {
      for (let row = from; row < count; row += 1) this.#decode(view, starts[row], ends[row], batch, row);
    }
  }

  #refusal(detected: Detected): CaptureError {
    if (detected.kind !== 'other')
      return this.error('CAPTURE_UNKNOWN_FORMAT', `this is ${detected.kind} inside ${this.info.compression}`);
    if (detected.name === undefined) return this.error('CAPTURE_UNKNOWN_FORMAT');
    const hint = detected.hint === undefined ? '' : `; ${detected.hint}`;
    return this.error('CAPTURE_UNKNOWN_FORMAT', `this is ${detected.name}${hint}`);
  }
}
