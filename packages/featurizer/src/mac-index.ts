const FIRST_SLOTS = 64;
/** No address: it is never met. */
const FREE = -1;
const WORD = 2 ** 32;

/** Stands for a MAC address that was not met. */
export const UNMET = -1;

/** A whole number for each MAC address met: open addressing over doubles, since a `Map` would box each of them. */
export class MacIndex {
  #macs = new Float64Array(FIRST_SLOTS).fill(FREE);
  #numbers = new Int32Array(FIRST_SLOTS).fill(UNMET);
  #size = 0;

  /** How many addresses have a number. */
  get size(): number {
    return this.#size;
  }

  /** The number of a MAC address as 48 bits, or `UNMET`. */
  get(mac: number): number {
    const slot = findSlot(this.#macs, mac);
    return this.#macs[slot] === mac ? this.#numbers[slot] : UNMET;
  }

  /** The number of the MAC address at a place of an array, or `UNMET`: no number is passed, so that none is made an object. */
  getAt(macs: Float64Array, index: number): number {
    const mac = macs[index];
    const slot = findSlot(this.#macs, mac);
    return this.#macs[slot] === mac ? this.#numbers[slot] : UNMET;
  }

  /** Gives a MAC address that has none its number. */
  add(mac: number, number: number): void {
    const slot = findSlot(this.#macs, mac);
    this.#macs[slot] = mac;
    this.#numbers[slot] = number;
    this.#size += 1;
    if (this.#size * 2 > this.#macs.length) this.#grow();
  }

  #grow(): void {
    const [oldMacs, oldNumbers] = [this.#macs, this.#numbers];
    const macs = new Float64Array(oldMacs.length * 2).fill(FREE);
    const numbers = new Int32Array(oldMacs.length * 2).fill(UNMET);
    oldMacs.forEach((mac, old) => {
      if (mac === FREE) return;
      const slot = findSlot(macs, mac);
      macs[slot] = mac;
      numbers[slot] = oldNumbers[old];
    });
    this.#macs = macs;
    this.#numbers = numbers;
  }
}

const findSlot = (macs: Float64Array, mac: number): number => {
  const mask = macs.length - 1;
  const hash = Math.imul(mac ^ Math.imul(mac / WORD, 0x85ebca6b), 0x9e3779b1);
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (macs[slot] !== FREE && macs[slot] !== mac) slot = (slot + 1) & mask;
  return slot;
};
