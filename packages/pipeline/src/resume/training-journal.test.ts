import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Executor } from '@networkml/model';
import { type FoldResult, type FoldTask, runFoldTask } from '@networkml/model/training';
import { describe, expect, it } from 'vitest';
import { emptyDirectory } from '../testing/samples.ts';
import { type MadeUpRow, labelledRows } from '../testing/labelled-rows.ts';
import { trainModel } from '../train-model.ts';
import { openTrainingJournal } from './training-journal.ts';

const ROWS: readonly MadeUpRow[] = Array.from({ length: 12 }, (_, i) => ({
  role: ['Cam', 'Hub', 'Plug'][i % 3],
  capture: `${i}.pcap`,
}));

/** Runs folds, notes how many, and fails when so many are done. */
const counting = (ran: { folds: number }, most = Infinity): Executor<FoldTask, FoldResult> => ({
  async map(tasks, onResult) {
    const results: FoldResult[] = [];
    for (const [index, task] of tasks.entries()) {
      if (ran.folds >= most) throw new Error('stopped');
      const result = await runFoldTask(task);
      ran.folds += 1;
      results.push(result);
      onResult?.(result, index);
    }
    return results;
  },
});

const train = (executor: Executor<FoldTask, FoldResult>, learningCurve = false) =>
  trainModel(labelledRows(ROWS), {
    name: 'made-up',
    deviceSelection: 'all',
    folds: 2,
    candidates: [
      { hiddenLayers: [3], maxEpochs: 3 },
      { hiddenLayers: [4], maxEpochs: 3 },
    ],
    validation: { learningCurve },
    executor,
  });

/** Two candidates on two folds, and each of both on three folds of each fold. */
const FOLDS = 2 * 2 + 2 * 2 * 2;

const stopped = async (output: string, after: number): Promise<void> => {
  const journal = await openTrainingJournal(output, 'data', false);
  await expect(train(journal.keeping(counting({ folds: 0 }, after)))).rejects.toThrow('stopped');
  expect(journal.count()).toBe(after);
  await journal.leave();
};

const fileIn = (directory: string): string => join(directory, 'model.json');

describe('openTrainingJournal', () => {
  it('goes on with what was trained before, to the same model', async () => {
    const plain = { folds: 0 };
    const expected = await train(counting(plain));
    const output = fileIn(emptyDirectory());
    await stopped(output, 5);
    const journal = await openTrainingJournal(output, 'data', false);
    expect(journal.count()).toBe(5);
    const ran = { folds: 0 };
    expect(await train(journal.keeping(counting(ran)))).toEqual(expected);
    expect(ran.folds).toBe(plain.folds - 5);
    await journal.remove();
    expect(existsSync(`${output}.resume`)).toBe(false);
  });

  it('trains again what was cut short or damaged in the file', async () => {
    const output = fileIn(emptyDirectory());
    await stopped(output, 3);
    const path = `${output}.resume`;
    truncateSync(path, readFileSync(path).length - 7);
    appendFileSync(path, 'rubbish');
    const journal = await openTrainingJournal(output, 'data', false);
    expect(journal.count()).toBe(2);
    await journal.remove();
  });

  it('finds the folds that are the same in a run with other options', async () => {
    const output = fileIn(emptyDirectory());
    await stopped(output, 4);
    const journal = await openTrainingJournal(output, 'data', false);
    const [ran, alone] = [{ folds: 0 }, { folds: 0 }];
    await train(journal.keeping(counting(ran)), true);
    await train(counting(alone), true);
    expect(ran.folds).toBe(alone.folds - 4);
    await journal.remove();
  });

  it('refuses to go on with other data, leaves what is there, and forgets it where told to', async () => {
    const output = fileIn(emptyDirectory());
    await stopped(output, 2);
    const bytes = readFileSync(`${output}.resume`).length;
    await expect(openTrainingJournal(output, 'other data', false)).rejects.toThrow(
      /model\.json\.resume; finish that run .* --no-resume.*PIPELINE_RESUME_OTHER_DATA/,
    );
    expect(readFileSync(`${output}.resume`)).toHaveLength(bytes);
    const journal = await openTrainingJournal(output, 'other data', true);
    expect(journal.count()).toBe(0);
    await journal.leave();
    expect(existsSync(`${output}.resume`)).toBe(false);
  });

  it('tells progress of recalled folds as well', async () => {
    const output = fileIn(emptyDirectory());
    await stopped(output, 4);
    const journal = await openTrainingJournal(output, 'data', false);
    const indices: number[] = [];
    const executor = journal.keeping(counting({ folds: 0 }));
    const noting: Executor<FoldTask, FoldResult> = {
      map: (tasks, onResult) =>
        executor.map(tasks, (result, index) => {
          indices.push(index);
          onResult?.(result, index);
        }),
    };
    await train(noting);
    expect(indices.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(indices).toHaveLength(FOLDS);
    await journal.remove();
  });
});
