import type { Matrix } from '../matrix.ts';
import { undoInputTransform } from '../transform/input-transform.ts';
import type { NoveltyRecord } from './novelty-record.ts';

/**
 * The training rows that a novelty detector keeps, as raw feature values again: cut where the detector cuts, and in single precision.
 * @returns shape [rows, columns].
 */
export const rememberedRows = ({ inputTransform, scaler, rows }: NoveltyRecord): Matrix => {
  const { mean, scale } = scaler;
  const columnCount = mean.length;
  const values = rows.map((value, i) => value * scale[i % columnCount] + mean[i % columnCount]);
  return undoInputTransform(inputTransform, { values, rowCount: rows.length / columnCount, columnCount });
};
