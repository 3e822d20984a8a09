import { exp4 } from './activation';

/** Largest of m floats; where one is NaN, it may be any of them. */
function largest32(values: usize, m: usize): f32 {
  const first = load<f32>(values);
  let four = f32x4.splat(first);
  const whole = m & ~3;
  for (let i: usize = 0; i < whole; i += 4) four = f32x4.pmax(four, v128.load(values + i * 4));
  const two = f32x4.pmax(four, v128.shuffle<f32>(four, four, 2, 3, 0, 1));
  let largest = max<f32>(f32x4.extract_lane(two, 0), f32x4.extract_lane(two, 1));
  for (let i = whole; i < m; i++) largest = max<f32>(largest, load<f32>(values + i * 4));
  return largest;
}

/**
 * Replaces a row of floats by e to the power of each minus the largest of the first m, times `power`, and gives the sum of
 * those m. NaN stays NaN.
 */
export function exponentials32(values: usize, m: usize, rowBytes: usize, power: f32): f64 {
  const largest = f32x4.splat(largest32(values, m));
  const powers = f32x4.splat(power);
  for (let at: usize = 0; at < rowBytes; at += 16) {
    v128.store(values + at, exp4(f32x4.mul(f32x4.sub(v128.load(values + at), largest), powers)));
  }
  let sum: f64 = 0;
  for (let i: usize = 0; i < m; i++) sum += <f64>load<f32>(values + i * 4);
  return sum;
}

/** The same of doubles. */
function exponentials64(values: usize, m: usize, power: f64): f64 {
  let largest = load<f64>(values);
  for (let i: usize = 1; i < m; i++) largest = max<f64>(largest, load<f64>(values + i * 8));
  let sum: f64 = 0;
  for (let i: usize = 0; i < m; i++) {
    const raised = NativeMath.exp((load<f64>(values + i * 8) - largest) * power);
    store<f64>(values + i * 8, raised);
    sum += raised;
  }
  return sum;
}

/**
 * Probabilities of n rows of m classes, raised to `power` and made to sum to 1 again, as doubles without padding. Overwrites
 * the logits.
 */
export function softmax<T>(n: usize, m: usize, logits: usize, rowBytes: usize, power: f64, out: usize): void {
  let from = logits;
  let to = out;
  for (let row: usize = 0; row < n; row++) {
    const sum =
      sizeof<T>() == 4 ? exponentials32(from, m, rowBytes, <f32>power) : exponentials64(from, m, power);
    const sums = f64x2.splat(sum);
    let i: usize = 0;
    for (; i + 2 <= m; i += 2) {
      const two =
        sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(from + i * 4)) : v128.load(from + i * 8);
      v128.store(to + i * 8, f64x2.div(two, sums));
    }
    if (i < m) store<f64>(to + i * 8, <f64>load<T>(from + i * sizeof<T>()) / sum);
    from += rowBytes;
    to += m * 8;
  }
}
