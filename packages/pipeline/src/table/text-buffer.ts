import { timeText } from './column.ts';

const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;

/** Durations up to here are whole nanoseconds in a number, so nine decimals are exact. */
const EXACT_SECONDS = Number.MAX_SAFE_INTEGER / 1e9;

/** Bytes of text being written: it grows, and is emptied and filled again. Numbers are written without a string between. */
export class TextBuffer {
  #bytes: Uint8Array;
  #length = 0;

  constructor(capacity: number = 1 << 16) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Makes room for so many more bytes; the writing methods do not look. */
  ensure(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
  }

  /** A copy of what was written, and an empty buffer again. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** Where the next byte goes, for `rewind`. */
  mark(): number {
    return this.#length;
  }

  /** Forgets what was written since the mark. */
  rewind(mark: number): void {
    this.#length = mark;
  }

  /** One byte. */
  byte(code: number): void {
    this.#bytes[this.#length] = code;
    this.#length += 1;
  }

  /** Bytes as they are. */
  bytes(bytes: Uint8Array): void {
    for (let index = 0; index < bytes.length; index += 1) this.#bytes[this.#length + index] = bytes[index];
    this.#length += bytes.length;
  }

  /** A text of ASCII characters. */
  ascii(text: string): void {
    for (let index = 0; index < text.length; index += 1) {
      this.#bytes[this.#length + index] = text.charCodeAt(index);
    }
    this.#length += text.length;
  }

  /** A whole number from 0 on, in decimal. */
  integer(value: number): void {
    if (value > 0xffff_ffff) {
      this.ascii(String(value));
      return;
    }
    let length = 1;
    for (let limit = 10; value >= limit; limit *= 10) length += 1;
    this.#digits(value, length);
  }

  /** Seconds and nanoseconds as a decimal number with nine decimals. */
  time(seconds: number, nanos: number): void {
    if (seconds < 0) {
      this.ascii(timeText(seconds, nanos));
      return;
    }
    this.integer(seconds);
    this.byte(POINT);
    this.#digits(nanos, 9);
  }

  /** Seconds, possibly negative, with nine decimals. */
  duration(seconds: number): void {
    if (seconds === 0) {
      this.byte(ZERO);
      return;
    }
    const size = Math.abs(seconds);
    if (size > EXACT_SECONDS) {
      this.ascii(String(Number(seconds.toPrecision(15)))); // all that a number holds, without its rounding
      return;
    }
    if (seconds < 0) this.byte(MINUS);
    const nanos = Math.round(size * 1e9);
    const whole = Math.floor(nanos / 1e9);
    this.time(whole, nanos - whole * 1e9);
  }

  #digits(value: number, length: number): void {
    let rest = value;
    for (let index = this.#length + length - 1; index >= this.#length; index -= 1) {
      const next = Math.floor(rest / 10);
      this.#bytes[index] = ZERO + rest - next * 10;
      rest = next;
    }
    this.#length += length;
  }
}
