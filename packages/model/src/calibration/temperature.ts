import type { Matrix } from '../matrix.ts';
import type { TemperatureCalibration } from '../model-file/model-file.ts';

/** Corrects probabilities, shape [n, classCount]; null leaves them as they are. Each row still sums to 1. */
export const calibrate = (x: Matrix, calibration: TemperatureCalibration | null): Matrix => {
  if (calibration === null) return x;
  const { rowCount, columnCount } = x;
  const power = 1 / calibration.temperature;
  const values = new Float64Array(x.values.length);
  for (let start = 0; start < values.length; start += columnCount) {
    const end = start + columnCount;
    let sum = 0;
    for (let i = start; i < end; i++) sum += values[i] = x.values[i] ** power;
    for (let i = start; i < end; i++) values[i] /= sum;
  }
  return { values, rowCount, columnCount };
};
