const FIRST_SLOTS = 8;
const GOLDEN = 0x9e3779b1;

/** Distinct whole numbers from 0 to 2^32 - 2, up to a bound. */
export interface IntegerSet {
  /** Takes in a number, unless it is known or the set is full. */
  add(value: number): void;
  /** How many distinct numbers it holds. */
  size(): number;
}

/** An empty set that holds `most` numbers at most: open addressing, 8 to 16 bytes a number. */
export const createIntegerSet = (most: number): IntegerSet => {
  /** A number + 1 for each slot; 0 marks a free one. */
  let slots = new Uint32Array(FIRST_SLOTS);
  let size = 0;
  let latest = 0;

  const grow = (): void => {
    const old = slots;
    slots = new Uint32Array(old.length * 2);
    for (const entry of old) if (entry !== 0) slots[findSlot(slots, entry)] = entry;
  };

  return {
    add(value) {
      const entry = value + 1;
      if (entry === latest) return;
      latest = entry;
      const slot = findSlot(slots, entry);
      if (slots[slot] === entry || size === most) return;
      slots[slot] = entry;
      size += 1;
      if (size * 2 > slots.length) grow();
    },
    size: () => size,
  };
};

/** Where the entry is, or belongs. */
const findSlot = (slots: Uint32Array, entry: number): number => {
  const mask = slots.length - 1;
  const hash = Math.imul(entry, GOLDEN);
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (slots[slot] !== 0 && slots[slot] !== entry) slot = (slot + 1) & mask;
  return slot;
};
