import { COLUMNS_BYTES, LAST_SOURCE_MAC, PITCH, ROWS } from './layout.ts';

/**
 * Gives columns their memory: at the places that `layout.ts` names in one piece, which is a kernel's or of `ROWS` rows, else
 * each its own.
 */
export class ColumnRoom {
  /** All columns in one piece; `undefined` where each has memory of its own. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly #capacity: number;

  constructor(capacity: number, bytes?: Uint8Array<ArrayBuffer>) {
    this.#capacity = capacity;
    this.bytes = bytes;
  }

  /** Room for the columns of a batch that is handed out. */
  static create(capacity: number, last: boolean): ColumnRoom {
    const rowBytes = last ? COLUMNS_BYTES : LAST_SOURCE_MAC;
    return new ColumnRoom(capacity, capacity === ROWS ? new Uint8Array(rowBytes * PITCH) : undefined);
  }

  float64(place: number): Float64Array<ArrayBuffer> {
    return this.bytes === undefined
      ? new Float64Array(this.#capacity)
      : new Float64Array(this.bytes.buffer, this.bytes.byteOffset + place * PITCH, this.#capacity);
  }

  /** @param width values a row. */
  uint32(place: number, width = 1): Uint32Array<ArrayBuffer> {
    return this.bytes === undefined
      ? new Uint32Array(this.#capacity * width)
      : new Uint32Array(this.bytes.buffer, this.bytes.byteOffset + place * PITCH, this.#capacity * width);
  }

  int32(place: number): Int32Array<ArrayBuffer> {
    return this.bytes === undefined
      ? new Int32Array(this.#capacity)
      : new Int32Array(this.bytes.buffer, this.bytes.byteOffset + place * PITCH, this.#capacity);
  }

  uint16(place: number): Uint16Array<ArrayBuffer> {
    return this.bytes === undefined
      ? new Uint16Array(this.#capacity)
      : new Uint16Array(this.bytes.buffer, this.bytes.byteOffset + place * PITCH, this.#capacity);
  }

  int16(place: number): Int16Array<ArrayBuffer> {
    return this.bytes === undefined
      ? new Int16Array(this.#capacity)
      : new Int16Array(this.bytes.buffer, this.bytes.byteOffset + place * PITCH, this.#capacity);
  }

  uint8(place: number): Uint8Array<ArrayBuffer> {
    return this.bytes === undefined
      ? new Uint8Array(this.#capacity)
      : new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + place * PITCH, this.#capacity);
  }
}
