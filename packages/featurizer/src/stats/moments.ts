/** Places in the array of a `Moments`. */
const COUNT = 0;
const SUM = 1;
/** What rounding took from the sum. */
const LOST = 2;
const MEAN = 3;
/** Sum of squared distances from the mean. */
const SQUARES = 4;
const MINIMUM = 5;
const MAXIMUM = 6;

/**
 * Count, sum, variance, minimum and maximum of any number of values in 56 bytes, correct to the last bits. Values come
 * in blocks, each summed up by itself: sums are Neumaier's (ZAMM 54, 1974), squares are joined after Chan, Golub and
 * LeVeque (The American Statistician 37, 1983).
 */
export class Moments {
  readonly #numbers: Float64Array = Float64Array.of(
    0,
    0,
    0,
    0,
    0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  );

  get count(): number {
    return this.#numbers[COUNT];
  }

  get total(): number {
    return this.#numbers[SUM] + this.#numbers[LOST];
  }

  get minimum(): number {
    return this.#numbers[MINIMUM];
  }

  get maximum(): number {
    return this.#numbers[MAXIMUM];
  }

  /** With n - 1 below the line; 0 for a single value. */
  get variance(): number {
    return this.count > 1 ? this.#numbers[SQUARES] / (this.count - 1) : 0;
  }

  /** Takes in the first `count` of `values`. */
  addAll(values: Float64Array, count: number): void {
    let sum = 0;
    let lost = 0;
    let minimum = Number.POSITIVE_INFINITY;
    let maximum = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < count; index += 1) {
      const value = values[index];
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
      const grown = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - grown + value : value - grown + sum;
      sum = grown;
    }
    const mean = (sum + lost) / count;
    let squares = 0;
    for (let index = 0; index < count; index += 1) {
      const distance = values[index] - mean;
      squares += distance * distance;
    }
    this.#addToSum(sum);
    this.#addToSum(lost);
    this.#widen(minimum, maximum);
    this.#join(count, mean, squares);
  }

  /** Takes in one value `times` times. */
  addMany(value: number, times: number): void {
    this.#addToSum(value * times);
    this.#widen(value, value);
    this.#join(times, value, 0);
  }

  #addToSum(value: number): void {
    const numbers = this.#numbers;
    const sum = numbers[SUM];
    const grown = sum + value;
    numbers[LOST] += Math.abs(sum) >= Math.abs(value) ? sum - grown + value : value - grown + sum;
    numbers[SUM] = grown;
  }

  #widen(minimum: number, maximum: number): void {
    const numbers = this.#numbers;
    if (minimum < numbers[MINIMUM]) numbers[MINIMUM] = minimum;
    if (maximum > numbers[MAXIMUM]) numbers[MAXIMUM] = maximum;
  }

  #join(count: number, mean: number, squares: number): void {
    const numbers = this.#numbers;
    const before = numbers[COUNT];
    const joined = before + count;
    const apart = mean - numbers[MEAN];
    numbers[SQUARES] += squares + apart * apart * ((before * count) / joined);
    numbers[MEAN] += apart * (count / joined);
    numbers[COUNT] = joined;
  }
}
