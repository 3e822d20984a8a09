import { type Claims, readClaims } from '../claims/claims.ts';

/** How a number is written. */
export interface Word {
  readonly bytes: 1 | 2 | 4;
  readonly littleEndian: boolean;
}

/** An input in the making: bytes, and where its records lie. */
export class Draft {
  #bytes: Uint8Array;
  #view: DataView;
  #claims: Claims | undefined;

  /** @param bytes is changed in place. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Replaces all bytes; records are looked for anew. */
  set bytes(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#claims = undefined;
  }

  get view(): DataView {
    return this.#view;
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** Where the records lie, or lay before numbers were overwritten in place. */
  get claims(): Claims {
    this.#claims ??= readClaims(this.#bytes);
    return this.#claims;
  }

  /** Writes a number, where there is room for it. */
  write(at: number, value: number, { bytes, littleEndian }: Word): void {
    if (at < 0 || at + bytes > this.length) return;
    if (bytes === 1) this.#view.setUint8(at, value);
    else if (bytes === 2) this.#view.setUint16(at, value, littleEndian);
    else this.#view.setUint32(at, value, littleEndian);
  }
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
