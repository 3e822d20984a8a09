/** What a window takes at first; most captures of a directory are small. */
const INITIAL_BYTES = 1 << 17;

/** Bytes that are read in one go: what is read then is still in the processor's cache when it is decoded. */
export const PIECE_BYTES = 0x40000;

/**
 * The part of a capture that is in memory: bytes `start` to `end` of `view`, moved along as records are consumed.
 * Whoever reads ahead of what is there asks for it; whoever skips past it has the rest dropped on arrival, so that
 * the memory in use never depends on a length that a file claims.
 */
export class ByteWindow {
  bytes: Uint8Array;
  view: DataView;
  start = 0;
  end = 0;
  /** Offset in the capture of `bytes[0]`. */
  baseOffset = 0;
  /** The input has ended: nothing comes after `end`. */
  ended = false;
  #toSkip = 0;

  constructor(bytes: Uint8Array = new Uint8Array(INITIAL_BYTES), end = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = end;
  }

  /** Bytes that can be looked at now. */
  get available(): number {
    return this.end - this.start;
  }

  /** Offset in the capture of the next byte to be consumed, or of its end where that byte will never come. */
  get offset(): number {
    return this.baseOffset + this.start + (this.ended ? 0 : this.#toSkip);
  }

  /** Bytes skipped over that have yet to arrive. */
  get owed(): number {
    return this.#toSkip;
  }

  /** Consumes `length` bytes, here or still to come. */
  skip(length: number): void {
    const here = Math.min(length, this.available);
    this.start += here;
    this.#toSkip += length - here;
  }

  /** Takes in a chunk that follows `end`. */
  append(chunk: Uint8Array): void {
    const dropped = this.#drop(chunk.length);
    if (dropped === chunk.length) return;
    const rest = dropped === 0 ? chunk : chunk.subarray(dropped);
    this.#makeRoom(rest.length);
    this.bytes.set(rest, this.end);
    this.end += rest.length;
  }

  /** Goes on in other memory; stays where it is if there is no room for what is to be consumed. */
  moveTo(target: Uint8Array): void {
    if (this.available <= target.length && target !== this.bytes) this.#moveTo(target);
  }

  /** Room to read into directly; `filled` says how much of it was used. */
  room(): Uint8Array {
    if (this.start > 0) this.#moveTo(this.bytes);
    this.#makeRoom(Math.min(this.bytes.length >> 1, PIECE_BYTES));
    return this.bytes.subarray(this.end, this.end + PIECE_BYTES);
  }

  /** Takes in `length` bytes that were written into `room()`. */
  filled(length: number): void {
    const dropped = this.#drop(length);
    if (dropped > 0) this.bytes.copyWithin(this.end, this.end + dropped, this.end + length);
    this.end += length - dropped;
  }

  #drop(arrived: number): number {
    const dropped = Math.min(arrived, this.#toSkip);
    this.#toSkip -= dropped;
    this.baseOffset += dropped;
    return dropped;
  }

  #makeRoom(length: number): void {
    if (this.end + length <= this.bytes.length) return;
    const needed = this.available + length;
    this.#moveTo(
      needed > this.bytes.length ? new Uint8Array(Math.max(this.bytes.length * 2, needed)) : this.bytes,
    );
  }

  /** Moves what is to be consumed to the beginning of `target`, which may be the window's own memory. */
  #moveTo(target: Uint8Array): void {
    const kept = this.available;
    target.set(this.bytes.subarray(this.start, this.end));
    if (target !== this.bytes) {
      this.bytes = target;
      this.view = new DataView(target.buffer, target.byteOffset, target.byteLength);
    }
    this.baseOffset += this.start;
    this.start = 0;
    this.end = kept;
  }
}
