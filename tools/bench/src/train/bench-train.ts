import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { note } from '@networkml/pipeline/command-line';
import { z } from 'zod';
import { REPOSITORY, SENTINEL, subjectFile } from '../places.ts';
import { type Command, measure } from '../run/command.ts';
import type { GridResult, PredictionResult, TrainResults } from './train-report.ts';
import { HIDDEN, ROWS, writeProblem } from './training-problem.ts';

/** Debian's, which has scikit-learn where python3-sklearn is installed. */
const PYTHON = '/usr/bin/python3';
const THREADS = 2;

const gridOutput = z.object({ score: z.number() });
const ourPredictions = z.object({
  ours: z.array(z.number()),
  onnx: z.array(z.number()),
  onnxTwoThreads: z.array(z.number()),
  difference: z.number(),
});
const theirPredictions = z.object({ seconds: z.array(z.number()) });

/** Measures training and prediction so many times, in turns with scikit-learn and each time with another seed. @throws Error without IoT Sentinel. */
export const measureTraining = async (runs: number): Promise<TrainResults> => {
  if (!existsSync(SENTINEL)) throw new Error(`There are no captures in ${SENTINEL}.`);
  const folder = mkdtempSync(join(tmpdir(), 'networkml-bench-'));
  try {
    note('features of IoT Sentinel');
    const facts = await writeProblem(folder);
    const hasSklearn = spawnSync(PYTHON, ['-c', 'import sklearn']).status === 0;
    const grids = await measureGrids(folder, runs, hasSklearn);
    return { facts, grids, ...(await measurePredictions(folder, runs, hasSklearn)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const script = (name: string): string => join(REPOSITORY, 'tools/bench/python', name);

const measureGrids = async (
  folder: string,
  runs: number,
  hasSklearn: boolean,
): Promise<TrainResults['grids']> => {
  const ours: Command = [process.execPath, subjectFile('train-grid'), folder, String(THREADS)];
  const theirs: Command = [PYTHON, '-W', 'ignore', script('train_grid.py'), folder];
  const ourRuns: GridRun[] = [];
  const theirRuns: GridRun[] = [];
  for (let run = 1; run <= runs; run++) {
    note(`grid search ${run} of ${runs}`);
    ourRuns.push(await runGrid([...ours, String(run)]));
    if (hasSklearn) theirRuns.push(await runGrid([...theirs, String(run)]));
  }
  return {
    ours: gridResult(`networkml, ${THREADS} threads`, ourRuns),
    ...(hasSklearn ? { theirs: gridResult(`scikit-learn, n_jobs=${THREADS}`, theirRuns) } : {}),
  };
};

interface GridRun {
  readonly seconds: number;
  readonly score: number;
}

const runGrid = async (command: Command): Promise<GridRun> => {
  const { seconds, output } = await measure(command, { withMemory: false, withOutput: true });
  return { seconds, ...gridOutput.parse(JSON.parse(output)) };
};

const gridResult = (name: string, runs: readonly GridRun[]): GridResult => ({
  name,
  seconds: runs.map(({ seconds }) => seconds),
  scores: runs.map(({ score }) => score),
});

const measurePredictions = async (
  folder: string,
  runs: number,
  hasSklearn: boolean,
): Promise<Pick<TrainResults, 'predictions' | 'difference'>> => {
  note('prediction');
  const options = { withMemory: false, withOutput: true };
  const ours = await measure(
    [process.execPath, subjectFile('predict-rows'), folder, String(ROWS), String(runs)],
    options,
  );
  const { difference, ...seconds } = ourPredictions.parse(JSON.parse(ours.output));
  const named = (name: string, times: readonly number[]): PredictionResult => ({ name, seconds: times });
  const predictions = {
    ours: named('networkml, 1 thread', seconds.ours),
    onnx: named('onnxruntime, 1 thread', seconds.onnx),
    onnxTwoThreads: named('onnxruntime, 2 threads', seconds.onnxTwoThreads),
  };
  if (!hasSklearn) return { predictions, difference };
  const command: Command = [
    PYTHON,
    '-W',
    'ignore',
    script('predict_rows.py'),
    folder,
    String(HIDDEN),
    String(runs),
  ];
  const { output } = await measure(command, options);
  const theirs = named('scikit-learn, predict_proba', theirPredictions.parse(JSON.parse(output)).seconds);
  return { predictions: { ...predictions, theirs }, difference };
};
