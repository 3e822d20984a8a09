/* What the packets of a batch come to. */
import {
  CAPTURED_LENGTH,
  COLUMNS_AT,
  DAMAGE,
  DELTA_SECONDS,
  NANOS,
  PITCH,
  SECONDS,
  SUMMARY_AT,
  WIRE_LENGTH,
} from '../src/kernel/layout';

/** Sums up so many rows into doubles, in the order of `BatchSummary`. */
export function summarize(rows: usize): void {
  let wireBytes: u64 = 0;
  let capturedBytes: u64 = 0;
  let damaged: u32 = 0;
  let untimed: u32 = 0;
  let backwards: u32 = 0;
  let first: f64 = Infinity;
  let last: f64 = -Infinity;
  for (let row: usize = 0; row < rows; row++) {
    wireBytes += load<u32>(row << 2, COLUMNS_AT + WIRE_LENGTH * PITCH);
    capturedBytes += load<u32>(row << 2, COLUMNS_AT + CAPTURED_LENGTH * PITCH);
    damaged += <u32>(load<u8>(row, COLUMNS_AT + DAMAGE * PITCH) != 0);
    backwards += <u32>(load<f64>(row << 3, COLUMNS_AT + DELTA_SECONDS * PITCH) < 0);
    const nanos = <f64>load<u32>(row << 2, COLUMNS_AT + NANOS * PITCH);
    const time = load<f64>(row << 3, COLUMNS_AT + SECONDS * PITCH) + nanos / 1e9;
    if (time < first) first = time;
    if (time > last) last = time;
    untimed += <u32>(time != time);
  }
  store<f64>(SUMMARY_AT, <f64>wireBytes);
  store<f64>(SUMMARY_AT, <f64>capturedBytes, 8);
  store<f64>(SUMMARY_AT, <f64>damaged, 16);
  store<f64>(SUMMARY_AT, <f64>untimed, 24);
  store<f64>(SUMMARY_AT, <f64>backwards, 32);
  store<f64>(SUMMARY_AT, first, 40);
  store<f64>(SUMMARY_AT, last, 48);
}
