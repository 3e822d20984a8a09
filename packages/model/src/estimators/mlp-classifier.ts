import { simdEngine } from '../engine/simd/simd-engine.ts';
import type { TrainingEngine } from '../engine/training-engine.ts';
import { HIDDEN_ACTIVATIONS } from '../dense/layer.ts';
import { ModelError } from '../errors.ts';
import type { Estimator, FitOptions } from '../estimator.ts';
import type { Labels, Matrix } from '../matrix.ts';
import { deriveSeed } from '../rng.ts';
import { FittedMlp } from './fitted-mlp.ts';
import { joinNetworks } from './join-networks.ts';
import { CLASS_WEIGHTS, DEFAULT_MLP_PARAMS, LEARNING_RATE_SCHEDULES, type MlpParams } from './mlp-params.ts';
import { checkTrainingData } from './training-data.ts';

/** How a network is trained. */
export interface MlpFitOptions extends FitOptions {
  /** `simdEngine` unless given. */
  readonly engine?: TrainingEngine;
  /** Called after each epoch, counted from 1, with its mean loss. */
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

/**
 * A multi-layer perceptron as scikit-learn's MLPClassifier: softmax, cross-entropy with an L2 penalty, Adam on shuffled
 * mini-batches, stopped when the loss no longer falls.
 */
export class MlpClassifier implements Estimator<MlpParams> {
  readonly params: MlpParams;

  constructor(params: Partial<MlpParams> = {}) {
    this.params = { ...DEFAULT_MLP_PARAMS, ...params };
  }

  /**
   * @param x scaled inputs, shape [n, d]. @param y class index per row, shape [n].
   * Throws MODEL_BAD_PARAMETER, MODEL_BAD_TRAINING_DATA, or MODEL_DIVERGED.
   */
  fit(x: Matrix, y: Labels, options: MlpFitOptions): FittedMlp {
    checkMlpParams(this.params);
    checkTrainingData(x, y, options);
    const { engine = simdEngine, ...rest } = options;
    const networks = Array.from({ length: this.params.networks }, (_, i) => {
      const seed = i === 0 ? options.seed : deriveSeed(options.seed, i);
      return engine.train({ x, y, params: this.params, ...rest, seed }).layers;
    });
    return new FittedMlp(joinNetworks(networks));
  }
}

const isPositiveInteger = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
const isShare = (value: number): boolean => value >= 0 && value < 1;
const isPositive = (value: number): boolean => Number.isFinite(value) && value > 0;

const checkMlpParams = (params: MlpParams): void => {
  const checks: Readonly<Record<keyof MlpParams, boolean>> = {
    hiddenLayers: params.hiddenLayers.every(isPositiveInteger),
    activation: HIDDEN_ACTIVATIONS.includes(params.activation),
    learningRate: isPositive(params.learningRate),
    learningRateSchedule: LEARNING_RATE_SCHEDULES.includes(params.learningRateSchedule),
    beta1: isShare(params.beta1),
    beta2: isShare(params.beta2),
    epsilon: isPositive(params.epsilon),
    alpha: Number.isFinite(params.alpha) && params.alpha >= 0,
    dropout: isShare(params.dropout),
    classWeights: CLASS_WEIGHTS.includes(params.classWeights),
    batchSize: isPositiveInteger(params.batchSize),
    maxEpochs: isPositiveInteger(params.maxEpochs),
    tolerance: Number.isFinite(params.tolerance),
    patienceEpochs: params.patienceEpochs >= 0,
    validationShare: isShare(params.validationShare),
    networks: isPositiveInteger(params.networks),
  };
  const wrong = Object.entries(checks).find(([, isGood]) => !isGood);
  if (wrong !== undefined) throw new ModelError('MODEL_BAD_PARAMETER', wrong[0]);
};
