import type { Matrix } from '../matrix.ts';
import { applyInputTransform } from '../transform/input-transform.ts';
import { FittedStandardScaler } from '../transform/standard-scaler.ts';
import { nearestRows } from './nearest-rows.ts';
import type { NoveltyRecord } from './novelty-record.ts';

/**
 * How unlike all training rows each row is: how much further it is from the nearest of them than those are from their own
 * nearest ones, which allows for roles that vary much and others that do not (after Breunig et al., LOF, 2000). Around 0 for
 * what is like training.
 * @param x raw feature values, shape [n, d]. @returns standardised distance, shape [n].
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
    return (distance - reach) / nearest.length;
  });
};
