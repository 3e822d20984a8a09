import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Matrix, argmaxRows, matrixFromRows } from '../../matrix.ts';
import { makeBlobs } from '../../testing/blobs.ts';
import { fitForest } from './fit-forest.ts';
import type { FittedForest } from './fitted-forest.ts';
import { DEFAULT_FOREST_PARAMS, FOREST_KINDS, type ForestKind, type ForestParams } from './forest-params.ts';

interface Case {
  readonly rows: readonly (readonly number[])[];
  readonly y: readonly number[];
}

const fit = ({ rows, y }: Case, type: ForestKind, params: Partial<ForestParams> = {}): FittedForest =>
  fitForest(matrixFromRows(rows), Int32Array.from(y), {
    type,
    params: { ...DEFAULT_FOREST_PARAMS[type], ...params },
    classCount: Math.max(...y) + 1,
    seed: 1,
  });

const probabilitiesOf = (forest: FittedForest, row: readonly number[]): number[] => [
  ...forest.predictProbabilities(matrixFromRows([row])).values,
];

const depthsOf = ({ record: { nodes } }: FittedForest): number[] => {
  const depths: number[] = [];
  let pending: number[] = [];
  for (const column of nodes) {
    const depth = pending.pop() ?? 0;
    if (column === 0) depths.push(depth);
    else pending = [...pending, depth + 1, depth + 1];
  }
  return depths;
};

const LADDER: Case = { rows: Array.from({ length: 16 }, (_, i) => [i]), y: [0, 1, 1, 0, 2, 1, 0, 0, 2, 2, 1, 0, 1, 2, 0, 1] }; // prettier-ignore
const ONE_TREE = { trees: 1, bootstrap: false, maxFeatures: 1 } as const;

/** Weighted Gini impurity of both sides, by the definition. */
const impurityOf = ({ rows, y }: Case, column: number, threshold: number): number => {
  const sides = [true, false].map((isLeft) => y.filter((_, i) => rows[i][column] <= threshold === isLeft));
  const gini = (labels: number[]): number =>
    1 - [0, 1, 2].reduce((sum, c) => sum + (labels.filter((l) => l === c).length / labels.length) ** 2, 0);
  return sides.reduce((sum, labels) => sum + (labels.length / y.length) * gini(labels), 0);
};

describe('fitForest', () => {
  it('splits half-way between the values on both sides', () => {
    const { record } = fit({ rows: [[5], [1], [7], [2]], y: [1, 0, 1, 0] }, 'randomForest', ONE_TREE);
    expect(record).toMatchObject({ inputs: 1, outputs: 2 });
    expect([...record.nodes]).toEqual([1, 0, 0]);
    expect([...record.thresholds]).toEqual([3.5]);
    expect([...record.leaves]).toEqual([1, 0, 2, 1, 1, 2]);
  });

  it('takes the split of lowest Gini impurity among all', () => {
    const value = fc.integer({ min: 0, max: 6 });
    const row = fc.tuple(fc.tuple(value, value), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), (drawn) => {
        const problem = { rows: drawn.map(([x]) => x), y: drawn.map(([, label]) => label) };
        const { record } = fit(problem, 'randomForest', { ...ONE_TREE, maxDepth: 1 });
        if (record.nodes[0] === 0) return;
        const found = impurityOf(problem, record.nodes[0] - 1, record.thresholds[0]);
        const possible = [0, 1].flatMap((column) =>
          problem.rows
            .map((x) => x[column])
            .filter((at) => problem.rows.some((x) => x[column] > at))
            .map((at) => impurityOf(problem, column, at)),
        );
        expect(found).toBeCloseTo(Math.min(...possible), 12);
      }),
    );
  });

  it('finds a threshold between neighbouring doubles and between huge ones', () => {
    const pairs = [[1, 1 + Number.EPSILON], [-Number.MAX_VALUE, Number.MAX_VALUE], [0, Number.MIN_VALUE]]; // prettier-ignore
    for (const type of FOREST_KINDS) {
      for (const [low, high] of pairs) {
        const forest = fit({ rows: [[low], [high]], y: [0, 1] }, type, { bootstrap: false, trees: 20 });
        expect([low, high].map((value) => probabilitiesOf(forest, [value]))).toEqual([[1, 0], [0, 1]]); // prettier-ignore
      }
    }
  });

  it.each(FOREST_KINDS)('of kind %s fits every row of distinct ones where it sees all', (type) => {
    const forest = fit(LADDER, type, { bootstrap: false, trees: 3 });
    expect([...argmaxRows(forest.predictProbabilities(matrixFromRows(LADDER.rows)))]).toEqual(LADDER.y);
  });

  it.each(FOREST_KINDS)('of kind %s obeys the limits of a tree', (type) => {
    expect(Math.max(...depthsOf(fit(LADDER, type)))).toBeGreaterThan(2);
    expect(Math.max(...depthsOf(fit(LADDER, type, { maxDepth: 2 })))).toBe(2);
    const sizesOf = ({ record: { leaves } }: FittedForest): number[] => {
      const sizes: number[] = [];
      for (let at = 0; at < leaves.length; at += 1 + 2 * leaves[at]) {
        const counts = [...leaves.subarray(at + 1, at + 1 + 2 * leaves[at])].filter((_, i) => i % 2 === 1);
        sizes.push(counts.reduce((sum, count) => sum + count, 0));
      }
      return sizes;
    };
    expect(Math.min(...sizesOf(fit(LADDER, type, { minSamplesLeaf: 3, bootstrap: false })))).toBe(3);
    expect(fit(LADDER, type, { minSamplesSplit: 17 }).record.thresholds).toHaveLength(0);
    expect(fit(LADDER, type, { minSamplesSplit: 16, bootstrap: false }).record.thresholds).toHaveLength(500);
  });

  it('draws as many rows as there are for each tree, some of them twice', () => {
    const { leaves } = fit(LADDER, 'randomForest', { trees: 1, minSamplesSplit: 17 }).record;
    const counts = [...leaves].slice(1).filter((_, i) => i % 2 === 1);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(16);
    expect(counts).not.toEqual([6, 6, 4]);
  });

  it('gives equal rows of several classes their shares, balanced where asked', () => {
    const twins = { rows: [[1, 1], [1, 1], [1, 1], [1, 1]], y: [0, 0, 0, 1] }; // prettier-ignore
    for (const type of FOREST_KINDS) {
      expect(probabilitiesOf(fit(twins, type, { bootstrap: false }), [1, 1])).toEqual([0.75, 0.25]);
      const balanced = fit(twins, type, { bootstrap: false, classWeights: 'balanced' });
      expect(probabilitiesOf(balanced, [9, 9])).toEqual([0.5, 0.5]);
    }
  });

  it('looks beyond constant columns for one that splits', () => {
    const rows = LADDER.rows.map(([value]) => [0, 0, 0, value, 0, 0]);
    for (const type of FOREST_KINDS) {
      const { nodes } = fit({ ...LADDER, rows }, type, { maxFeatures: 'log2', minSamplesLeaf: 2 }).record;
      expect(new Set(nodes)).toEqual(new Set([0, 4]));
    }
  });

  it('grows deep trees without running out of stack', () => {
    const y = Array.from({ length: 20_000 }, (_, i) => (i < 19_000 ? i % 2 : 0));
    const forest = fit({ rows: y.map((_, i) => [2 ** (i / 20)]), y }, 'extraTrees', { trees: 1 });
    expect(Math.max(...depthsOf(forest))).toBeGreaterThan(100);
  });

  it.each(FOREST_KINDS)('of kind %s depends on the seed, and on nothing else', (type) => {
    const { x, y, classCount } = makeBlobs(60, { classCount: 3, columnCount: 20 });
    const params = { ...DEFAULT_FOREST_PARAMS[type], trees: 10 };
    const recordOf = (seed: number) => fitForest(x, y, { type, params, classCount, seed }).record;
    expect(recordOf(3)).toEqual(recordOf(3));
    expect(recordOf(3).nodes).not.toEqual(recordOf(4).nodes);
  });

  it('begins a larger forest with the trees of a smaller one', () => {
    const small = fit(LADDER, 'randomForest', { trees: 2 }).record.nodes;
    const large = fit(LADDER, 'randomForest', { trees: 4 }).record.nodes;
    expect(large.subarray(0, small.length)).toEqual(small);
  });

  it.each([
    [{ trees: 0 }, 'trees'],
    [{ maxDepth: 0 }, 'maxDepth'],
    [{ minSamplesSplit: 1 }, 'minSamplesSplit'],
    [{ minSamplesLeaf: 0.5 }, 'minSamplesLeaf'],
    [{ maxFeatures: 0 }, 'maxFeatures'],
    [{ maxFeatures: 2 }, 'maxFeatures'],
  ])('refuses %j', (params, name) => {
    expect(() => fit(LADDER, 'randomForest', params)).toThrow(`${name} (MODEL_BAD_PARAMETER)`);
  });
});

describe('contributions', () => {
  it('name the step that each column makes', () => {
    const forest = fit({ rows: [[0, 5], [1, 5], [2, 5], [3, 5]], y: [0, 0, 1, 1] }, 'randomForest', ONE_TREE); // prettier-ignore
    const row = Float64Array.of(3, 5);
    expect(forest.contributions(row, 1)).toEqual({ bias: 0.5, values: Float64Array.of(0.5, 0) });
    expect(forest.contributions(row, 0)).toEqual({ bias: 0.5, values: Float64Array.of(-0.5, 0) });
  });

  it.each(FOREST_KINDS)('of kind %s sum to the probability, whatever rows weigh', (type) => {
    const { x, y, classCount } = makeBlobs(50, { classCount: 4, columnCount: 6 });
    const uneven = y.map((label, row) => (row % 3 === 0 ? 0 : label));
    const options = { trees: 20, classWeights: 'balanced', minSamplesLeaf: 3 } as const;
    const params = { ...DEFAULT_FOREST_PARAMS[type], ...options };
    const forest = fitForest(x, uneven, { type, params, classCount, seed: 1 });
    const probabilities: Matrix = forest.predictProbabilities(x);
    for (let row = 0; row < x.rowCount; row++) {
      for (let label = 0; label < classCount; label++) {
        const { bias, values } = forest.contributions(x.values.slice(row * 6, (row + 1) * 6), label);
        const sum = values.reduce((total, value) => total + value, bias);
        expect(sum).toBeCloseTo(probabilities.values[row * classCount + label], 12);
      }
    }
  });

  it('refuse a row of another width', () => {
    expect(() => fit(LADDER, 'extraTrees').contributions(new Float64Array(2), 0)).toThrow(
      'MODEL_SHAPE_MISMATCH',
    );
  });
});
