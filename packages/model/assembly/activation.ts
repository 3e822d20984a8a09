/** Activations of hidden layers by number, in the order of `HIDDEN_ACTIVATIONS`. */
export const RELU: i32 = 0;
export const TANH: i32 = 1;
export const LOGISTIC: i32 = 2;

/** e to the power of four floats: Cephes' expf (Moshier), to about one unit in the last place; NaN stays NaN. */
export function exp4(value: v128): v128 {
  const x = f32x4.max(f32x4.min(value, f32x4.splat(88)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

function logistic4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** 1 - 2 / (e^2|x| + 1) with the sign of x. */
function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const y = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(size, size)), one)));
  return v128.or(y, v128.and(x, i32x4.splat(i32.MIN_VALUE)));
}

/** Replaces floats by their activation; count is a multiple of 4. NaN stays NaN. */
export function activate32(kind: i32, values: usize, count: usize): void {
  const end = values + count * 4;
  if (kind == RELU) {
    const zero = f32x4.splat(0);
    // pmax takes one instruction, max several.
    for (let at = values; at < end; at += 16) v128.store(at, f32x4.pmax(v128.load(at), zero));
  } else if (kind == TANH) {
    for (let at = values; at < end; at += 16) v128.store(at, tanh4(v128.load(at)));
  } else if (kind == LOGISTIC) {
    for (let at = values; at < end; at += 16) v128.store(at, logistic4(v128.load(at)));
  }
}

/** Replaces doubles by their activation. NaN stays NaN. */
export function activate64(kind: i32, values: usize, count: usize): void {
  const end = values + count * 8;
  for (let at = values; at < end; at += 8) {
    const x = load<f64>(at);
    if (kind == RELU) store<f64>(at, max<f64>(x, 0));
    else if (kind == TANH) store<f64>(at, NativeMath.tanh(x));
    else if (kind == LOGISTIC) store<f64>(at, 1 / (1 + NativeMath.exp(-x)));
  }
}
