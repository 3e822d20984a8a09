import { createTable } from '@networkml/featurizer';
import { DEFAULT_MLP_PARAMS, type ModelFile } from '@networkml/model';
import { loadModel } from '@networkml/pipeline';
import { describe, expect, it } from 'vitest';
import { renderTransfer } from './render-transfer.ts';
import { scoreTransfer, type Transfer } from './score-transfer.ts';

/** A network without hidden layers: a row's three values are the scores of the three roles. */
const model: ModelFile = {
  ...(await loadModel('iot-devices')),
  name: 'three-columns',
  roles: ['Camera', 'Phone', 'Printer'],
  columns: ['a', 'b', 'c'],
  calibration: null,
  novelty: null,
  distribution: null,
  unknown: { threshold: 0.5, noveltyThreshold: null, minimumPackets: 12 },
  estimator: {
    type: 'mlp',
    hyperparameters: { ...DEFAULT_MLP_PARAMS, hiddenLayers: [] },
    inputTransform: 'none',
    scaler: { mean: new Float64Array(3), scale: new Float64Array(3).fill(1) },
    layers: [
      {
        inputs: 3,
        outputs: 3,
        activation: 'softmax',
        weights: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
        biases: new Float64Array(3),
      },
    ],
  },
};

interface Case {
  readonly role: string;
  readonly scores: readonly number[];
  readonly packets: number;
}

const ROWS: readonly Case[] = [
  { role: 'Camera', scores: [5, 0, 0], packets: 100 }, // right
  { role: 'Camera', scores: [0, 5, 0], packets: 100 }, // confidently wrong
  { role: 'Phone', scores: [0, 5, 9], packets: 3 }, // confidently wrong, but called Unknown
  { role: 'Printer', scores: [0.1, 0, 0], packets: 100 }, // nothing is probable enough; the last of three
];

const judge = (cases: readonly Case[] = ROWS): Transfer => {
  const column = { unit: 'count', doc: 'A score.', modelInput: true, setId: 'device' } as const;
  const table = createTable({
    values: Float64Array.from(cases.flatMap(({ scores }) => scores)),
    columns: ['a', 'b', 'c'].map((name) => ({ ...column, name })),
    rows: cases.map(({ packets }, row) => ({
      capture: `${row}.pcap`,
      device: '00:00:00:00:00:01',
      ips: [],
      firstSeen: 0,
      lastSeen: 1,
      packets,
      packetsOut: packets,
      bytes: packets * 60,
      hosts: 1,
    })),
    featureSets: model.featureSets,
  });
  const hosts = cases.map(({ role }, row) => ({ file: `${row}.pcap`, ip: '10.0.0.1', role }));
  return scoreTransfer(model, hosts, { table, roles: [], groupings: {}, unused: [] });
};

describe('scoreTransfer', () => {
  it('counts first and first three answers of all hosts before the rule for Unknown', () => {
    const { overall } = judge();
    expect(overall.top1.estimate).toBe(1 / 4);
    expect(overall.top3.estimate).toBe(1);
    expect(overall.unknown).toEqual({ 'too-little-traffic': 1, 'unlike-training': 0, ambiguous: 1 });
  });

  it('counts confident wrong answers, and those that are named all the same', () => {
    const { overall } = judge();
    expect(overall.confidentlyWrong).toBe(2);
    expect(overall.confidentlyWrongNamed).toBe(1);
    expect(overall.namedRight.estimate).toBe(1 / 2);
  });

  it('gives the figures of each role', () => {
    const { perRole } = judge();
    expect(Object.keys(perRole)).toEqual(['Camera', 'Phone', 'Printer']);
    expect(perRole.Camera).toMatchObject({ hosts: 2, named: 2, top1: { estimate: 0.5 } });
  });

  it('refuses a role that the model does not know', () => {
    const stranger = { role: 'Toaster', scores: [0, 0, 1], packets: 100 };
    expect(() => judge([stranger])).toThrow(/0\.pcap, role Toaster.*PIPELINE_BAD_TABLE/);
  });

  it('is told as tables, a line a host', () => {
    const text = renderTransfer(judge());
    expect(text).toMatch(/\| 1\.pcap 10\.0\.0\.1 +\| +Camera \| +Phone 0\.99 .*WRONG/);
    expect(text).toContain('Unknown: too-little-traffic');
    expect(text).toContain('right for 1 and one of the first three for 4');
  });
});
