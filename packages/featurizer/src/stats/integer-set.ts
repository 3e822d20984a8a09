const FIRST_SLOTS = 8;
const GOLDEN = 0x9e3779b1;

/** Distinct whole numbers from 0 to 2^32 - 2, up to a bound: open addressing, 8 to 16 bytes a number. */
export class IntegerSet {
  readonly #most: number;
  /** A number + 1 for each slot; 0 marks a free one. */
  #slots = new Uint32Array(FIRST_SLOTS);
  #size = 0;

  /** @param most numbers it holds at most. */
  constructor(most: number) {
    this.#most = most;
  }

  /** How many distinct numbers it holds. */
  get size(): number {
    return this.#size;
  }

  /** Whether it takes in no further number. */
  get isFull(): boolean {
    return this.#size === this.#most;
  }

  /** Takes in a number, unless it is known or the set is full. */
  add(value: number): void {
    const slots = this.#slots;
    const slot = findSlot(slots, value + 1);
    if (slots[slot] !== 0 || this.#size === this.#most) return;
    slots[slot] = value + 1;
    this.#size += 1;
    if (this.#size * 2 > slots.length) this.#grow();
  }

  /** The numbers it holds, in no order. */
  values(): Uint32Array {
    return this.#slots.filter((entry) => entry !== 0).map((entry) => entry - 1);
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const old = this.#slots;
    for (let at = 0; at < old.length; at += 1) if (old[at] !== 0) slots[findSlot(slots, old[at])] = old[at];
    this.#slots = slots;
  }
}

/** Where the entry is, or belongs. */
const findSlot = (slots: Uint32Array, entry: number): number => {
  const mask = slots.length - 1;
  const hash = Math.imul(entry, GOLDEN);
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (slots[slot] !== 0 && slots[slot] !== entry) slot = (slot + 1) & mask;
  return slot;
};
