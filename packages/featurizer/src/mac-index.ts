const FIRST_SLOTS = 64;
const FREE = -1;
const WORD = 2 ** 32;

/** A value for each MAC address met. */
export interface MacIndex<Value> {
  /** The value of a MAC address as 48 bits. */
  get(mac: number): Value | undefined;
  /** Gives a MAC address that has none its value. */
  add(mac: number, value: Value): void;
}

/** No addresses yet: open addressing over doubles, since a `Map` would box each of them. */
export const createMacIndex = <Value>(): MacIndex<Value> => {
  let macs = new Float64Array(FIRST_SLOTS).fill(FREE);
  let places = new Uint32Array(FIRST_SLOTS);
  const values: Value[] = [];

  const grow = (): void => {
    const [oldMacs, oldPlaces] = [macs, places];
    macs = new Float64Array(oldMacs.length * 2).fill(FREE);
    places = new Uint32Array(oldMacs.length * 2);
    oldMacs.forEach((mac, old) => {
      if (mac === FREE) return;
      const slot = findSlot(macs, mac);
      macs[slot] = mac;
      places[slot] = oldPlaces[old];
    });
  };

  return {
    get(mac) {
      const slot = findSlot(macs, mac);
      return macs[slot] === mac ? values[places[slot]] : undefined;
    },
    add(mac, value) {
      const slot = findSlot(macs, mac);
      macs[slot] = mac;
      places[slot] = values.length;
      values.push(value);
      if (values.length * 2 > macs.length) grow();
    },
  };
};

const findSlot = (macs: Float64Array, mac: number): number => {
  const mask = macs.length - 1;
  const hash = Math.imul(mac ^ Math.imul(mac / WORD, 0x85ebca6b), 0x9e3779b1);
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (macs[slot] !== FREE && macs[slot] !== mac) slot = (slot + 1) & mask;
  return slot;
};
