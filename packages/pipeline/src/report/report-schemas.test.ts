import { compareRuns, detectDrift } from '@networkml/evaluation';
import { beforeAll, describe, expect, it } from 'vitest';
import { labelledRows } from '../testing/labelled-rows.ts';
import { type TrainedModel, trainModel } from '../train-model.ts';
import { reportModel } from './report-model.ts';
import { REPORT_KINDS, reportJsonSchema, reportProblems } from './report-schemas.ts';
import { trainingDocument } from './training-document.ts';

const labelled = labelledRows(
  Array.from({ length: 60 }, (_, row) => ({
    role: ['Hub', 'Plug'][row % 2],
    capture: `capture-${row}.pcap`,
    device: `device-${Math.floor(row / 4)}-${row % 2}`,
    content: row,
  })),
);

const written = (document: unknown): unknown => JSON.parse(JSON.stringify(document));

describe('schemas of reports', () => {
  let trained: TrainedModel;
  beforeAll(async () => {
    trained = await trainModel(labelled, {
      name: 'tiny',
      deviceSelection: 'all',
      folds: 2,
      candidates: [{ hiddenLayers: [4] }, { hiddenLayers: [2] }],
      validation: { nested: true, learningCurve: true, groupBy: 'device' },
    });
  });

  it('fit reports of models and of training runs, nested, grouped and with a learning curve', () => {
    const { validation } = trained.report;
    expect([validation.nested, validation.ungrouped, validation.learningCurve]).not.toContain(undefined);
    expect(reportProblems('training-report', written(trained.report))).toEqual([]);
    expect(reportProblems('report', written(trainingDocument(trained)))).toEqual([]);
    const report = reportModel(trained.model, labelled, { importanceRepeats: 1, seed: 1, groupBy: 'device' });
    expect(reportProblems('report', written(report))).toEqual([]);
    expect(reportProblems('evaluation', written(report.evaluation))).toEqual([]);
  });

  it('fit comparisons, and drift also where there is no row', () => {
    const rows = trained.report.validation.report.rows ?? [];
    const runs = compareRuns([
      { name: 'a', rows },
      { name: 'b', rows },
    ]);
    expect(reportProblems('comparison', written({ rowCount: rows.length, seed: 1, runs }))).toEqual([]);
    const training = { quantiles: Float64Array.of(0, 0.5, 1), rowCount: 100 };
    const none = { training, values: new Float64Array() };
    const report = detectDrift({ columns: [{ name: 'a', ...none }], confidence: none });
    expect(reportProblems('drift', written(report))).toEqual([]);
  });

  it('name the place that is wrong', () => {
    const { report } = trained.report.validation;
    expect(reportProblems('evaluation', { ...report, accuracy: 2 })).toEqual([
      expect.stringMatching(/^accuracy: /),
    ]);
    const [first] = report.perRole;
    const perRole = [{ ...first, support: -1 }];
    expect(reportProblems('evaluation', { ...report, perRole })[0]).toMatch(/^perRole\.0\.support: /);
    expect(reportProblems('evaluation', { ...report, more: 1 })).toHaveLength(1);
    expect(reportProblems('drift', {})).not.toEqual([]);
  });

  it.each(REPORT_KINDS)('are JSON Schema that allows nothing else: %s', (kind) => {
    expect(reportJsonSchema(kind)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
    });
  });
});
