import type { Matrix } from '../matrix.ts';
import { applyInputTransform } from '../transform/input-transform.ts';
import { FittedStandardScaler } from '../transform/standard-scaler.ts';
import { nearestRows } from './nearest-rows.ts';
import type { NoveltyRecord } from './novelty-record.ts';

/** Added to distances between training rows, so that copies of one row do not make everything else look new. */
const SLACK = 1;

/**
 * How unlike all training rows each row is: its mean distance to the nearest of them, over how far those are from their own
 * nearest ones, which allows for roles that vary much and others that do not (after Breunig et al., LOF, 2000). About 1 for
 * what is like training.
 * @param x raw feature values, shape [n, d]. @returns shape [n].
 */
export const noveltyScores = (record: NoveltyRecord, x: Matrix): Float64Array => {
  const { mean, scale, limit } = record.scaler;
  const scaler = new FittedStandardScaler(mean, scale, limit);
  const { values, rowCount, columnCount } = scaler.transform(applyInputTransform(record.inputTransform, x));
  return Float64Array.from({ length: rowCount }, (_, row) => {
    const own = values.subarray(row * columnCount, (row + 1) * columnCount);
    const nearest = nearestRows(record.rows, own, { count: record.neighbours });
    let [distance, reach] = [0, 0];
    for (const { row: other, squared } of nearest) {
      distance += Math.sqrt(squared);
      reach += record.reaches[other];
    }
    return distance / (reach + SLACK * nearest.length);
  });
};
