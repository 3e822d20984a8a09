import type { MlpParams } from '../estimators/mlp-params.ts';

/** Changes its parameters along their gradients, in place. */
export interface Optimizer {
  /** @param learningRate the step size before bias corrections. */
  step(learningRate: number): void;
}

/** An array of parameters and, of the same length, where its gradient is written before each step. */
export interface Trainable {
  readonly values: Float64Array;
  readonly gradient: Float64Array;
}

type AdamParams = Pick<MlpParams, 'beta1' | 'beta2' | 'epsilon'>;

/** Adam (Kingma and Ba, 2014), in the form of its section 2 whose bias corrections are part of the step size. */
export const adam = (trainables: readonly Trainable[], params: AdamParams): Optimizer => {
  const states = trainables.map(({ values, gradient }) => ({
    values,
    gradient,
    mean: new Float64Array(values.length),
    square: new Float64Array(values.length),
  }));
  let beta1Power = 1;
  let beta2Power = 1;
  return {
    step(learningRate) {
      beta1Power *= params.beta1;
      beta2Power *= params.beta2;
      const stepSize = (learningRate * Math.sqrt(1 - beta2Power)) / (1 - beta1Power);
      for (const state of states) update(state, params, stepSize);
    },
  };
};

interface AdamState extends Trainable {
  readonly mean: Float64Array;
  readonly square: Float64Array;
}

const update = (state: AdamState, params: AdamParams, stepSize: number): void => {
  const { values, gradient, mean, square } = state;
  const { beta1, beta2, epsilon } = params;
  for (let i = 0; i < values.length; i++) {
    const slope = gradient[i];
    const m = beta1 * mean[i] + (1 - beta1) * slope;
    const v = beta2 * square[i] + (1 - beta2) * slope * slope;
    mean[i] = m;
    square[i] = v;
    values[i] -= (stepSize * m) / (Math.sqrt(v) + epsilon);
  }
};
