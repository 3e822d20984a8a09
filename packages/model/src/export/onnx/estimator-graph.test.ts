import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../calibration/temperature.ts';
import type { EstimatorRecord, MemberRecord } from '../../estimators/estimator-record.ts';
import { fitForest } from '../../estimators/forest/fit-forest.ts';
import { DEFAULT_FOREST_PARAMS, type ForestKind } from '../../estimators/forest/forest-params.ts';
import type { Matrix } from '../../matrix.ts';
import { makeBlobs } from '../../testing/blobs.ts';
import { type GraphParts, estimatorGraph } from './estimator-graph.ts';
import { onnxFile } from './onnx-file.ts';

const { x, y, classCount } = makeBlobs(150, { classCount: 4, columnCount: 6 });

const forest = (type: ForestKind) =>
  fitForest(x, y, {
    type,
    classCount,
    seed: 1,
    params: { ...DEFAULT_FOREST_PARAMS[type], trees: 12, maxDepth: 3 },
  });

const [random, extra] = [forest('randomForest'), forest('extraTrees')];
const majority = Float64Array.of(0.1, 0.2, 0.3, 0.4);

const run = async (
  estimator: EstimatorRecord,
  calibration: GraphParts['calibration'] = null,
): Promise<Float64Array> => {
  const graph = estimatorGraph({
    name: 'test',
    columnCount: x.columnCount,
    classCount,
    estimator,
    calibration,
  });
  const session = await InferenceSession.create(
    onnxFile(graph, { version: '1', description: undefined, metadata: [] }),
  );
  const features = new Tensor('float64', x.values, [x.rowCount, x.columnCount]);
  return Float64Array.from((await session.run({ features })).probabilities.data, Number);
};

const largestGap = (a: Float64Array, b: Matrix): number =>
  a.reduce((gap, value, i) => Math.max(gap, Math.abs(value - b.values[i])), 0);

describe('estimatorGraph', () => {
  it('gives the probabilities of random forests and of extra trees in onnxruntime', async () => {
    expect(largestGap(await run(random.record), random.predictProbabilities(x))).toBeLessThan(1e-6);
    expect(largestGap(await run(extra.record), extra.predictProbabilities(x))).toBeLessThan(1e-6);
  });

  it('gives those of a calibrated forest, which has classes without any vote', async () => {
    const calibration = { method: 'temperature', temperature: 0.6 } as const;
    const expected = calibrate(random.predictProbabilities(x), calibration);
    expect(expected.values.includes(0)).toBe(true);
    expect(largestGap(await run(random.record, calibration), expected)).toBeLessThan(1e-6);
  });

  it('gives the shares of the majority to every row', async () => {
    const shares = await run({ type: 'majority', inputs: x.columnCount, probabilities: majority });
    expect([...shares.slice(-classCount)]).toEqual([...majority]);
    expect(shares).toHaveLength(x.rowCount * classCount);
  });

  it('averages the members of an ensemble by their weights', async () => {
    const members: MemberRecord[] = [
      random.record,
      extra.record,
      { type: 'majority', inputs: x.columnCount, probabilities: majority },
    ];
    const [a, b] = [random, extra].map((model) => model.predictProbabilities(x).values);
    const values = a.map((value, i) => (2 * value + b[i] + majority[i % classCount]) / 4);
    expect(
      largestGap(await run({ type: 'ensemble', members, weights: Float64Array.of(4, 2, 2) }), {
        ...x,
        values,
      }),
    ).toBeLessThan(1e-6);
  });
});
