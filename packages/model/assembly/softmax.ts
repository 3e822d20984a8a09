import { exp4 } from './activation';

/** Largest of m items; NaN if one is. */
export function largestOf<T>(values: usize, m: usize): T {
  let largest = load<T>(values);
  for (let i: usize = 1; i < m; i++) largest = max<T>(largest, load<T>(values + i * sizeof<T>()));
  return largest;
}

/** Replaces a row of floats by e to the power of each minus the largest of the first m, and gives the sum of those m. */
export function exponentials32(values: usize, m: usize, rowBytes: usize): f64 {
  const largest = f32x4.splat(largestOf<f32>(values, m));
  for (let at: usize = 0; at < rowBytes; at += 16) {
    v128.store(values + at, exp4(f32x4.sub(v128.load(values + at), largest)));
  }
  let sum: f64 = 0;
  for (let i: usize = 0; i < m; i++) sum += <f64>load<f32>(values + i * 4);
  return sum;
}

/** The same of doubles. */
export function exponentials64(values: usize, m: usize): f64 {
  const largest = largestOf<f64>(values, m);
  let sum: f64 = 0;
  for (let i: usize = 0; i < m; i++) {
    const power = NativeMath.exp(load<f64>(values + i * 8) - largest);
    store<f64>(values + i * 8, power);
    sum += power;
  }
  return sum;
}

/** Probabilities of n rows of m classes, as doubles without padding. Overwrites the logits. */
export function softmax<T>(n: usize, m: usize, logits: usize, rowBytes: usize, out: usize): void {
  let from = logits;
  let to = out;
  for (let row: usize = 0; row < n; row++) {
    const sum = sizeof<T>() == 4 ? exponentials32(from, m, rowBytes) : exponentials64(from, m);
    for (let i: usize = 0; i < m; i++) store<f64>(to + i * 8, <f64>load<T>(from + i * sizeof<T>()) / sum);
    from += rowBytes;
    to += m * 8;
  }
}
