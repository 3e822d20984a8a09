import type { HiddenActivation } from '../dense/layer.ts';

/** How the step size changes from epoch to epoch: not, along half a cosine, by 1 / sqrt(epoch), or by a fifth on each plateau. */
export type LearningRateSchedule = 'constant' | 'cosine' | 'invscaling' | 'adaptive';

/** All learning-rate schedules, the default one first. */
export const LEARNING_RATE_SCHEDULES: readonly ['constant', 'cosine', 'invscaling', 'adaptive'] = [
  'constant',
  'cosine',
  'invscaling',
  'adaptive',
];

/** What a row's loss counts: one for each, or less the more rows its class has, so that classes count alike. */
export type ClassWeights = 'none' | 'balanced';

/** All ways to weigh classes, the default one first. */
export const CLASS_WEIGHTS: readonly ['none', 'balanced'] = ['none', 'balanced'];

/** Hyperparameters of `MlpClassifier`; names differ from scikit-learn's MLPClassifier, meanings do not. */
export interface MlpParams {
  /** Units of each hidden layer, from the input on. */
  readonly hiddenLayers: readonly number[];
  /** Of every hidden unit. */
  readonly activation: HiddenActivation;
  /** Step size of Adam at the start. */
  readonly learningRate: number;
  /** What becomes of the step size. */
  readonly learningRateSchedule: LearningRateSchedule;
  /** Decay of Adam's running mean of gradients. */
  readonly beta1: number;
  /** Decay of Adam's running mean of squared gradients. */
  readonly beta2: number;
  /** Keeps Adam's division finite. */
  readonly epsilon: number;
  /** L2 penalty: 0.5 · alpha · Σw² / rows of the batch joins the loss; biases are free. */
  readonly alpha: number;
  /** Share of hidden units that are left out of a training step, each row by chance: Srivastava et al., Dropout (2014). */
  readonly dropout: number;
  /** What the loss of a row counts. */
  readonly classWeights: ClassWeights;
  /** Rows of a mini-batch; fewer where fewer are left or there. */
  readonly batchSize: number;
  /** Passes over the rows at most. */
  readonly maxEpochs: number;
  /** An epoch whose loss is not below the best one by this much counts as one without improvement. */
  readonly tolerance: number;
  /** Training stops after more than this many epochs without improvement in a row. */
  readonly patienceEpochs: number;
  /** Share of each class's rows that is held out to find the plateau and the best weights by; 0 watches the training loss. */
  readonly validationShare: number;
  /** Networks trained from different starts and averaged into one (`joinNetworks`). */
  readonly networks: number;
}

/** scikit-learn's defaults, save hidden layers (64, 32), the first of NetworkML's grid, and up to 400 epochs instead of 200. */
export const DEFAULT_MLP_PARAMS: MlpParams = {
  hiddenLayers: [64, 32],
  activation: 'relu',
  learningRate: 0.001,
  learningRateSchedule: 'constant',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  alpha: 0.0001,
  dropout: 0,
  classWeights: 'none',
  batchSize: 200,
  maxEpochs: 400,
  tolerance: 0.0001,
  patienceEpochs: 10,
  validationShare: 0,
  networks: 1,
};
