import { readFileSync } from 'node:fs';
import { weightedF1 } from '@networkml/evaluation';
import { fitClassifier, gridSearch } from '@networkml/model/training';
import { withFoldThreads } from '@networkml/pipeline/training';
import { readProblem } from '../train/read-problem.ts';

/** Searches the grid in a folder (first argument) on so many threads (second one) with a seed (third one); prints the best mean weighted F1. */
const [, , folder, threads, seedText] = process.argv;
const seed = Number(seedText);
const { x, y, classCount, epochs, layers, folds } = readProblem(folder, readFileSync);
const candidates = layers.map((hiddenLayers) => ({
  estimator: 'mlp' as const,
  hiddenLayers,
  maxEpochs: epochs,
  tolerance: 0,
  patienceEpochs: epochs,
}));
const found = await withFoldThreads(Number(threads), (executor) =>
  gridSearch({
    x,
    y,
    classCount,
    folds,
    candidates,
    scorer: weightedF1,
    seed,
    executor,
  }),
);
fitClassifier(x, y, { classCount, seed, params: candidates[found.bestIndex] });
process.stdout.write(`${JSON.stringify({ score: found.best.meanScore })}\n`);
