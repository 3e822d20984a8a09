const MANTISSA: i64 = 0x000fffffffffffff;
/** Bits of sqrt(1/2), and how far they are from those of 1. */
const HALF_ROOT: i64 = 0x3fe6a09e667f3bcd;
const TO_ONE: i64 = 0x3ff0000000000000 - 0x3fe6a09e667f3bcd;
const TWO_TO_52_BITS: i64 = 0x4330000000000000;

/** ln(1 + a) of two doubles that are not negative, as fdlibm's log1p: to one unit in the last place. */
function log1p2(a: v128): v128 {
  const one = f64x2.splat(1);
  const u = f64x2.add(one, a);
  const lost = v128.bitselect(
    f64x2.sub(one, f64x2.sub(u, a)),
    f64x2.sub(a, f64x2.sub(u, one)),
    f64x2.ge(a, one),
  );
  const correction = f64x2.div(lost, u);
  const bits = i64x2.add(u, i64x2.splat(TO_ONE));
  const exponent = i64x2.sub(i64x2.shr_u(bits, 52), i64x2.splat(0x3ff));
  const k = f64x2.sub(v128.or(exponent, i64x2.splat(TWO_TO_52_BITS)), f64x2.splat(4503599627370496));
  const f = f64x2.sub(i64x2.add(v128.and(bits, i64x2.splat(MANTISSA)), i64x2.splat(HALF_ROOT)), one);
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let even = f64x2.add(
    f64x2.splat(2.222219843214978396e-1),
    f64x2.mul(w, f64x2.splat(1.531383769920937332e-1)),
  );
  even = f64x2.mul(w, f64x2.add(f64x2.splat(3.999999999940941908e-1), f64x2.mul(w, even)));
  let odd = f64x2.add(
    f64x2.splat(1.818357216161805012e-1),
    f64x2.mul(w, f64x2.splat(1.479819860511658591e-1)),
  );
  odd = f64x2.add(f64x2.splat(2.857142874366239149e-1), f64x2.mul(w, odd));
  odd = f64x2.mul(z, f64x2.add(f64x2.splat(6.66666666666673513e-1), f64x2.mul(w, odd)));
  const half = f64x2.mul(f64x2.splat(0.5), f64x2.mul(f, f));
  let sum = f64x2.mul(s, f64x2.add(half, f64x2.add(even, odd)));
  sum = f64x2.add(sum, f64x2.add(f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10)), correction));
  sum = f64x2.add(f64x2.sub(sum, half), f);
  return f64x2.add(sum, f64x2.mul(k, f64x2.splat(6.9314718036912381649e-1)));
}

function signedLog2(x: v128): v128 {
  const sign = v128.and(x, i64x2.splat(i64.MIN_VALUE));
  return v128.or(log1p2(v128.xor(x, sign)), sign);
}

/** pmin and pmax take one instruction, min and max several; with these operands NaN stays NaN too. */
function cut2(x: v128, limit: v128): v128 {
  return f64x2.pmax(f64x2.pmin(x, limit), f64x2.neg(limit));
}

/**
 * Raw values [n, d] to the network's input [n, d]: input transform, minus mean, by scale, cut at the limit, in doubles; then
 * rounded to T.
 */
export function prepare<T>(
  n: usize,
  d: usize,
  raw: usize,
  mean: usize,
  scale: usize,
  limit: f64,
  isSignedLog: bool,
  out: usize,
): void {
  const limits = f64x2.splat(limit);
  let from = raw;
  let to = out;
  for (let row: usize = 0; row < n; row++) {
    let column: usize = 0;
    for (; column + 2 <= d; column += 2) {
      const at = column * 8;
      let x = v128.load(from + at);
      if (isSignedLog) x = signedLog2(x);
      x = cut2(f64x2.div(f64x2.sub(x, v128.load(mean + at)), v128.load(scale + at)), limits);
      if (sizeof<T>() == 4) v128.store64_lane(to + column * 4, f32x4.demote_f64x2_zero(x), 0);
      else v128.store(to + at, x);
    }
    if (column < d) {
      const at = column * 8;
      let x = v128.load64_zero(from + at);
      if (isSignedLog) x = signedLog2(x);
      x = cut2(f64x2.div(f64x2.sub(x, v128.load64_zero(mean + at)), v128.load64_splat(scale + at)), limits);
      store<T>(to + column * sizeof<T>(), <T>f64x2.extract_lane(x, 0));
    }
    from += d * 8;
    to += d * sizeof<T>();
  }
}
