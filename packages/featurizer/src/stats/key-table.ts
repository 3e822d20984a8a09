const FIRST_CAPACITY = 8;
const EMPTY = 0;

/** Stands for a key that did not fit. */
export const NO_PLACE = -1;

/** Distinct keys of a fixed number of 32-bit words, numbered in the order met: open addressing, up to 8 bytes a key besides its words. */
export class KeyTable {
  readonly #width: number;
  readonly #maxKeys: number;
  #keys: Uint32Array;
  /** Place + 1 of the key, twice as many slots as there is room for keys. */
  #slots = new Uint32Array(FIRST_CAPACITY * 2);
  #size = 0;

  constructor(width: number, maxKeys: number) {
    this.#width = width;
    this.#maxKeys = maxKeys;
    this.#keys = new Uint32Array(FIRST_CAPACITY * width);
  }

  /** How many keys are kept. */
  get size(): number {
    return this.#size;
  }

  /** The place of a key, which is given one where it is new; `NO_PLACE` where there is no room. */
  place(key: Uint32Array): number {
    const hash = hashOf(key, 0, this.#width);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; this.#slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
      const place = this.#slots[slot] - 1;
      if (this.#isAt(place, key)) return place;
    }
    if (this.#size === this.#maxKeys) return NO_PLACE;
    const place = this.#size;
    this.#size += 1;
    if (place * this.#width === this.#keys.length) this.#grow();
    this.#keys.set(key, place * this.#width);
    this.#slots[freeSlot(this.#slots, hash)] = place + 1;
    return place;
  }

  #isAt(place: number, key: Uint32Array): boolean {
    const base = place * this.#width;
    for (let index = 0; index < this.#width; index += 1) {
      if (this.#keys[base + index] !== key[index]) return false;
    }
    return true;
  }

  #grow(): void {
    const keys = new Uint32Array(this.#keys.length * 2);
    keys.set(this.#keys);
    const slots = new Uint32Array(this.#slots.length * 2);
    const places = this.#keys.length / this.#width;
    for (let place = 0; place < places; place += 1) {
      slots[freeSlot(slots, hashOf(keys, place * this.#width, this.#width))] = place + 1;
    }
    this.#keys = keys;
    this.#slots = slots;
  }
}

/** Murmur3's mixing of 32-bit words, without its length. */
const hashOf = (words: Uint32Array, start: number, length: number): number => {
  let hash = 0;
  for (let index = start; index < start + length; index += 1) {
    const mixed = Math.imul(hash ^ words[index], 0xcc9e2d51);
    hash = mixed ^ (mixed >>> 15);
  }
  return hash ^ (hash >>> 13);
};

const freeSlot = (slots: Uint32Array, hash: number): number => {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
  return slot;
};
