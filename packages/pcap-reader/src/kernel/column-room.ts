import { COLUMNS_AT, ROWS } from './layout.ts';

/** Gives columns their memory: parts of a kernel's, at the places that `layout.ts` names, or memory of their own. */
export class ColumnRoom {
  readonly #capacity: number;
  readonly #buffer: ArrayBuffer | undefined;

  constructor(capacity: number, buffer?: ArrayBuffer) {
    this.#capacity = capacity;
    this.#buffer = buffer;
  }

  float64(place: number): Float64Array<ArrayBuffer> {
    return this.#buffer === undefined
      ? new Float64Array(this.#capacity)
      : new Float64Array(this.#buffer, addressOf(place), this.#capacity);
  }

  /** @param width values a row. */
  uint32(place: number, width = 1): Uint32Array<ArrayBuffer> {
    return this.#buffer === undefined
      ? new Uint32Array(this.#capacity * width)
      : new Uint32Array(this.#buffer, addressOf(place), this.#capacity * width);
  }

  int32(place: number): Int32Array<ArrayBuffer> {
    return this.#buffer === undefined
      ? new Int32Array(this.#capacity)
      : new Int32Array(this.#buffer, addressOf(place), this.#capacity);
  }

  uint16(place: number): Uint16Array<ArrayBuffer> {
    return this.#buffer === undefined
      ? new Uint16Array(this.#capacity)
      : new Uint16Array(this.#buffer, addressOf(place), this.#capacity);
  }

  int16(place: number): Int16Array<ArrayBuffer> {
    return this.#buffer === undefined
      ? new Int16Array(this.#capacity)
      : new Int16Array(this.#buffer, addressOf(place), this.#capacity);
  }

  uint8(place: number): Uint8Array<ArrayBuffer> {
    return this.#buffer === undefined
      ? new Uint8Array(this.#capacity)
      : new Uint8Array(this.#buffer, addressOf(place), this.#capacity);
  }
}

const addressOf = (place: number): number => COLUMNS_AT + place * ROWS;
