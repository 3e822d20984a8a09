/** One fully connected layer: activation(x · weights + biases). */
export interface DenseLayer {
  /** Row-major, shape [inputs, outputs], as scikit-learn's `coefs_`. */
  readonly weights: Float64Array;
  /** Shape [outputs]. */
  readonly biases: Float64Array;
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation;
}

/** What a hidden unit makes of its sum: max(0, v), tanh(v), 1 / (1 + e^-v), or v itself; scikit-learn's names. */
export type HiddenActivation = 'relu' | 'tanh' | 'logistic' | 'identity';

/** All activations of hidden layers, the default one first; kernels know them by their place here. */
export const HIDDEN_ACTIVATIONS: readonly ['relu', 'tanh', 'logistic', 'identity'] = [
  'relu',
  'tanh',
  'logistic',
  'identity',
];

/** That of a hidden layer, or probabilities over all units of the last one. */
export type Activation = HiddenActivation | 'softmax';
