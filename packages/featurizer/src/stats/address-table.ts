/** The words of a record: IP version and marks, the four address words, packets. */
const RECORD_WORDS = 6;
const FIRST_CAPACITY = 2;
/** Up to so many records are looked through one by one. */
const FEW_RECORDS = 8;
const EMPTY = 0;
/** Set beside the version of a record that `mark` was called for. */
const MARK = 0x100;
const VERSION_MASK = 0xff;

/** Distinct addresses one table tells apart; further ones are not taken in. */
export const MAX_ADDRESSES = 16_384;

/** Stands for an address that did not fit. */
export const NOT_KEPT = -1;

/** An address, as `formatIp` takes it, and how often it was added. */
export interface AddressCount {
  /** 4, 6, or 0 for 'no address'. */
  readonly version: number;
  readonly words: Uint32Array;
  readonly count: number;
  /** Whether `mark` was called for it. */
  readonly isMarked: boolean;
}

/**
 * Distinct IP addresses in the order met, and how often each was; 'no address' (version 0) counts as one. It takes 24
 * bytes an address, from 9 addresses on 32 to 64 (open addressing): 512 KB at most.
 */
export class AddressTable {
  readonly #maxAddresses: number;
  #records = new Uint32Array(FIRST_CAPACITY * RECORD_WORDS);
  /** Place + 1 of the record, twice as many slots as records; none while there are few. */
  #slots: Uint32Array | undefined;
  #size = 0;
  #overflow = 0;
  #latest = 0;

  constructor(maxAddresses: number = MAX_ADDRESSES) {
    this.#maxAddresses = maxAddresses;
  }

  /** How many distinct addresses are kept. */
  get size(): number {
    return this.#size;
  }

  /** Calls of `add` whose address did not fit. */
  get overflow(): number {
    return this.#overflow;
  }

  /** Counts the address at row `row` of a four-word column; gives its place in the table, or `NOT_KEPT`. */
  add(version: number, words: Uint32Array, row: number): number {
    const offset = row * 4;
    const records = this.#records;
    const latest = this.#latest;
    if (this.#size > 0 && isRecord(records, latest * RECORD_WORDS, version, words, offset)) {
      records[latest * RECORD_WORDS + 5] += 1;
      return latest;
    }
    const place =
      this.#slots === undefined
        ? this.#findOneByOne(version, words, offset)
        : this.#findByHash(this.#slots, version, words, offset);
    if (place === NOT_KEPT) return this.#insert(version, words, offset);
    records[place * RECORD_WORDS + 5] += 1;
    this.#latest = place;
    return place;
  }

  /** Marks the address at a place that `add` gave. */
  mark(place: number): void {
    if (place !== NOT_KEPT) this.#records[place * RECORD_WORDS] |= MARK;
  }

  /** What is kept at place `index`. */
  at(index: number): AddressCount {
    const base = index * RECORD_WORDS;
    const records = this.#records;
    return {
      version: records[base] & VERSION_MASK,
      words: records.slice(base + 1, base + 5),
      count: records[base + 5],
      isMarked: records[base] > VERSION_MASK,
    };
  }

  #findOneByOne(version: number, words: Uint32Array, offset: number): number {
    const records = this.#records;
    for (let place = 0; place < this.#size; place += 1) {
      if (isRecord(records, place * RECORD_WORDS, version, words, offset)) return place;
    }
    return NOT_KEPT;
  }

  // eslint-disable-next-line max-params -- the per-packet path makes no object to carry these
  #findByHash(slots: Uint32Array, version: number, words: Uint32Array, offset: number): number {
    const records = this.#records;
    const mask = slots.length - 1;
    let slot = (version === 0 ? 0 : hashAddress(version, words, offset)) & mask;
    for (; slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
      const place = slots[slot] - 1;
      if (isRecord(records, place * RECORD_WORDS, version, words, offset)) return place;
    }
    return NOT_KEPT;
  }

  #insert(version: number, words: Uint32Array, offset: number): number {
    const place = this.#size;
    if (place === this.#maxAddresses) {
      this.#overflow += 1;
      return NOT_KEPT;
    }
    const base = place * RECORD_WORDS;
    if (base === this.#records.length) this.#grow();
    const records = this.#records;
    records[base] = version;
    if (version !== 0) for (let i = 0; i < 4; i += 1) records[base + 1 + i] = words[offset + i];
    records[base + 5] = 1;
    this.#size += 1;
    this.#latest = place;
    if (this.#slots !== undefined) this.#slots[freeSlot(this.#slots, hashRecord(records, base))] = place + 1;
    return place;
  }

  #grow(): void {
    const records = new Uint32Array(this.#records.length * 2);
    records.set(this.#records);
    this.#records = records;
    if (this.#size >= FEW_RECORDS) this.#slots = slotsOf(records, this.#size);
  }
}

/** Two slots for each record there is room for, `size` of them taken. */
const slotsOf = (records: Uint32Array, size: number): Uint32Array => {
  const slots = new Uint32Array((records.length / RECORD_WORDS) * 2);
  for (let place = 0; place < size; place += 1) {
    slots[freeSlot(slots, hashRecord(records, place * RECORD_WORDS))] = place + 1;
  }
  return slots;
};

/** Murmur3's mixing of 32-bit words, without its length. */
const mix = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0xcc9e2d51);
  return mixed ^ (mixed >>> 15);
};

const hashAddress = (version: number, words: Uint32Array, offset: number): number => {
  let hash = mix(version, words[offset + 3]);
  if (version === 6) {
    hash = mix(mix(mix(hash, words[offset + 2]), words[offset + 1]), words[offset]);
  }
  return hash ^ (hash >>> 13);
};

const hashRecord = (records: Uint32Array, base: number): number => {
  const version = records[base] & VERSION_MASK;
  return version === 0 ? 0 : hashAddress(version, records, base + 1);
};

// eslint-disable-next-line max-params -- the per-packet path makes no object to carry these
const isRecord = (records: Uint32Array, base: number, version: number, words: Uint32Array, offset: number) =>
  (records[base] & VERSION_MASK) === version &&
  (version === 0 ||
    (records[base + 4] === words[offset + 3] &&
      records[base + 3] === words[offset + 2] &&
      records[base + 2] === words[offset + 1] &&
      records[base + 1] === words[offset]));

const freeSlot = (slots: Uint32Array, hash: number): number => {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
  return slot;
};
