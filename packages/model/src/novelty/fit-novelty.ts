import { ModelError } from '../errors.ts';
import { type Labels, type Matrix, selectRows } from '../matrix.ts';
import { createRng, shuffle } from '../rng.ts';
import { type InputTransform, applyInputTransform } from '../transform/input-transform.ts';
import { StandardScaler } from '../transform/standard-scaler.ts';
import { nearestRows } from './nearest-rows.ts';
import type { NoveltyRecord } from './novelty-record.ts';

/** How a novelty detector is fitted. */
export interface NoveltyOptions {
  /** What is done to values before they are standardised; `signedLog` unless given. */
  readonly inputTransform?: InputTransform;
  /** What standardised values are cut to; 4 unless given. */
  readonly inputLimit?: number;
  /** Fixes which rows are kept where there are more than `maxRows`. */
  readonly seed: number;
  /** Rows kept at most, as many of each class as of any other where it has them; 1000 unless given. */
  readonly maxRows?: number;
}

const NEIGHBOURS = 3;
const LIMIT = 4;
const MAX_ROWS = 1000;

/**
 * Keeps training rows to compare others with (`noveltyScores`).
 * @param x raw feature values, shape [n, d]. @param y class index per row, shape [n].
 * @throws ModelError MODEL_BAD_TRAINING_DATA with fewer than two rows.
 */
export const fitNovelty = (x: Matrix, y: Labels, options: NoveltyOptions): NoveltyRecord => {
  if (x.rowCount < 2) throw new ModelError('MODEL_BAD_TRAINING_DATA', 'no two rows to compare');
  const { inputTransform = 'signedLog', inputLimit = LIMIT, seed, maxRows = MAX_ROWS } = options;
  const transformed = applyInputTransform(inputTransform, x);
  const scaler = new StandardScaler(inputLimit).fit(transformed);
  const kept = selectRows(scaler.transform(transformed), keptRows(y, seed, maxRows));
  const rows = Float64Array.from(kept.values, Math.fround);
  const { mean, scale } = scaler;
  return {
    method: 'local-distance',
    neighbours: NEIGHBOURS,
    inputTransform,
    scaler: { mean, scale, limit: inputLimit },
    rows,
    reaches: reachesOf(rows, kept.columnCount),
  };
};

/** Rows in an order in which classes take turns, as many as may be kept, then ascending. */
const keptRows = (y: Labels, seed: number, maxRows: number): Int32Array => {
  const rows = Int32Array.from(y.keys());
  if (rows.length <= maxRows) return rows;
  shuffle(createRng(seed), rows);
  const seen = new Map<number, number>();
  const turns = new Map<number, number>();
  for (const row of rows) {
    const turn = seen.get(y[row]) ?? 0;
    seen.set(y[row], turn + 1);
    turns.set(row, turn);
  }
  const turnOf = (row: number): number => turns.get(row) ?? 0;
  return rows
    .sort((a, b) => turnOf(a) - turnOf(b))
    .slice(0, maxRows)
    .sort();
};

const reachesOf = (rows: Float64Array, width: number): Float64Array =>
  Float64Array.from({ length: rows.length / width }, (_, row) => {
    const own = rows.subarray(row * width, (row + 1) * width);
    const nearest = nearestRows(rows, own, { count: NEIGHBOURS, except: row });
    return Math.fround(nearest.reduce((sum, { squared }) => sum + Math.sqrt(squared), 0) / nearest.length);
  });
