/** The words of a record: IP version, the four address words, packets. */
const RECORD_WORDS = 6;
const FIRST_CAPACITY = 4;
const EMPTY = 0;

/** Distinct addresses one table tells apart; further ones are not taken in. */
export const MAX_ADDRESSES = 65_536;

/** Stands for an address that did not fit. */
export const NOT_KEPT = -1;

/** Distinct IP addresses in the order met, and how often each was; 'no address' (version 0) counts as one. */
export interface AddressTable {
  /** Counts the address at row `row` of a four-word column; gives its place in the table, or `NOT_KEPT`. */
  add(version: number, words: Uint32Array, row: number): number;
  /** How many distinct addresses are kept. */
  size(): number;
  /** Addresses of `add` calls that did not fit. */
  overflow(): number;
  /** What is kept at place `index`. */
  at(index: number): AddressCount;
}

/** An address, as `formatIp` takes it, and how often it was added. */
interface AddressCount {
  /** 4, 6, or 0 for 'no address'. */
  readonly version: number;
  readonly words: Uint32Array;
  readonly count: number;
}

/** An empty table that keeps `maxAddresses` at most: open addressing, about 32 to 64 bytes an address. */
export const createAddressTable = (maxAddresses: number = MAX_ADDRESSES): AddressTable => {
  let records = new Uint32Array(FIRST_CAPACITY * RECORD_WORDS);
  /** Place + 1 of the record, twice as many slots as records. */
  let slots = new Uint32Array(FIRST_CAPACITY * 2);
  let size = 0;
  let overflow = 0;
  let latest = 0;

  const insert = (version: number, words: Uint32Array, offset: number): number => {
    if (size === maxAddresses) {
      overflow += 1;
      return NOT_KEPT;
    }
    if (size * RECORD_WORDS === records.length) {
      records = doubled(records);
      slots = slotsOf(records, size);
    }
    const base = size * RECORD_WORDS;
    records[base] = version;
    if (version !== 0) for (let i = 0; i < 4; i += 1) records[base + 1 + i] = words[offset + i];
    records[base + 5] = 1;
    slots[freeSlot(slots, hashRecord(records, base))] = size + 1;
    latest = size;
    size += 1;
    return latest;
  };

  const add = (version: number, words: Uint32Array, row: number): number => {
    const offset = row * 4;
    if (size > 0 && isRecord(records, latest * RECORD_WORDS, version, words, offset)) {
      records[latest * RECORD_WORDS + 5] += 1;
      return latest;
    }
    const mask = slots.length - 1;
    let slot = (version === 0 ? 0 : hashAddress(version, words, offset)) & mask;
    for (; slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
      const index = slots[slot] - 1;
      if (isRecord(records, index * RECORD_WORDS, version, words, offset)) {
        records[index * RECORD_WORDS + 5] += 1;
        latest = index;
        return index;
      }
    }
    return insert(version, words, offset);
  };

  return {
    add,
    size: () => size,
    overflow: () => overflow,
    at: (index) => recordAt(records, index),
  };
};

const doubled = (records: Uint32Array): Uint32Array<ArrayBuffer> => {
  const grown = new Uint32Array(records.length * 2);
  grown.set(records);
  return grown;
};

/** Two slots for each record there is room for, `size` of them taken. */
const slotsOf = (records: Uint32Array, size: number): Uint32Array<ArrayBuffer> => {
  const slots = new Uint32Array((records.length / RECORD_WORDS) * 2);
  for (let index = 0; index < size; index += 1) {
    slots[freeSlot(slots, hashRecord(records, index * RECORD_WORDS))] = index + 1;
  }
  return slots;
};

const recordAt = (records: Uint32Array, index: number): AddressCount => {
  const base = index * RECORD_WORDS;
  return { version: records[base], words: records.slice(base + 1, base + 5), count: records[base + 5] };
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

const hashRecord = (records: Uint32Array, base: number): number =>
  records[base] === 0 ? 0 : hashAddress(records[base], records, base + 1);

// eslint-disable-next-line max-params -- the per-packet path makes no object to carry these
const isRecord = (records: Uint32Array, base: number, version: number, words: Uint32Array, offset: number) =>
  records[base] === version &&
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
