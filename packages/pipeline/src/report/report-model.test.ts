import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatModelFile } from '@networkml/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LabelledTable } from '../labels.ts';
import { labelledRows } from '../testing/labelled-rows.ts';
import { emptyDirectory } from '../testing/samples.ts';
import { type TrainedModel, trainModel } from '../train-model.ts';
import { formatReport, requireReportName } from './format-report.ts';
import { modelDrift } from './model-drift.ts';
import { readRun } from './read-run.ts';
import { reportModel } from './report-model.ts';
import { trainingDocument } from './training-document.ts';

const rows = (count: number, from: number): LabelledTable =>
  labelledRows(
    Array.from({ length: count }, (_, row) => ({
      role: ['Hub', 'Plug'][row % 2],
      capture: `capture-${from + row}.pcap`,
      content: from + row,
    })),
  );

const OPTIONS = { importanceRepeats: 2, seed: 1, command: 'networkml evaluate captures' } as const;

describe('reports of models', () => {
  const learned = rows(40, 0);
  let trained: TrainedModel;
  beforeAll(async () => {
    trained = await trainModel(learned, {
      name: 'tiny',
      deviceSelection: 'all',
      folds: 2,
      candidates: [{ hiddenLayers: [8] }],
    });
  });

  it('tell what was judged, what matters, and how to get them again', () => {
    const report = reportModel(trained.model, rows(20, 1000), OPTIONS);
    expect(report.evaluation).toMatchObject({ rowCount: 20, accuracy: 1 });
    expect(report.importance?.map(({ feature }) => feature).sort()).toEqual(['a', 'b', 'c']);
    expect(report.data).toMatchObject({ captureCount: 20, rowsPerRole: { Hub: 10, Plug: 10 } });
    expect(report.reproduction).toMatchObject({ command: OPTIONS.command, seed: 1 });
    expect(report.model.estimator).toMatch(/^average of \d networks with hidden layers of 8 units$/);
    const { contentHash } = z
      .object({ contentHash: z.string() })
      .parse(JSON.parse(formatModelFile(trained.model)));
    expect(report.reproduction.fingerprints.model).toBe(contentHash);
    expect(report.warnings).toBeUndefined();
  });

  it('warn where the rows are those the model learned from', () => {
    expect(reportModel(trained.model, learned, OPTIONS).warnings?.[0]).toContain(
      'learned from these very rows',
    );
  });

  it('keep groups of rows together where they are told to, and refuse unknown ones', () => {
    const report = reportModel(trained.model, rows(20, 1000), { ...OPTIONS, groupBy: 'device' });
    expect(report.evaluation.intervals.method).toBe('bootstrap by group');
    expect(() => reportModel(trained.model, learned, { ...OPTIONS, groupBy: 'site' })).toThrow(
      expect.objectContaining({ code: 'PIPELINE_UNKNOWN_GROUPING' }),
    );
  });

  it.each([
    ['report.html', /^<!doctype html>/],
    ['report.md', /^# tiny, judged on 20 rows\n/],
    ['report.json', /^\{\n {2}"kind": "networkml-report"/],
    ['REPORT.TXT', /^Rows +20\n/],
  ])('are written to %s as its name says', async (name, expected) => {
    const report = reportModel(trained.model, rows(20, 1000), { ...OPTIONS, importanceRepeats: 0 });
    expect(await formatReport(report, name)).toMatch(expected);
  });

  it('refuse other names', () => {
    expect(() => requireReportName('report.pdf')).toThrow(
      expect.objectContaining({ code: 'PIPELINE_REPORT_FORMAT' }),
    );
  });

  it('are made of training runs as well', async () => {
    const document = trainingDocument(trained, { settings: { threads: 1 } });
    expect(document.reproduction.settings).toMatchObject({
      threads: 1,
      hyperparameters: { hiddenLayers: [8] },
    });
    expect(await formatReport(document, 'report.html')).toContain('tiny, cross-validated');
  });

  it('are read back row by row, whether of a model or of a training run', async () => {
    const directory = emptyDirectory();
    const files = {
      'model.json': reportModel(trained.model, learned, { ...OPTIONS, importanceRepeats: 0 }),
      'run.json': trained.report,
    };
    for (const [name, content] of Object.entries(files)) {
      const path = join(directory, name);
      writeFileSync(path, JSON.stringify(content));
      const run = await readRun(path);
      expect(run.rows).toHaveLength(40);
      expect(run.rows[0]).toMatchObject({ capture: 'capture-0.pcap', truth: 'Hub' });
    }
    writeFileSync(join(directory, 'none.json'), '{"kind":"networkml-report"}');
    await expect(readRun(join(directory, 'none.json'))).rejects.toMatchObject({
      code: 'PIPELINE_BAD_REPORT',
    });
    writeFileSync(join(directory, 'torn.json'), '{"kind":');
    await expect(readRun(join(directory, 'torn.json'))).rejects.toMatchObject({
      code: 'PIPELINE_BAD_REPORT',
    });
  });

  it('find drift where there is some, and none where there is none', () => {
    expect(modelDrift(trained.model, rows(40, 1000).table)).toMatchObject({
      rowCount: 40,
      verdict: 'stable',
    });
    const { table } = rows(40, 1000);
    const moved = { ...table, values: table.values.map((value) => value + 50) };
    expect(modelDrift(trained.model, moved)).toMatchObject({ driftedCount: 3, verdict: 'retrain' });
  });

  it('have nothing to say of drift where a model does not tell what it learned from', () => {
    expect(() => modelDrift({ ...trained.model, distribution: null }, learned.table)).toThrow(
      expect.objectContaining({ code: 'PIPELINE_NO_DISTRIBUTION' }),
    );
  });
});
