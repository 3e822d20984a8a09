import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixFromRows } from './matrix.ts';
import { fitNovelty } from './novelty/fit-novelty.ts';
import { type PredictionTable, createPredictor } from './predictor.ts';
import { exampleModel } from './testing/example-model.ts';

const predictor = createPredictor(exampleModel);

const table = (names: readonly string[], ...rows: readonly (readonly number[])[]) => ({
  ...matrixFromRows(rows),
  columns: names.map((name) => ({ name })),
});

const COLUMNS = ['bytes_out', 'bytes_in'];

describe('createPredictor', () => {
  it('gives the probabilities a hand calculation gives', () => {
    // Scaled to (1, -1), hidden units (1, 0), scores (4, 0, 1).
    const [prediction] = predictor.predict(table(COLUMNS, [110, 180]));
    const sum = Math.exp(4) + 1 + Math.E;
    expect(prediction.role).toBe('Camera');
    expect(prediction.roles.map(({ role }) => role)).toEqual(['Camera', 'Phone', 'Server']);
    [Math.exp(4), Math.E, 1].forEach((score, i) => {
      expect(prediction.roles[i].confidence).toBeCloseTo(score / sum, 6);
    });
  });

  it('finds the columns by name, in any order and among others', () => {
    const expected = predictor.predict(table(COLUMNS, [130, 150], [90, 260]));
    const shuffled = table(['other', 'bytes_in', 'bytes_out'], [NaN, 150, 130], [0, 260, 90]);
    expect(predictor.predict(shuffled)).toEqual(expected);
  });

  it('says Unknown when the best probability is not above the threshold', () => {
    const rows = table(COLUMNS, [110, 180]);
    const [{ roles }] = predictor.predict(rows);
    const roleAt = (threshold: number) =>
      createPredictor({ ...exampleModel, unknown: { ...exampleModel.unknown, threshold } }).predict(rows)[0]
        .role;
    expect(roleAt(roles[0].confidence)).toBe('Unknown');
    expect(roleAt(roles[0].confidence - 1e-9)).toBe('Camera');
  });

  it('keeps the order of the model among equal confidences', () => {
    const [{ roles }] = predictor.predict(table(COLUMNS, [0, 0])); // hidden units (0, 0), scores (0, 0, 1)
    expect(roles.map(({ role }) => role)).toEqual(['Phone', 'Camera', 'Server']);
    expect(roles[1].confidence).toBe(roles[2].confidence);
  });

  it('lists every role, sorted, with confidences that sum to 1, for any finite input', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(value, value, (out, into) => {
        const [{ roles }] = predictor.predict(table(COLUMNS, [out, into]));
        expect(roles.map(({ role }) => role).sort()).toEqual(['Camera', 'Phone', 'Server']);
        const confidences = roles.map(({ confidence }) => confidence);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
        expect(confidences.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('has nothing to say about no rows', () => {
    expect(predictor.predict(table(COLUMNS))).toEqual([]);
  });

  it('softens with a temperature above 1 and keeps the order', () => {
    const rows = table(COLUMNS, [110, 180]);
    const soft = createPredictor({ ...exampleModel, calibration: { method: 'temperature', temperature: 2 } });
    const { values } = soft.probabilities(rows);
    const sum = Math.exp(2) + 1 + Math.exp(0.5); // the scores (4, 0, 1), halved
    [Math.exp(2), 1, Math.exp(0.5)].forEach((score, i) => {
      expect(values[i]).toBeCloseTo(score / sum, 6);
    });
  });

  it('refuses a table without a column it needs, by name', () => {
    expect(() => predictor.predict(table(['bytes_out', 'bytes'], [1, 2]))).toThrow(
      '"bytes_in" (MODEL_COLUMN_MISSING)',
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, naming row and column', (value) => {
    expect(() => predictor.predict(table(COLUMNS, [1, 2], [1, value]))).toThrow(
      'row 1, column "bytes_in" (MODEL_INPUT_NOT_FINITE)',
    );
  });

  it('refuses another version of a feature set, unless the schema hash says it is the same', () => {
    const newer = { ...table(COLUMNS, [1, 2]), featureSets: [{ id: 'traffic', version: 3 }] };
    expect(() => predictor.predict(newer)).toThrow(
      'traffic version 3, trained on version 2 (MODEL_FEATURE_VERSION)',
    );
    expect(predictor.predict({ ...newer, schemaHash: 'abc123' })).toHaveLength(1);
    expect(predictor.predict({ ...newer, featureSets: [{ id: 'traffic', version: 2 }] })).toHaveLength(1);
  });

  const rowsOf = (packets: number): PredictionTable => ({
    ...table(COLUMNS, [110, 180]),
    rows: [{ packets }],
  });
  /** Far from the training rows that `novelty` keeps. */
  const farRow = table(COLUMNS, [4000, -900]);
  const novelty = fitNovelty(matrixFromRows([[110, 180], [111, 181], [109, 179], [112, 183], [108, 182]]), Int32Array.of(0, 0, 0, 0, 0), { inputTransform: 'none', inputLimit: 1e9, seed: 1 }); // prettier-ignore
  const careful = createPredictor({
    ...exampleModel,
    novelty,
    unknown: { threshold: 0.5, noveltyThreshold: 2, minimumPackets: 5 },
  });

  it('says Unknown, and that there is too little traffic, below the number of packets that the model wants', () => {
    expect(careful.predict(rowsOf(4))[0]).toMatchObject({ role: 'Unknown', unknown: 'too-little-traffic' });
    expect(careful.predict(rowsOf(5))[0]).toMatchObject({ role: 'Camera', unknown: null });
  });

  it('says Unknown, and unlike training, where the novelty is above its threshold', () => {
    const [near] = careful.predict(rowsOf(5));
    const [far] = careful.predict(farRow);
    expect(near.novelty).toBeLessThan(2);
    expect(far.novelty).toBeGreaterThan(100);
    expect(far).toMatchObject({ role: 'Unknown', unknown: 'unlike-training' });
  });

  it('explains the most probable role: the bytes a camera sends speak for it', () => {
    const [{ explanation }] = predictor.predict(table(COLUMNS, [130, 180]), { explain: true });
    const { role, speakFor = [] } = explanation ?? {};
    expect(role).toBe('Camera');
    expect(speakFor[0]).toMatchObject({ column: 'bytes_out', value: 130, usual: null });
    expect(speakFor[0].effect).toBeGreaterThan(0.3);
  });

  const many = table(
    COLUMNS,
    ...Array.from({ length: 1300 }, (_, row) => [100 + (row % 37), 200 - (row % 41)]),
  );

  it('judges many rows as it judges each alone', () => {
    const all = predictor.predict(many);
    expect(all).toHaveLength(1300);
    for (const row of [0, 511, 512, 1024, 1299]) {
      const alone = table(COLUMNS, [...many.values.slice(row * 2, row * 2 + 2)]);
      expect(all[row]).toEqual(predictor.predict(alone)[0]);
      expect(predictor.probabilities(many).values.slice(row * 3, row * 3 + 3)).toEqual(
        predictor.probabilities(alone).values,
      );
    }
  });

  it('names the row of a value it refuses among many', () => {
    const values = many.values.slice();
    values[2 * 700 + 1] = NaN;
    expect(() => predictor.predict({ ...many, values })).toThrow('row 700, column "bytes_in"');
  });
});
