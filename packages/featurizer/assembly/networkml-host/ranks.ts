/* Doubles by rank in ascending order; addresses are of the first. None may be NaN. */

/** Ranges up to so long are sorted. */
const FEW: i32 = 64;

@inline function value(at: usize, index: i32): f64 {
  return load<f64>(at + (<usize>index << 3));
}

@inline function put(at: usize, index: i32, number: f64): void {
  store<f64>(at + (<usize>index << 3), number);
}

/** Sorts the values at `low` to `high`. Shell's sort (CACM 2, 1959), with Knuth's steps. */
export function sortRange(at: usize, low: i32, high: i32): void {
  const count = high - low + 1;
  let step = 1;
  while (step * 3 < count) step = step * 3 + 1;
  for (; step > 0; step = (step - 1) / 3) {
    for (let index = low + step; index <= high; index++) {
      const number = value(at, index);
      let place = index;
      while (place - step >= low && value(at, place - step) > number) {
        put(at, place, value(at, place - step));
        place -= step;
      }
      put(at, place, number);
    }
  }
}

/**
 * The value at a rank, where values before `settled` are where they belong as far as they were asked for, and none is larger
 * than those behind. Values change places: afterwards the same holds for `rank` + 1. Hoare's selection (CACM 4, 1961), with a
 * sort where it does not get on.
 */
export function select(at: usize, count: i32, settled: i32, rank: i32): f64 {
  if (rank < settled) return value(at, rank);
  let low = settled;
  let high = count - 1;
  let steps = 4 * (32 - clz(count));
  while (high - low >= FEW && steps > 0) {
    const a = value(at, low);
    const b = value(at, (low + high) >>> 1);
    const pivot = max(min(a, b), min(max(a, b), value(at, high)));
    let left = low;
    let right = high;
    while (left <= right) {
      while (value(at, left) < pivot) left++;
      while (value(at, right) > pivot) right--;
      if (left <= right) {
        const number = value(at, left);
        put(at, left, value(at, right));
        put(at, right, number);
        left++;
        right--;
      }
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return value(at, rank);
    steps--;
  }
  sortRange(at, low, high);
  return value(at, rank);
}
