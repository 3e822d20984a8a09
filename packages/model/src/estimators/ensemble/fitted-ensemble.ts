import type { FittedModel } from '../../estimator.ts';
import { type Matrix, zeros } from '../../matrix.ts';

/** Several fitted models as one: the weighted mean of their probabilities (a linear opinion pool; Stone, 1961). */
export class FittedEnsemble<Member extends FittedModel> implements FittedModel {
  readonly members: readonly Member[];
  /** What each member counts; only their proportions matter, shape [members]. */
  readonly weights: Float64Array;
  readonly #shares: Float64Array;

  /** @param weights positive, shape [members]. */
  constructor(members: readonly Member[], weights: Float64Array) {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    this.members = members;
    this.weights = weights;
    this.#shares = weights.map((weight) => weight / sum);
  }

  /** @param x raw feature values, shape [n, d]. @returns shape [n, classCount]; throws MODEL_SHAPE_MISMATCH for another d. */
  predictProbabilities(x: Matrix): Matrix {
    const predicted = this.members.map((member) => member.predictProbabilities(x));
    const mean = zeros(x.rowCount, predicted[0].columnCount);
    predicted.forEach(({ values }, member) => {
      const share = this.#shares[member];
      for (let i = 0; i < values.length; i++) mean.values[i] += share * values[i];
    });
    return mean;
  }
}
