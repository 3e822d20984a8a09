import type { MlpParams } from '../estimators/mlp-params.ts';

/** The step size of one epoch after the other. */
export interface LearningRate {
  /** Of an epoch, counted from 1. */
  at(epoch: number): number;
  /** Called on a plateau: whether training is over, or goes on with smaller steps. */
  isSpent(): boolean;
}

/** scikit-learn's: what an adaptive step size is divided by, and below what it is spent. */
const ADAPTIVE_DIVISOR = 5;
const SMALLEST_RATE = 1e-6;

/** Follows the schedule of the parameters. */
export const learningRateOf = (
  params: Pick<MlpParams, 'learningRate' | 'learningRateSchedule' | 'maxEpochs'>,
): LearningRate => {
  let rate = params.learningRate;
  const rateAt: Readonly<Record<MlpParams['learningRateSchedule'], (epoch: number) => number>> = {
    constant: () => rate,
    cosine: (epoch) => (rate * (1 + Math.cos((Math.PI * (epoch - 1)) / params.maxEpochs))) / 2,
    invscaling: (epoch) => rate / Math.sqrt(epoch),
    adaptive: () => rate,
  };
  return {
    at: rateAt[params.learningRateSchedule],
    isSpent() {
      if (params.learningRateSchedule !== 'adaptive' || rate <= SMALLEST_RATE) return true;
      rate /= ADAPTIVE_DIVISOR;
      return false;
    },
  };
};
