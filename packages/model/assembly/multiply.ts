/** Bytes of a panel's row: two vectors, so eight floats or four doubles. */
export const PANEL_BYTES: usize = 32;

/**
 * out = start + a · b, with a [n, k], b [k, m] and out [n, m]; all strides are in bytes. Columns of b and out come in panels of
 * 32 bytes, and m is a number of panels. `start` has m panels that every row begins with, or is 0. Every item is summed
 * over k in ascending order, in tiles of four rows and in single rows alike, so a row never depends on the others.
 */
export function multiply<T>(
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
  for (let panel: usize = 0; panel < m; panel++) {
    let s0 = v128.splat<f32>(0);
    let s1 = v128.splat<f32>(0);
    if (start) {
      s0 = v128.load(start + panel * PANEL_BYTES);
      s1 = v128.load(start + panel * PANEL_BYTES, 16);
    }
    const right = b + panel * bPanel;
    const target = out + panel * outPanel;
    let row: usize = 0;
    for (; row + 4 <= n; row += 4) {
      let c00 = s0,
        c01 = s1,
        c10 = s0,
        c11 = s1,
        c20 = s0,
        c21 = s1,
        c30 = s0,
        c31 = s1;
      let p0 = a + row * aRow;
      let p1 = p0 + aRow;
      let p2 = p1 + aRow;
      let p3 = p2 + aRow;
      let q = right;
      const end = right + k * bRow;
      while (q < end) {
        const b0 = v128.load(q);
        const b1 = v128.load(q, 16);
        let left = v128.load_splat<T>(p0);
        c00 = v128.add<T>(c00, v128.mul<T>(left, b0));
        c01 = v128.add<T>(c01, v128.mul<T>(left, b1));
        left = v128.load_splat<T>(p1);
        c10 = v128.add<T>(c10, v128.mul<T>(left, b0));
        c11 = v128.add<T>(c11, v128.mul<T>(left, b1));
        left = v128.load_splat<T>(p2);
        c20 = v128.add<T>(c20, v128.mul<T>(left, b0));
        c21 = v128.add<T>(c21, v128.mul<T>(left, b1));
        left = v128.load_splat<T>(p3);
        c30 = v128.add<T>(c30, v128.mul<T>(left, b0));
        c31 = v128.add<T>(c31, v128.mul<T>(left, b1));
        p0 += aColumn;
        p1 += aColumn;
        p2 += aColumn;
        p3 += aColumn;
        q += bRow;
      }
      let o = target + row * outRow;
      v128.store(o, c00);
      v128.store(o, c01, 16);
      o += outRow;
      v128.store(o, c10);
      v128.store(o, c11, 16);
      o += outRow;
      v128.store(o, c20);
      v128.store(o, c21, 16);
      o += outRow;
      v128.store(o, c30);
      v128.store(o, c31, 16);
    }
    for (; row < n; row++) {
      let c0 = s0,
        c1 = s1;
      let p = a + row * aRow;
      let q = right;
      for (let i: usize = 0; i < k; i++) {
        const left = v128.load_splat<T>(p);
        c0 = v128.add<T>(c0, v128.mul<T>(left, v128.load(q)));
        c1 = v128.add<T>(c1, v128.mul<T>(left, v128.load(q, 16)));
        p += aColumn;
        q += bRow;
      }
      v128.store(target + row * outRow, c0);
      v128.store(target + row * outRow, c1, 16);
    }
  }
}
