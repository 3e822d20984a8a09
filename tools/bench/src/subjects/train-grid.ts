import { readFileSync } from 'node:fs';
import { weightedF1 } from '@networkml/evaluation';
import { fitClassifier, gridSearch } from '@networkml/model/training';
import { withFoldThreads } from '@networkml/pipeline/training';
import { readProblem } from '../train/read-problem.ts';

/** Searches the grid in a folder (first argument) on so many threads (second one) and prints the best mean weighted F1. */
const { x, y, classCount, epochs, layers, folds } = readProblem(process.argv[2], readFileSync);
const candidates = layers.map((hiddenLayers) => ({
  estimator: 'mlp' as const,
  hiddenLayers,
  maxEpochs: epochs,
  tolerance: 0,
  patienceEpochs: epochs,
}));
const found = await withFoldThreads(Number(process.argv[3]), (executor) =>
  gridSearch({
    x,
    y,
    classCount,
    folds,
    candidates,
    scorer: weightedF1,
    seed: 1,
    ...(executor === undefined ? {} : { executor }),
  }),
);
fitClassifier(x, y, { classCount, seed: 1, params: candidates[found.bestIndex] });
process.stdout.write(`${JSON.stringify({ score: found.best.meanScore })}\n`);
