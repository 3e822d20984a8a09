import { markdownTable } from '@networkml/pages';
import { goalLine } from '../compare/goals.ts';
import { differenceOfMeans, interquartileRange, mean, median } from '../run/statistics.ts';
import { HIDDEN, ROWS, type TrainingProblemFacts } from './training-problem.ts';

/** Wall times of whole processes, and the weighted F1 they found, by seed. */
export interface GridResult {
  readonly name: string;
  readonly seconds: readonly number[];
  readonly scores: readonly number[];
}

/** Times of one prediction of all rows. */
export interface PredictionResult {
  readonly name: string;
  readonly seconds: readonly number[];
}

/** What was measured; scikit-learn's is missing where it is not installed. */
export interface TrainResults {
  readonly facts: TrainingProblemFacts;
  readonly grids: { readonly ours: GridResult; readonly theirs?: GridResult };
  readonly predictions: {
    readonly ours: PredictionResult;
    readonly onnx: PredictionResult;
    readonly onnxTwoThreads: PredictionResult;
    readonly theirs?: PredictionResult;
  };
  /** Greatest difference between our probabilities and onnxruntime's. */
  readonly difference: number;
}

/** The tables of training and prediction, and which goals are met. */
export const trainReport = (results: TrainResults): string => {
  const { facts, grids, predictions, difference } = results;
  const gridRows = [grids.ours, grids.theirs].filter((grid) => grid !== undefined);
  const predictionRows = [
    predictions.ours,
    predictions.onnx,
    predictions.onnxTwoThreads,
    predictions.theirs,
  ].filter((prediction) => prediction !== undefined);
  return [
    `Grid search on ${facts.rowCount} rows, ${facts.columnCount} columns and ${facts.classCount} classes:`,
    markdownTable(
      ['program', 'seconds', 'spread', 'weighted F1', 'lowest', 'highest'],
      gridRows.map(({ scores, ...timed }) => [
        ...timedCells(timed),
        ...[mean(scores), Math.min(...scores), Math.max(...scores)].map((score) => score.toFixed(4)),
      ]),
    ),
    ...gainOf(grids),
    `Prediction of ${ROWS} rows by a network of ${HIDDEN} hidden units:`,
    markdownTable(
      ['program', 'seconds', 'spread', 'rows/s'],
      predictionRows.map((timed) => [...timedCells(timed), (ROWS / median(timed.seconds)).toFixed(0)]),
    ),
    `Our probabilities differ from onnxruntime's by at most ${difference.toExponential(1)}.`,
    'Goals for training and prediction:',
    goals(results).join('\n'),
  ].join('\n\n');
};

const gainOf = ({ ours, theirs }: TrainResults['grids']): readonly string[] => {
  if (theirs === undefined) return [];
  const { estimate, low, high } = differenceOfMeans(ours.scores, theirs.scores);
  const [gain, least, most] = [estimate, low, high].map((value) => value.toFixed(4));
  return [
    `Our mean weighted F1 of ${ours.scores.length} seeds less that of scikit-learn is ${gain}, 95% interval ${least} to ${most}.`,
  ];
};

const timedCells = ({ name, seconds }: PredictionResult): readonly string[] => [
  name,
  median(seconds).toFixed(3),
  interquartileRange(seconds).toFixed(3),
];

const goals = ({ grids, predictions }: TrainResults): readonly string[] => {
  const ratio = (a: PredictionResult, b: PredictionResult | undefined): number | undefined =>
    b && median(a.seconds) / median(b.seconds);
  const gain = grids.theirs && differenceOfMeans(grids.ours.scores, grids.theirs.scores);
  const atMost = (limit: number, name: string, value: number | undefined): string =>
    goalLine({ name, bound: 'at most', limit }, value);
  return [
    atMost(0.7, 'grid search, of the time of scikit-learn', ratio(grids.ours, grids.theirs)),
    atMost(
      0,
      'weighted F1, how far the whole interval is below that of scikit-learn',
      gain === undefined ? undefined : Math.max(0, -gain.high),
    ),
    atMost(1, 'prediction, of the time of predict_proba', ratio(predictions.ours, predictions.theirs)),
    atMost(2, 'prediction, of the time of onnxruntime, 1 thread', ratio(predictions.ours, predictions.onnx)),
    atMost(
      2,
      'prediction, of the time of onnxruntime, 2 threads',
      ratio(predictions.ours, predictions.onnxTwoThreads),
    ),
  ];
};
