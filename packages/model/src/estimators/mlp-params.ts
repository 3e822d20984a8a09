/** Hyperparameters of `MlpClassifier`; names differ from scikit-learn's MLPClassifier, meanings do not. */
export interface MlpParams {
  /** Units of each hidden layer, from the input on. */
  readonly hiddenLayers: readonly number[];
  /** Step size of Adam. */
  readonly learningRate: number;
  /** Decay of Adam's running mean of gradients. */
  readonly beta1: number;
  /** Decay of Adam's running mean of squared gradients. */
  readonly beta2: number;
  /** Keeps Adam's division finite. */
  readonly epsilon: number;
  /** L2 penalty: 0.5 · alpha · Σw² / rows of the batch joins the loss; biases are free. */
  readonly alpha: number;
  /** Rows of a mini-batch; fewer where fewer are left or there. */
  readonly batchSize: number;
  /** Passes over the rows at most. */
  readonly maxEpochs: number;
  /** An epoch whose loss is not below the best one by this much counts as one without improvement. */
  readonly tolerance: number;
  /** Training stops after more than this many epochs without improvement in a row. */
  readonly patienceEpochs: number;
  /** Networks trained from different starts and averaged into one (`joinNetworks`). */
  readonly networks: number;
}

/** scikit-learn's defaults, save hidden layers (64, 32), the first of NetworkML's grid, and up to 400 epochs instead of 200. */
export const DEFAULT_MLP_PARAMS: MlpParams = {
  hiddenLayers: [64, 32],
  learningRate: 0.001,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  alpha: 0.0001,
  batchSize: 200,
  maxEpochs: 400,
  tolerance: 0.0001,
  patienceEpochs: 10,
  networks: 1,
};
