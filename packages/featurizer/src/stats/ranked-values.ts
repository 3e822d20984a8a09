/** Up to so many values are sorted at once: that is compiled already when a program starts, which searching is not. */
const MANY = 1024;
/** Values among which no rank is searched for further. */
const FEW = 64;

/**
 * Gives values by rank in ascending order, rank 0 being the smallest, and only sorts as far as it is asked: ranks must
 * be asked for in ascending order. Hoare's selection (CACM 4, 1961), with a sort where it does not get on.
 * @param values finite numbers, which are put into another order.
 */
export const rankedValues = (values: Float64Array): ((rank: number) => number) => {
  if (values.length <= MANY) {
    values.sort();
    return (rank) => values[rank];
  }
  /** Values before this place are not larger than those behind it. */
  let settled = 0;
  return (rank) => {
    if (rank >= settled) {
      select(values, settled, rank);
      settled = rank + 1;
    }
    return values[rank];
  };
};

/** Puts the values from `first` on into such an order that the one at `rank` is where it belongs, and none before it is larger. */
const select = (values: Float64Array, first: number, rank: number): void => {
  let low = first;
  let high = values.length - 1;
  let steps = 4 * Math.ceil(Math.log2(values.length));
  while (high - low >= FEW && steps > 0) {
    const pivot = medianOfThree(values[low], values[(low + high) >>> 1], values[high]);
    const [left, right] = partition(values, low, high, pivot);
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
    steps -= 1;
  }
  values.subarray(low, high + 1).sort();
};

/** Exchanges values until those up to the second place given are at most the pivot, those from the first on at least. */
const partition = (values: Float64Array, low: number, high: number, pivot: number): [number, number] => {
  let left = low;
  let right = high;
  while (left <= right) {
    while (values[left] < pivot) left += 1;
    while (values[right] > pivot) right -= 1;
    if (left <= right) {
      const value = values[left];
      values[left] = values[right];
      values[right] = value;
      left += 1;
      right -= 1;
    }
  }
  return [left, right];
};

const medianOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
