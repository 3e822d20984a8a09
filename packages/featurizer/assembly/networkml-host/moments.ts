/*
 * Count, sum, variance, minimum and maximum of any number of values in 56 bytes, correct to the last bits. Values come in blocks,
 * each summed up by itself: sums are Neumaier's (ZAMM 54, 1974), squares are joined after Chan, Golub and LeVeque (The American
 * Statistician 37, 1983).
 */

export const MOMENTS_BYTES: usize = 56;

/* Places of the numbers, all doubles. */
export const COUNT: usize = 0;
const SUM: usize = 8;
/** What rounding took from the sum. */
const LOST: usize = 16;
const MEAN: usize = 24;
/** Sum of squared distances from the mean. */
const SQUARES: usize = 32;
export const MINIMUM: usize = 40;
export const MAXIMUM: usize = 48;

/** Makes them those of no values. */
export function startMoments(at: usize): void {
  memory.fill(at, 0, MOMENTS_BYTES);
  store<f64>(at, Infinity, MINIMUM);
  store<f64>(at, -Infinity, MAXIMUM);
}

export function totalOf(at: usize): f64 {
  return load<f64>(at, SUM) + load<f64>(at, LOST);
}

/** With n - 1 below the line; 0 for a single value. */
export function varianceOf(at: usize): f64 {
  const count = load<f64>(at, COUNT);
  return count > 1 ? load<f64>(at, SQUARES) / (count - 1) : 0;
}

/** What is lost of the sum of two numbers. */
@inline function lostOf(sum: f64, value: f64, grown: f64): f64 {
  return abs(sum) >= abs(value) ? sum - grown + value : value - grown + sum;
}

function addToSum(at: usize, value: f64): void {
  const sum = load<f64>(at, SUM);
  const grown = sum + value;
  store<f64>(at, load<f64>(at, LOST) + lostOf(sum, value, grown), LOST);
  store<f64>(at, grown, SUM);
}

function widen(at: usize, minimum: f64, maximum: f64): void {
  if (minimum < load<f64>(at, MINIMUM)) store<f64>(at, minimum, MINIMUM);
  if (maximum > load<f64>(at, MAXIMUM)) store<f64>(at, maximum, MAXIMUM);
}

function join(at: usize, count: f64, mean: f64, squares: f64): void {
  const before = load<f64>(at, COUNT);
  const joined = before + count;
  const apart = mean - load<f64>(at, MEAN);
  store<f64>(at, load<f64>(at, SQUARES) + (squares + apart * apart * ((before * count) / joined)), SQUARES);
  store<f64>(at, load<f64>(at, MEAN) + apart * (count / joined), MEAN);
  store<f64>(at, joined, COUNT);
}

/** Takes in the doubles from `start` up to `end`, one at least. */
export function addBlock(at: usize, start: usize, end: usize): void {
  let sum: f64 = 0;
  let lost: f64 = 0;
  let minimum: f64 = Infinity;
  let maximum: f64 = -Infinity;
  for (let place = start; place < end; place += 8) {
    const value = load<f64>(place);
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    const grown = sum + value;
    lost += lostOf(sum, value, grown);
    sum = grown;
  }
  const count = <f64>((end - start) >>> 3);
  const mean = (sum + lost) / count;
  let squares: f64 = 0;
  for (let place = start; place < end; place += 8) {
    const distance = load<f64>(place) - mean;
    squares += distance * distance;
  }
  addToSum(at, sum);
  addToSum(at, lost);
  widen(at, minimum, maximum);
  join(at, count, mean, squares);
}

/** Takes in one value so many times. */
export function addTimes(at: usize, value: f64, times: f64): void {
  addToSum(at, value * times);
  widen(at, value, value);
  join(at, times, value, 0);
}
