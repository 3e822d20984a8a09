import type { TrainingEngine } from '../engine/training-engine.ts';
import type { FitOptions } from '../estimator.ts';
import type { Labels, Matrix } from '../matrix.ts';
import { applyInputTransform } from '../transform/input-transform.ts';
import { StandardScaler } from '../transform/standard-scaler.ts';
import { type EstimatorCandidate, completeParams } from './candidate-params.ts';
import { fitEnsemble } from './ensemble/fit-ensemble.ts';
import type { MemberRecord, MlpRecord } from './estimator-record.ts';
import { type FittedClassifier, classifierFromRecord } from './fitted-classifier.ts';
import { fitForest } from './forest/fit-forest.ts';
import { fitMajority } from './majority/fit-majority.ts';
import { MlpClassifier } from './mlp-classifier.ts';
import type { MemberParams, MlpEstimatorParams } from './params.ts';

/** How a classifier is fitted. */
export interface FitClassifierOptions extends FitOptions {
  /** What differs from the defaults of its estimator; a network as scikit-learn has it unless given. */
  readonly params?: EstimatorCandidate;
  /** Trains networks; `simdEngine` unless given. */
  readonly engine?: TrainingEngine;
  /** Called after each epoch of a network, counted from 1, with its mean loss. */
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

/**
 * Fits an estimator of any kind on these rows and nothing else; a network with its input transform and scaler.
 * @param x raw feature values, shape [n, d]. @param y class index per row, shape [n].
 * Throws MODEL_BAD_PARAMETER, MODEL_BAD_TRAINING_DATA, or MODEL_DIVERGED.
 */
export const fitClassifier = (x: Matrix, y: Labels, options: FitClassifierOptions): FittedClassifier => {
  const params = completeParams(options.params ?? {});
  const fitMember = (member: MemberParams, { seed }: FitOptions): FittedClassifier =>
    classifierFromRecord(memberRecord({ x, y }, member, { ...options, seed }));
  if (params.estimator !== 'ensemble') return fitMember(params, options);
  const { classCount, seed } = options;
  const { members, weights } = fitEnsemble({ ...params, classCount, seed }, (member, fitOptions) =>
    memberRecord({ x, y }, member, { ...options, ...fitOptions }),
  );
  return classifierFromRecord({ type: 'ensemble', members, weights });
};

interface Rows {
  readonly x: Matrix;
  readonly y: Labels;
}

const memberRecord = ({ x, y }: Rows, params: MemberParams, options: FitClassifierOptions): MemberRecord => {
  const { classCount, seed } = options;
  switch (params.estimator) {
    case 'mlp':
      return networkRecord({ x, y }, params, options);
    case 'randomForest':
    case 'extraTrees': {
      const { estimator, ...hyperparameters } = params;
      return fitForest(x, y, { type: estimator, params: hyperparameters, classCount, seed }).record;
    }
    case 'majority':
      return fitMajority(x, y, { classCount, seed }).record;
  }
};

const networkRecord = (
  { x, y }: Rows,
  params: MlpEstimatorParams,
  options: FitClassifierOptions,
): MlpRecord => {
  const { estimator, inputTransform, inputLimit, ...hyperparameters } = params;
  const { classCount, seed, engine, onEpoch } = options;
  const transformed = applyInputTransform(inputTransform, x);
  const scaler = new StandardScaler(inputLimit).fit(transformed);
  const network = new MlpClassifier(hyperparameters).fit(scaler.transform(transformed), y, {
    classCount,
    seed,
    ...(engine === undefined ? {} : { engine }),
    ...(onEpoch === undefined ? {} : { onEpoch }),
  });
  const { mean, scale } = scaler;
  const limit = inputLimit === undefined ? {} : { limit: inputLimit };
  return {
    type: estimator,
    hyperparameters,
    inputTransform,
    scaler: { mean, scale, ...limit },
    layers: network.layers,
  };
};
