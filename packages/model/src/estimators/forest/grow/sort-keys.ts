/** Up to this many, insertion is faster than the engine's sort, which is called for every column of every node. */
const INSERTION_SORT_SIZE = 40;

/** Sorts the first `size` keys, in place. */
export const sortKeys = (keys: Float64Array, size: number): void => {
  if (size > INSERTION_SORT_SIZE) {
    keys.subarray(0, size).sort();
    return;
  }
  for (let i = 1; i < size; i++) {
    const key = keys[i];
    let place = i;
    while (place > 0 && keys[place - 1] > key) {
      keys[place] = keys[place - 1];
      place -= 1;
    }
    keys[place] = key;
  }
};
