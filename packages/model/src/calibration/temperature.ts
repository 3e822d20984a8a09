import type { Matrix } from '../matrix.ts';
import type { TemperatureCalibration } from '../model-file/model-file.ts';

/** Corrects probabilities, shape [n, classCount]; null leaves them as they are. Each row still sums to 1. */
export const calibrate = (x: Matrix, calibration: TemperatureCalibration | null): Matrix => {
  if (calibration === null) return x;
  const values = x.values.map((probability) => probability ** (1 / calibration.temperature));
  for (let start = 0; start < values.length; start += x.columnCount) {
    const row = values.subarray(start, start + x.columnCount);
    const sum = row.reduce((total, value) => total + value, 0);
    row.forEach((value, i) => (row[i] = value / sum));
  }
  return { values, rowCount: x.rowCount, columnCount: x.columnCount };
};
