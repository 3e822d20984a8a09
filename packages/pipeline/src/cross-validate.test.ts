import { formatModelFile } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { type MadeUpRow, labelledRows } from './testing/labelled-rows.ts';
import { type TrainOptions, type TrainingProgress, trainModel } from './train-model.ts';

/** Three captures of each of two devices of each of three roles. */
const ROWS: readonly MadeUpRow[] = ['Cam', 'Hub', 'Plug'].flatMap((role) =>
  ['1', '2'].flatMap((device) =>
    ['x', 'y', 'z'].map((take) => ({
      role,
      device: `${role} ${device}`,
      capture: `${role}-${device}-${take}.pcap`,
      columns: { site: take },
    })),
  ),
);

const CANDIDATES = [
  { hiddenLayers: [4], maxEpochs: 1 },
  { hiddenLayers: [8], maxEpochs: 80, learningRate: 0.02 },
];

const train = (options: Partial<TrainOptions> = {}, rows = ROWS) =>
  trainModel(labelledRows(rows), {
    name: 'made-up',
    deviceSelection: 'all',
    folds: 3,
    candidates: [CANDIDATES[1]],
    ...options,
  });

describe('crossValidate', () => {
  it('has the figure along devices as its headline, and the other one with the gap beside it', async () => {
    const { report } = await train();
    const { method, groupedBy, ungrouped, gap } = report.validation;
    expect({ method, groupedBy }).toEqual({ method: 'stratified-group-k-fold', groupedBy: 'device' });
    expect(gap).toBeCloseTo((ungrouped?.accuracy ?? NaN) - report.validation.report.accuracy, 12);
  });

  it('judges the choice of hyperparameters in folds within folds, and gives the kind figure beside it', async () => {
    const { report, model } = await train({ candidates: CANDIDATES });
    expect(report.validation.nested).toEqual({ chosen: [1, 1, 1], bestAccuracy: 1, bestWeightedF1: 1 });
    expect(model.validation?.metrics).toMatchObject({ bestCandidateAccuracy: 1 });
    const plain = await train({ candidates: CANDIDATES, validation: { nested: false } });
    expect(plain.report.validation).not.toHaveProperty('nested');
  });

  it('lets a held-out part have no say in the choice', async () => {
    const validation = { method: 'held-out', groupBy: 'site', heldOutGroups: ['z'], nested: false } as const;
    const { report, outOfFold } = await train({ candidates: CANDIDATES, validation });
    expect(report.validation).toMatchObject({ method: 'held-out', groupedBy: 'site', folds: 1 });
    expect(report.validation.nested?.chosen).toEqual([1]);
    expect([...outOfFold.rows]).toEqual([2, 5, 8, 11, 14, 17]);
    expect(outOfFold.groups).toEqual(['z', 'z', 'z', 'z', 'z', 'z']);
  });

  it('does not judge a role that no model could learn from other devices, and says so', async () => {
    const rows = ROWS.filter(({ device }) => device !== 'Plug 2');
    const { report, outOfFold } = await train({ validation: { groupBy: 'device' } }, rows);
    expect(report.validation.report.rowCount).toBe(12);
    expect(new Set(outOfFold.truth)).toEqual(new Set([0, 1]));
    expect(report.validation.notes).toEqual([
      '3 rows are not judged (Plug): no model that had not seen them knew their role, as all rows of their role were of that device.',
      'Roles with fewer than 3 groups by device, whose figures say little: Cam (2), Hub (2), Plug (1).',
    ]);
  });

  it('refuses where that leaves nothing', async () => {
    const rows = ROWS.map((row) => ({ ...row, device: row.role }));
    await expect(train({ validation: { groupBy: 'device' } }, rows)).rejects.toMatchObject({
      code: 'PIPELINE_NOTHING_TO_JUDGE',
    });
  });

  it('says where roles are lopsided', async () => {
    const more = Array.from({ length: 60 }, (_, i) => ({ role: 'Hub', capture: `h${i}.pcap` }));
    const { report } = await train({}, [...more, ...ROWS.slice(12, 14)]);
    expect(report.validation.notes.join(' ')).toContain('Hub has 60 rows, Plug 2.');
  });

  it('measures a learning curve by captures of each role', async () => {
    const { report } = await train({ validation: { learningCurve: true } });
    const curve = report.validation.learningCurve ?? [];
    expect(curve.map(({ capturesPerRole }) => capturesPerRole)).toEqual([1, 2, 5, 6]);
    expect(curve[0].meanTrainRows).toBe(3);
    expect(curve.at(-1)).toMatchObject({ accuracy: { estimate: 1, low: 1, high: 1 }, weightedF1: 1 });
  });

  it('deals folds anew where repeats are asked for', async () => {
    const once = await train();
    const { report } = await train({ validation: { repeats: 3 } });
    expect(report.validation.folds).toBe(9);
    expect(report.grid[0].foldScores).toHaveLength(9);
    expect(report.validation.report).toEqual(once.report.validation.report);
  });

  it('names its phases', async () => {
    const phases: TrainingProgress[] = [];
    await train({
      candidates: CANDIDATES,
      validation: { learningCurve: true },
      onProgress: (progress) => phases.push(progress),
    });
    expect([...new Set(phases.map(({ phase }) => phase))]).toEqual([
      'validation',
      'choice of hyperparameters',
      'without groups',
      'learning curve',
    ]);
  });

  it('gives the same model however it is judged', async () => {
    const { estimator } = (await train()).model;
    const other = await train({ validation: { method: 'leave-one-group-out', groupBy: 'site' } });
    expect(other.model.estimator).toEqual(estimator);
    expect(formatModelFile(other.model)).toContain('leave-one-group-out');
  });
});
