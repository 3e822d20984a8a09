import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBlobs } from '../../testing/blobs.ts';
import { fitForest } from './fit-forest.ts';
import { FittedForest } from './fitted-forest.ts';
import { forestFault } from './forest-fault.ts';
import { DEFAULT_FOREST_PARAMS } from './forest-params.ts';
import type { ForestRecord } from './forest-record.ts';

const { x, y, classCount } = makeBlobs(40, { classCount: 4, columnCount: 3 });
const { record: sound } = fitForest(x, y, {
  type: 'randomForest',
  params: { ...DEFAULT_FOREST_PARAMS.randomForest, trees: 3, maxDepth: 2 },
  classCount,
  seed: 1,
});

/** One split at the second of two columns; a leaf of one class, a leaf of two. */
const STUMP: ForestRecord = {
  ...sound,
  hyperparameters: { ...sound.hyperparameters, trees: 1 },
  inputs: 2,
  outputs: 3,
  classWeights: Float64Array.of(1, 1, 1),
  nodes: Int32Array.of(2, 0, 0),
  thresholds: Float64Array.of(0.5),
  leaves: Int32Array.of(1, 0, 4, 2, 1, 1, 2, 3),
};

describe('forestFault', () => {
  it('finds none in a fitted forest', () => {
    expect(forestFault(sound)).toBeUndefined();
    expect(forestFault(STUMP)).toBeUndefined();
  });

  it.each([
    [{ classWeights: Float64Array.of(1, 1) }, 'classWeights', 'not 3 numbers'],
    [{ classWeights: Float64Array.of(1, 0, 1) }, 'classWeights', 'number 1 is not positive'],
    [{ nodes: Int32Array.of(3, 0, 0) }, 'nodes', 'node 0 splits at a column that is not there'],
    [{ nodes: Int32Array.of(-1, 0, 0) }, 'nodes', 'node 0 splits at a column that is not there'],
    [{ nodes: Int32Array.of(2, 0) }, 'nodes', 'the last tree is cut short'],
    [{ nodes: Int32Array.of(2, 0, 0, 0) }, 'nodes', '2 trees where 1 are declared'],
    [{ nodes: Int32Array.of() }, 'nodes', '0 trees where 1 are declared'],
    [{ thresholds: Float64Array.of() }, 'thresholds', 'not 1 numbers'],
    [{ thresholds: Float64Array.of(NaN) }, 'thresholds', 'number 0 is not finite'],
    [{ leaves: Int32Array.of(1, 0, 4) }, 'leaves', 'leaf 1 has no class'],
    [{ leaves: Int32Array.of(1, 0, 4, 0) }, 'leaves', 'leaf 1 has no class'],
    [{ leaves: Int32Array.of(1, 0, 4, 2, 1, 1) }, 'leaves', 'leaf 1 is cut short'],
    [{ leaves: Int32Array.of(1, 0, 4, 1, 3, 1) }, 'leaves', 'leaf 1 has a class that is not there'],
    [{ leaves: Int32Array.of(1, 0, 4, 2, 2, 1, 1, 1) }, 'leaves', 'leaf 1 has a class that is not there'],
    [{ leaves: Int32Array.of(1, 0, 0, 1, 1, 1) }, 'leaves', 'leaf 0 has a class without rows'],
    [{ leaves: Int32Array.of(1, 0, 4, 1, 1, 1, 1, 1, 1) }, 'leaves', 'more than 2 leaves'],
  ])('finds %j', (change, part, problem) => {
    const fault = forestFault({ ...STUMP, ...change });
    expect(fault?.part).toBe(part);
    expect(fault?.problem).toContain(problem);
  });

  it('lets nothing pass that does not predict', () => {
    const parts = fc.constantFrom('nodes', 'leaves');
    const changes = fc.array(fc.tuple(parts, fc.nat(200), fc.integer({ min: -1, max: 5 })), { minLength: 1, maxLength: 3 }); // prettier-ignore
    let passed = 0;
    fc.assert(
      fc.property(changes, (drawn) => {
        const record = { ...sound, nodes: sound.nodes.slice(), leaves: sound.leaves.slice() };
        for (const [part, at, value] of drawn) record[part][at % record[part].length] = value;
        if (forestFault(record) !== undefined) return;
        passed += 1;
        const { values } = new FittedForest(record).predictProbabilities(x);
        for (let row = 0; row < x.rowCount; row++) {
          const sum = values.subarray(row * 4, (row + 1) * 4).reduce((total, p) => total + p, 0);
          expect(sum).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 500 },
    );
    expect(passed).toBeGreaterThan(10);
  });
});
