/** What training needs of one mini-batch, in floats. Rows of activations and deltas are padded to whole panels. */
import { LOGISTIC, RELU, TANH } from './activation';
import { multiply, PANEL_BYTES } from './multiply';
import { exponentials32 } from './softmax';

export { activate32 } from './activation';

export function multiply32(
  n: usize,
  k: usize,
  m: usize,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bPanel: usize,
  out: usize,
  outRow: usize,
  outPanel: usize,
  start: usize,
): void {
  multiply<f32>(n, k, m, a, aRow, aColumn, b, bRow, bPanel, out, outRow, outPanel, start);
}

/** Copies the named rows, one after the other. */
export function gather(values: usize, rowBytes: usize, rows: usize, n: usize, out: usize): void {
  for (let i: usize = 0; i < n; i++) {
    memory.copy(out + i * rowBytes, values + <usize>load<i32>(rows + i * 4) * rowBytes, rowBytes);
  }
}

/** Weights [k, m] in panels to their transpose [m, k] in panels. */
export function transpose(k: usize, m: usize, weights: usize, out: usize): void {
  for (let column: usize = 0; column < m; column++) {
    let from = weights + (column >> 3) * k * PANEL_BYTES + (column & 7) * 4;
    for (let row: usize = 0; row < k; row++) {
      store<f32>(out + (row >> 3) * m * PANEL_BYTES + column * PANEL_BYTES + (row & 7) * 4, load<f32>(from));
      from += PANEL_BYTES;
    }
  }
}

/** Multiplies item by item, in place; count is a multiple of 4. */
export function scaleBy(values: usize, factors: usize, count: usize): void {
  const bytes = count * 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(values + at, f32x4.mul(v128.load(values + at), v128.load(factors + at)));
  }
}

/** Multiplies deltas by the slope of the activation whose results are given, in place. */
export function slope(kind: i32, outputs: usize, deltas: usize, count: usize): void {
  const one = f32x4.splat(1);
  const bytes = count * 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    const y = v128.load(outputs + at);
    const delta = v128.load(deltas + at);
    if (kind == RELU) v128.store(deltas + at, v128.andnot(delta, f32x4.eq(y, f32x4.splat(0))));
    else if (kind == TANH) v128.store(deltas + at, f32x4.mul(delta, f32x4.sub(one, f32x4.mul(y, y))));
    else if (kind == LOGISTIC) {
      v128.store(deltas + at, f32x4.mul(delta, f32x4.mul(y, f32x4.sub(one, y))));
    }
  }
}

/**
 * Turns logits [n, m] into deltas, probability minus truth by the weight of the row, and gives the sum of weighted
 * cross-entropies. `classes` and `weights` are those of all rows, `rows` says which these are.
 */
export function crossEntropy(
  n: usize,
  m: usize,
  logits: usize,
  rowBytes: usize,
  rows: usize,
  classes: usize,
  weights: usize,
): f64 {
  let loss: f64 = 0;
  let row = logits;
  for (let i: usize = 0; i < n; i++) {
    const index = <usize>load<i32>(rows + i * 4);
    const truth = <usize>load<i32>(classes + index * 4);
    const weight = load<f32>(weights + index * 4);
    const sum = exponentials32(row, m, rowBytes, 1);
    const probability = <f64>load<f32>(row + truth * 4) / sum;
    loss -= <f64>weight * NativeMath.log(max<f64>(probability, f64.EPSILON));
    const factor = f32x4.splat(<f32>(<f64>weight / sum));
    for (let at: usize = 0; at < rowBytes; at += 16) {
      v128.store(row + at, f32x4.mul(v128.load(row + at), factor));
    }
    const own = row + truth * 4;
    store<f32>(own, load<f32>(own) - weight);
    for (let at = m * 4; at < rowBytes; at += 4) store<f32>(row + at, 0);
    row += rowBytes;
  }
  return loss;
}

/** Sums of the columns of [n, rowBytes / 4]. */
export function columnSums(n: usize, values: usize, rowBytes: usize, out: usize): void {
  for (let at: usize = 0; at < rowBytes; at += 16) {
    let sum = f32x4.splat(0);
    let from = values + at;
    for (let row: usize = 0; row < n; row++) {
      sum = f32x4.add(sum, v128.load(from));
      from += rowBytes;
    }
    v128.store(out + at, sum);
  }
}

/** Sum of squares of the floats, in doubles. */
export function sumOfSquares(values: usize, count: usize): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const end = values + count * 4;
  for (let at = values; at < end; at += 16) {
    const x = v128.load(at);
    const a = f64x2.promote_low_f32x4(x);
    const b = f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 0));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * One step of Adam along (gradient + decay · value) · share, where the step size has the bias corrections (Kingma and Ba, 2014,
 * section 2). The four arrays lie one after the other, `count` floats each: values, gradients, means, squares.
 */
export function adam(
  values: usize,
  count: usize,
  decay: f32,
  share: f32,
  stepSize: f32,
  beta1: f64,
  beta2: f64,
  epsilon: f32,
): void {
  const bytes = count * 4;
  const decays = f32x4.splat(decay * share);
  const shares = f32x4.splat(share);
  const steps = f32x4.splat(stepSize);
  const keep1 = f32x4.splat(<f32>beta1);
  const keep2 = f32x4.splat(<f32>beta2);
  const add1 = f32x4.splat(<f32>(1 - beta1));
  const add2 = f32x4.splat(<f32>(1 - beta2));
  const smallest = f32x4.splat(epsilon);
  for (let at = values; at < values + bytes; at += 16) {
    const value = v128.load(at);
    const g = f32x4.add(f32x4.mul(v128.load(at + bytes), shares), f32x4.mul(value, decays));
    const m = f32x4.add(f32x4.mul(keep1, v128.load(at + 2 * bytes)), f32x4.mul(add1, g));
    const v = f32x4.add(f32x4.mul(keep2, v128.load(at + 3 * bytes)), f32x4.mul(add2, f32x4.mul(g, g)));
    v128.store(at + 2 * bytes, m);
    v128.store(at + 3 * bytes, v);
    const step = f32x4.div(f32x4.mul(steps, m), f32x4.add(f32x4.sqrt(v), smallest));
    v128.store(at, f32x4.sub(value, step));
  }
}
