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
 * Distinct IP addresses in the order met, and how often each was; 'no address' (version 0) counts as one. A single
 * address takes 100 bytes; more take 24 bytes each beside 300, from 9 on 32 to 64 (open addressing): 512 KB at most.
 */
export class AddressTable {
  readonly #maxAddresses: number;
  /** None while there is one address at most. */
  #records: Uint32Array | undefined;
  /** Place + 1 of the record, twice as many slots as records; none while there are few. */
  #slots: Uint32Array | undefined;
  #size = 0;
  #overflow = 0;
  /** The address added last, its words as signed numbers, and how often it was since its record was written. */
  #latest = NOT_KEPT;
  #version = 0;
  #word0 = 0;
  #word1 = 0;
  #word2 = 0;
  #word3 = 0;
  #times = 0;
  #isMarked = false;

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
    const at = row * 4;
    if (
      this.#version === version &&
      this.#latest !== NOT_KEPT &&
      (version === 0 ||
        (this.#word3 === (words[at + 3] | 0) &&
          this.#word2 === (words[at + 2] | 0) &&
          this.#word1 === (words[at + 1] | 0) &&
          this.#word0 === (words[at] | 0)))
    ) {
      this.#times += 1;
      return this.#latest;
    }
    return this.#addAnother(version, words, at);
  }

  /** Counts and marks the address that `add` was given last some more times, as if it was given it again. */
  repeatLatest(times: number): void {
    if (this.#latest === NOT_KEPT) {
      this.#overflow += times;
      return;
    }
    this.#times += times;
    this.#isMarked = true;
  }

  /** Marks the address that `add` took in last, if it did. */
  markLatest(): void {
    this.#isMarked = true;
  }

  /** What is kept at place `index`. */
  at(index: number): AddressCount {
    if (this.#records !== undefined) this.#countLatest(this.#records);
    const records = this.#records ?? this.#writeFirst(1);
    const base = index * RECORD_WORDS;
    return {
      version: records[base] & VERSION_MASK,
      words: records.slice(base + 1, base + 5),
      count: records[base + 5],
      isMarked: records[base] > VERSION_MASK,
    };
  }

  #addAnother(version: number, words: Uint32Array, at: number): number {
    if (this.#records !== undefined) this.#countLatest(this.#records);
    else if (this.#size === 1) this.#records = this.#writeFirst(FIRST_CAPACITY);
    const known =
      this.#slots === undefined
        ? this.#findOneByOne(version, words, at)
        : this.#findByHash(this.#slots, version, words, at);
    const place = known === NOT_KEPT ? this.#insert(version, words, at) : known;
    this.#latest = place;
    this.#version = version;
    this.#word0 = version === 0 ? 0 : words[at] | 0;
    this.#word1 = version === 0 ? 0 : words[at + 1] | 0;
    this.#word2 = version === 0 ? 0 : words[at + 2] | 0;
    this.#word3 = version === 0 ? 0 : words[at + 3] | 0;
    this.#times = place === NOT_KEPT ? 0 : 1;
    this.#isMarked = false;
    return place;
  }

  /** Counts the packets of the address added last, and its mark, in its record. */
  #countLatest(records: Uint32Array): void {
    if (this.#latest === NOT_KEPT) return;
    const base = this.#latest * RECORD_WORDS;
    records[base + 5] += this.#times;
    if (this.#isMarked) records[base] |= MARK;
    this.#times = 0;
  }

  /** The record of the only address, with room for more. */
  #writeFirst(capacity: number): Uint32Array {
    const records = new Uint32Array(capacity * RECORD_WORDS);
    records[0] = this.#version | (this.#isMarked ? MARK : 0);
    records[1] = this.#word0;
    records[2] = this.#word1;
    records[3] = this.#word2;
    records[4] = this.#word3;
    records[5] = this.#times;
    return records;
  }

  #findOneByOne(version: number, words: Uint32Array, offset: number): number {
    const records = this.#records;
    if (records === undefined) return NOT_KEPT;
    for (let place = 0; place < this.#size; place += 1) {
      if (isRecord(records, place * RECORD_WORDS, version, words, offset)) return place;
    }
    return NOT_KEPT;
  }

  #findByHash(slots: Uint32Array, version: number, words: Uint32Array, offset: number): number {
    const records = this.#records;
    if (records === undefined) return NOT_KEPT;
    const mask = slots.length - 1;
    let slot = (version === 0 ? 0 : hashAddress(version, words, offset)) & mask;
    for (; slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
      const place = slots[slot] - 1;
      if (isRecord(records, place * RECORD_WORDS, version, words, offset)) return place;
    }
    return NOT_KEPT;
  }

  /** Gives an address that is new a place, and writes its record as far as it is found by it. */
  #insert(version: number, words: Uint32Array, at: number): number {
    const place = this.#size;
    if (place === this.#maxAddresses) {
      this.#overflow += 1;
      return NOT_KEPT;
    }
    this.#size += 1;
    if (this.#records === undefined) return place;
    const base = place * RECORD_WORDS;
    if (base === this.#records.length) this.#grow(this.#records);
    this.#records[base] = version;
    if (version !== 0) for (let i = 0; i < 4; i += 1) this.#records[base + 1 + i] = words[at + i];
    if (this.#slots !== undefined) {
      this.#slots[freeSlot(this.#slots, hashRecord(this.#records, base))] = place + 1;
    }
    return place;
  }

  #grow(old: Uint32Array): void {
    const places = old.length / RECORD_WORDS;
    const records = new Uint32Array(old.length * 2);
    records.set(old);
    this.#records = records;
    if (places >= FEW_RECORDS) this.#slots = slotsOf(records, places);
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
