import type { FitOptions } from '../../estimator.ts';
import type { Labels, Matrix } from '../../matrix.ts';
import { createRng, deriveSeed } from '../../rng.ts';
import { checkTrainingData } from '../training-data.ts';
import { FittedForest } from './fitted-forest.ts';
import { type ForestKind, type ForestParams, checkForestParams } from './forest-params.ts';
import { growTree } from './grow/grow-tree.ts';
import { treeProblem } from './grow/tree-problem.ts';

/** How a forest is fitted. */
export interface ForestFitOptions extends FitOptions {
  readonly type: ForestKind;
  readonly params: ForestParams;
}

/**
 * Fits a random forest or extra trees on raw feature values; a tree needs no scaling. Each tree's seed comes from the
 * forest's and the tree's number.
 *
 * @param x finite, shape [n, d]. @param y class index per row, shape [n].
 * @throws ModelError MODEL_BAD_PARAMETER or MODEL_BAD_TRAINING_DATA.
 */
export const fitForest = (x: Matrix, y: Labels, options: ForestFitOptions): FittedForest => {
  const { type, params, classCount, seed } = options;
  checkForestParams(params);
  checkTrainingData(x, y, options);
  const problem = treeProblem(x, y, { classCount, weighting: params.classWeights });
  const grown = { nodes: [], thresholds: [], leaves: [] };
  for (let tree = 0; tree < params.trees; tree++) {
    growTree(problem, { type, params, rng: createRng(deriveSeed(seed, tree)) }, grown);
  }
  return new FittedForest({
    type,
    hyperparameters: params,
    inputs: x.columnCount,
    outputs: classCount,
    classWeights: problem.classWeights,
    nodes: Int32Array.from(grown.nodes),
    thresholds: Float64Array.from(grown.thresholds),
    leaves: Int32Array.from(grown.leaves),
  });
};
