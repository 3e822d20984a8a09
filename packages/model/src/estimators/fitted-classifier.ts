import type { FittedModel } from '../estimator.ts';
import type { Matrix } from '../matrix.ts';
import { type InputTransform, applyInputTransform } from '../transform/input-transform.ts';
import type { FittedStandardScaler } from '../transform/standard-scaler.ts';
import type { FittedMlp } from './fitted-mlp.ts';
import { DEFAULT_MLP_PARAMS, type MlpParams } from './mlp-params.ts';

/** Hyperparameters of the whole classifier: the network's, and what is done to its input. */
export interface ClassifierParams extends MlpParams {
  readonly inputTransform: InputTransform;
  /** Standardised inputs further from 0 count as this far: what is unlike all training must not drown the rest. No limit where absent. */
  readonly inputLimit?: number;
}

/** `DEFAULT_MLP_PARAMS` on values as they are. */
export const DEFAULT_CLASSIFIER_PARAMS: ClassifierParams = { ...DEFAULT_MLP_PARAMS, inputTransform: 'none' };

/** The parts of a fitted classifier, in the order in which a value passes them, and what the network was trained with. */
export interface ClassifierParts {
  readonly hyperparameters: MlpParams;
  readonly inputTransform: InputTransform;
  readonly scaler: FittedStandardScaler;
  readonly network: FittedMlp;
}

/** Input transform, scaler and network as one model of raw feature values. */
export class FittedClassifier implements FittedModel {
  readonly parts: ClassifierParts;

  constructor(parts: ClassifierParts) {
    this.parts = parts;
  }

  /** @param x raw feature values, shape [n, d]. @returns shape [n, classCount]; throws MODEL_SHAPE_MISMATCH for another d. */
  predictProbabilities(x: Matrix): Matrix {
    const { inputTransform, scaler, network } = this.parts;
    return network.predictProbabilities(scaler.transform(applyInputTransform(inputTransform, x)));
  }
}
