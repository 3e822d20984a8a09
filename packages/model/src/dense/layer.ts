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

/** max(0, v) for each unit, or probabilities over all units of the layer. */
export type Activation = 'relu' | 'softmax';
