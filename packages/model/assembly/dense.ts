/** What prediction needs of one chunk of rows. Sources: multiply.ts, prepare.ts, activation.ts, softmax.ts. */
import { multiply } from './multiply';
import { prepare } from './prepare';
import { softmax } from './softmax';

export { activate32, activate64 } from './activation';

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

export function multiply64(
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
  multiply<f64>(n, k, m, a, aRow, aColumn, b, bRow, bPanel, out, outRow, outPanel, start);
}

export function prepare32(
  n: usize,
  d: usize,
  raw: usize,
  mean: usize,
  scale: usize,
  limit: f64,
  isSignedLog: bool,
  out: usize,
): void {
  prepare<f32>(n, d, raw, mean, scale, limit, isSignedLog, out);
}

export function prepare64(
  n: usize,
  d: usize,
  raw: usize,
  mean: usize,
  scale: usize,
  limit: f64,
  isSignedLog: bool,
  out: usize,
): void {
  prepare<f64>(n, d, raw, mean, scale, limit, isSignedLog, out);
}

export function softmax32(n: usize, m: usize, logits: usize, rowBytes: usize, power: f64, out: usize): void {
  softmax<f32>(n, m, logits, rowBytes, power, out);
}

export function softmax64(n: usize, m: usize, logits: usize, rowBytes: usize, power: f64, out: usize): void {
  softmax<f64>(n, m, logits, rowBytes, power, out);
}
