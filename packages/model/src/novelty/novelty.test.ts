import { describe, expect, it } from 'vitest';
import { matrixFromRows, selectRows } from '../matrix.ts';
import { makeBlobs } from '../testing/blobs.ts';
import { fitNovelty } from './fit-novelty.ts';
import { nearestRows } from './nearest-rows.ts';
import { noveltyScores } from './novelty-scores.ts';

const { x, y } = makeBlobs(300, { classCount: 3, columnCount: 5 });
const OPTIONS = { inputTransform: 'none', inputLimit: 1e9, seed: 1 } as const;
const rowsWhere = (isWanted: (label: number) => boolean): Int32Array =>
  Int32Array.from(y.keys()).filter((row) => isWanted(y[row]));

describe('noveltyScores', () => {
  it('rank rows of a class that was left out above rows of known ones', () => {
    const known = rowsWhere((label) => label !== 2);
    const [trained, others] = [known.filter((_, i) => i % 4 < 2), known.filter((_, i) => i % 4 > 1)];
    const record = fitNovelty(
      selectRows(x, trained),
      trained.map((row) => y[row]),
      OPTIONS,
    );
    const knownScores = noveltyScores(record, selectRows(x, others));
    const newScores = noveltyScores(
      record,
      selectRows(
        x,
        rowsWhere((label) => label === 2),
      ),
    );
    const pairs = [...newScores].flatMap((score) => [...knownScores].map((other) => score > other));
    expect(pairs.filter(Boolean).length / pairs.length).toBeGreaterThan(0.95);
  });

  it('are by hand what they are of three points on a line', () => {
    // Standardised by mean 1 and scale sqrt(2/3); each reach is the mean distance to both others.
    const record = fitNovelty(matrixFromRows([[0], [1], [2]]), Int32Array.of(0, 0, 0), OPTIONS);
    const scale = Math.sqrt(2 / 3);
    const reach = (1.5 + 1 + 1.5) / 3;
    expect(noveltyScores(record, matrixFromRows([[5]]))[0]).toBeCloseTo((4 - reach) / scale, 5);
  });

  it('keep as many rows of each class as may be kept, the same ones for the same seed', () => {
    const options = { ...OPTIONS, maxRows: 30 };
    const record = fitNovelty(x, y, options);
    expect(record.rows).toHaveLength(30 * 5);
    expect(fitNovelty(x, y, options)).toEqual(record);
    expect(fitNovelty(x, y, { ...options, seed: 2 }).rows).not.toEqual(record.rows);
  });

  it('cannot be had of a single row', () => {
    expect(() => fitNovelty(matrixFromRows([[1]]), Int32Array.of(0), OPTIONS)).toThrow(
      'MODEL_BAD_TRAINING_DATA',
    );
  });
});

describe('nearestRows', () => {
  it('are those that sorting all distances gives', () => {
    const point = x.values.slice(0, 5);
    const distances = Array.from({ length: x.rowCount }, (_, row) => ({
      row,
      squared: point.reduce((sum, value, i) => sum + (x.values[row * 5 + i] - value) ** 2, 0),
    }));
    const sorted = distances.sort((a, b) => a.squared - b.squared || a.row - b.row);
    expect(nearestRows(x.values, point, { count: 4, except: 0 }).map(({ row }) => row)).toEqual(
      sorted
        .filter(({ row }) => row !== 0)
        .slice(0, 4)
        .map(({ row }) => row),
    );
  });
});
