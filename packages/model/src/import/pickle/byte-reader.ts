import { ModelError } from '../../errors.ts';

/** Walks over the bytes of a pickle and never past their end; numbers are little-endian. */
export class ByteReader {
  /** Where the next byte is read. */
  offset = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#bytes.length - this.offset;
  }

  /** The next `length` bytes, as a view of them; throws MODEL_PICKLE_DAMAGED where fewer are left. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  /** A length of 8 bytes; one that no file can have is beyond what is left. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  /** Big-endian, the one number of a pickle that is. */
  float64(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  /** The text up to the next line end, which is skipped. */
  line(): string {
    const end = this.#bytes.indexOf(LINE_END, this.offset);
    const line = decodeText(this.take(end < 0 ? this.left + 1 : end - this.offset));
    this.offset += 1;
    return line;
  }

  #advance(length: number): number {
    const start = this.offset;
    if (length > this.left) {
      throw new ModelError(
        'MODEL_PICKLE_DAMAGED',
        `byte ${start}: ${length} bytes expected, ${this.left} left`,
      );
    }
    this.offset += length;
    return start;
  }
}

const LINE_END = 10;

/** Bytes as UTF-8; what is none becomes U+FFFD, which no name that is looked for holds. */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
