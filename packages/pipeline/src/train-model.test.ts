import { formatModelFile, parseModelFile } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from './evaluate-model.ts';
import { type LabelledTable, labelTable, selectLabelled } from './labels.ts';
import { predictTable } from './predict-captures.ts';
import { sampleTable } from './testing/samples.ts';
import { type TrainedModel, trainModel } from './train-model.ts';

const labelled = async (): Promise<LabelledTable> =>
  labelTable(
    await sampleTable(),
    (capture) => Promise.resolve([{ role: capture.includes('office') ? 'Office' : 'Plug' }]),
    true,
  );

const OPTIONS = {
  name: 'tiny',
  deviceSelection: 'all',
  folds: 2,
  candidates: [{ hiddenLayers: [8] }],
} as const;

const train = async (seed: number): Promise<TrainedModel> =>
  trainModel(await labelled(), { ...OPTIONS, seed });

describe('trainModel', () => {
  it('gives the same file for the same rows and seed, and another for another seed', async () => {
    const file = formatModelFile((await train(3)).model);
    expect(formatModelFile((await train(3)).model)).toBe(file);
    expect(formatModelFile((await train(4)).model)).not.toBe(file);
  });

  it('writes a model that says what it was trained on and can be read back', async () => {
    const { model } = await train(3);
    expect(parseModelFile(formatModelFile(model))).toEqual(model);
    expect(model).toMatchObject({
      roles: ['Office', 'Plug'],
      validation: { method: 'stratified-k-fold', folds: 2 },
    });
    expect(model.training).toMatchObject({ seed: 3, deviceSelection: 'all' });
    expect(model.training.rowsPerRole.Plug).toBe(3);
  });

  it('refuses rows of a single role', async () => {
    const all = await labelled();
    const rows = all.roles.flatMap((role, row) => (role === 'Plug' ? [row] : []));
    await expect(
      trainModel(selectLabelled(all, rows), { name: 'tiny', deviceSelection: 'all' }),
    ).rejects.toMatchObject({ code: 'PIPELINE_TOO_FEW_ROLES' });
  });

  it('refuses a role with a single row, naming it', async () => {
    const all = await labelled();
    const rows = [0, 1, all.roles.indexOf('Plug')];
    await expect(
      trainModel(selectLabelled(all, rows), { name: 'tiny', deviceSelection: 'all' }),
    ).rejects.toThrow(/Plug has a single row.*PIPELINE_TOO_FEW_ROWS/);
  });
});

describe('evaluateModel', () => {
  it('counts how often the verdicts of predictTable are the labels', async () => {
    const { model } = await train(3);
    const rows = await labelled();
    const report = evaluateModel(model, rows);
    const best = predictTable(rows.table, { model, threshold: 0 }).map(({ role }) => role);
    const right = best.filter((role, row) => role === rows.roles[row]).length;
    expect(report.accuracy).toBeCloseTo(right / rows.roles.length, 12);
  });

  it('refuses a role that the model does not know, and no rows', async () => {
    const { model } = await train(3);
    const rows = await labelled();
    const foreign = { ...rows, roles: rows.roles.map(() => 'Toaster') };
    expect(() => evaluateModel(model, foreign)).toThrow(/Toaster.*PIPELINE_BAD_TABLE/);
    expect(() => evaluateModel(model, selectLabelled(rows, []))).toThrow('PIPELINE_BAD_TABLE');
  });
});
