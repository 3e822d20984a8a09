import { type ModelFile, contentHashOfModel, formatModelFile, parseModelFile } from '@networkml/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateModel } from '../evaluate-model.ts';
import { type LabelledTable, selectLabelled } from '../labels.ts';
import { selectColumns } from '@networkml/featurizer';
import { type MadeUpRow, labelledRows } from '../testing/labelled-rows.ts';
import { trainModel } from '../train-model.ts';
import { type AdaptedModel, adaptModel } from './adapt-model.ts';
import { renderAdaptationText } from './adaptation-text.ts';

const ROLES = ['Hub', 'Plug', 'Camera', 'Printer'];

/** Thirty rows of each role, row `i` of role `r` at `30 r + i`; three features tell the roles apart. */
const ROWS: readonly MadeUpRow[] = ROLES.flatMap((role) =>
  Array.from({ length: 30 }, (_, i) => ({ role, capture: `${role}-${i}.pcap` })),
);
const ALL = labelledRows(ROWS);

const rowsOf = (role: string, from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => 30 * ROLES.indexOf(role) + from + i);

/** The first 20 rows of some roles, for a base. */
const baseRows = (...roles: readonly string[]): LabelledTable =>
  selectLabelled(
    ALL,
    roles.flatMap((role) => rowsOf(role, 0, 20)),
  );

/** Rows that nobody learned from. */
const freshRows = (...roles: readonly string[]): LabelledTable =>
  selectLabelled(
    ALL,
    roles.flatMap((role) => rowsOf(role, 25, 30)),
  );

/** Five rows of each role, as a site has them. */
const fewRows = (...roles: readonly string[]): LabelledTable =>
  selectLabelled(
    ALL,
    roles.flatMap((role) => rowsOf(role, 20, 25)),
  );

const trainBase = async (labelled: LabelledTable): Promise<ModelFile> => {
  const candidates = [{ hiddenLayers: [16], maxEpochs: 80 }];
  return (await trainModel(labelled, { name: 'base', deviceSelection: 'all', candidates })).model;
};

const OPTIONS = { name: 'ours', deviceSelection: 'all', seed: 3 } as const;

describe('adaptModel with a new role', () => {
  let base: ModelFile;
  let adapted: AdaptedModel;
  beforeAll(async () => {
    base = await trainBase(baseRows('Hub', 'Plug', 'Printer'));
    adapted = await adaptModel(base, fewRows('Camera'), OPTIONS);
  });

  it('learns it, and keeps those of the base', () => {
    expect(adapted.model.roles).toEqual(['Camera', 'Hub', 'Plug', 'Printer']);
    expect(evaluateModel(adapted.model, freshRows(...ROLES)).accuracy).toBe(1);
  });

  it('says that it beats the base, and what was kept', () => {
    const { adaptation } = adapted;
    expect(adaptation).toMatchObject({
      verdict: 'better',
      newRoles: ['Camera'],
      knownRoles: [],
      untouchedRoles: ['Hub', 'Plug', 'Printer'],
      all: { rows: 5, base: 0, adapted: 1 },
      known: null,
      kept: { rows: 60, share: 1 },
    });
    expect(renderAdaptationText(adaptation)).toContain('It beats base on the labelled rows');
  });

  it('says so where a new role differs from one of the base in spelling only', async () => {
    const few = fewRows('Hub');
    const { adaptation } = await adaptModel(base, { ...few, roles: few.roles.map(() => 'hub ') }, OPTIONS);
    expect(renderAdaptationText(adaptation)).toContain('learned as a new role, though base knows Hub');
  });

  it('is a model file like any other that tells where it comes from', () => {
    expect(parseModelFile(formatModelFile(adapted.model))).toEqual(adapted.model);
    expect(adapted.model.training).toMatchObject({
      rowCount: 65,
      rowsPerRole: { Camera: 5, Hub: 20, Plug: 20, Printer: 20 },
      adaptedFrom: {
        model: 'base',
        contentHash: contentHashOfModel(base),
        rememberedRows: 60,
        addedRowsPerRole: { Camera: 5 },
      },
    });
  });

  it('answers few rows like those it learned Unknown, and does not take a few right answers for certainty', () => {
    const { model } = adapted;
    const report = evaluateModel(model, freshRows(...ROLES));
    expect(report.unknown.share).toBeLessThan(0.3);
    expect(model.calibration?.temperature).toBeGreaterThan(0.1);
  });

  it('can be adapted again', async () => {
    const { model } = await adaptModel(adapted.model, fewRows('Hub'), { ...OPTIONS, name: 'again' });
    expect(evaluateModel(model, freshRows(...ROLES)).accuracy).toBe(1);
    expect(model.training.adaptedFrom?.model).toBe('ours');
  });

  it('gives the same file for the same base, rows and seed, and another for another seed', async () => {
    const again = async (seed: number): Promise<string> =>
      formatModelFile((await adaptModel(base, fewRows('Camera'), { ...OPTIONS, seed })).model);
    expect(await again(3)).toBe(formatModelFile(adapted.model));
    expect(await again(4)).not.toBe(formatModelFile(adapted.model));
  });
});

describe('adaptModel with roles that the base knows', () => {
  it('corrects those that it has wrong, and leaves the others', async () => {
    const right = baseRows('Hub', 'Plug', 'Camera');
    const swapped: Readonly<Record<string, string>> = { Hub: 'Plug', Plug: 'Hub' };
    const base = await trainBase({ ...right, roles: right.roles.map((role) => swapped[role] ?? role) });
    const { model, adaptation } = await adaptModel(base, fewRows('Hub', 'Plug'), OPTIONS);
    expect(evaluateModel(base, freshRows('Hub', 'Plug')).accuracy).toBe(0);
    expect(evaluateModel(model, freshRows('Hub', 'Plug', 'Camera')).accuracy).toBe(1);
    expect(adaptation).toMatchObject({
      recipe: 'replaced',
      verdict: 'better',
      known: { base: 0, adapted: 1 },
    });
    // What the base remembers of the corrected roles was not learned again.
    expect(model.training.adaptedFrom?.rememberedRows).toBe(20);
  });

  it('says plainly that a base which is right already is not beaten', async () => {
    const base = await trainBase(baseRows('Hub', 'Plug', 'Camera'));
    const { adaptation } = await adaptModel(base, fewRows('Hub', 'Camera'), OPTIONS);
    expect(adaptation).toMatchObject({ verdict: 'unclear', recipe: 'blended', all: { base: 1, adapted: 1 } });
    expect(renderAdaptationText(adaptation)).toContain('It was not shown to beat base');
  });
});

describe('adaptModel with several rows of a device', () => {
  it('keeps them on one side of every split, or whatever it is told to keep together', async () => {
    const base = await trainBase(baseRows('Hub', 'Plug'));
    const few = fewRows('Hub', 'Plug', 'Camera');
    const device = few.roles.map((role, row) => `${role} ${row % 2}`);
    const site = few.roles.map((_, row) => String(row % 3));
    const labelled = { ...few, groupings: { ...few.groupings, device, site } };
    const { report, outOfFold } = await adaptModel(base, labelled, OPTIONS);
    expect(report.validation).toMatchObject({ groupedBy: 'device', method: 'stratified-group-k-fold' });
    expect(outOfFold.groups).toEqual(device);
    const bySite = await adaptModel(base, labelled, { ...OPTIONS, validation: { groupBy: 'site' } });
    expect(bySite.report.validation).toMatchObject({ groupedBy: 'site', folds: 3 });
  });
});

describe('adaptModel refuses', () => {
  let base: ModelFile;
  beforeAll(async () => {
    base = await trainBase(baseRows('Hub', 'Plug'));
  });

  it('a role with a single row, naming it', async () => {
    const labelled = selectLabelled(ALL, [...rowsOf('Camera', 0, 1), ...rowsOf('Hub', 20, 25)]);
    await expect(adaptModel(base, labelled, OPTIONS)).rejects.toThrow(
      /Camera has a single row.*PIPELINE_TOO_FEW_ROWS/,
    );
  });

  it('a base that remembers nothing', async () => {
    await expect(adaptModel({ ...base, novelty: null }, fewRows('Hub'), OPTIONS)).rejects.toThrow(
      'PIPELINE_BASE_WITHOUT_ROWS',
    );
  });

  it('rows of another feature set, naming the column that is missing', async () => {
    const few = fewRows('Hub');
    const other = { ...few, table: selectColumns(few.table, ['a', 'b']) };
    await expect(adaptModel(base, other, OPTIONS)).rejects.toThrow(/"c".*MODEL_COLUMN_MISSING/);
  });

  it('no rows', async () => {
    await expect(adaptModel(base, selectLabelled(ALL, []), OPTIONS)).rejects.toThrow('PIPELINE_BAD_TABLE');
  });
});
