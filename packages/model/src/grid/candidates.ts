import type {
  ForestCandidate,
  MemberCandidate,
  MlpCandidate,
  MlpDefaults,
} from '../estimators/candidate-params.ts';
import type { ForestKind, ForestParams } from '../estimators/forest/forest-params.ts';
import type { ClassWeights } from '../estimators/mlp-params.ts';
import type { ForestGridFields, MemberGridFields, MlpGridFields } from './grid-schema.ts';
import { type Grid, productOf } from './product.ts';

/** Every combination that one entry of a grid file stands for. */
export const candidatesOf = (fields: MemberGridFields): MemberCandidate[] => {
  switch (fields.estimator) {
    case 'mlp':
      return mlpCandidates(fields);
    case 'random_forest':
      return forestCandidates('randomForest', fields);
    case 'extra_trees':
      return forestCandidates('extraTrees', fields);
    case 'majority':
      return [{ estimator: 'majority' }];
  }
};

const mlpCandidates = (fields: MlpGridFields): MlpCandidate[] => {
  const grid: Grid<MlpDefaults> = {
    hiddenLayers: fields.hidden_layer_sizes,
    activation: fields.activation,
    learningRate: fields.learning_rate_init,
    learningRateSchedule: fields.learning_rate,
    beta1: fields.beta_1,
    beta2: fields.beta_2,
    epsilon: fields.epsilon,
    alpha: fields.alpha,
    dropout: fields.dropout,
    classWeights: classWeightsOf(fields.class_weight),
    batchSize: fields.batch_size,
    maxEpochs: fields.max_iter,
    tolerance: fields.tol,
    patienceEpochs: fields.n_iter_no_change,
    validationShare: fields.validation_fraction,
    networks: fields.networks,
    inputTransform: fields.input_transform,
    inputLimit: fields.input_limit,
  };
  return productOf(grid).map((chosen) => ({ estimator: 'mlp', ...chosen }));
};

const forestCandidates = (estimator: ForestKind, fields: ForestGridFields): ForestCandidate[] => {
  const grid: Grid<ForestParams> = {
    trees: fields.n_estimators,
    maxDepth: fields.max_depth,
    minSamplesSplit: fields.min_samples_split,
    minSamplesLeaf: fields.min_samples_leaf,
    maxFeatures: fields.max_features,
    bootstrap: fields.bootstrap,
    classWeights: classWeightsOf(fields.class_weight),
  };
  return productOf(grid).map((chosen) => ({ estimator, ...chosen }));
};

const classWeightsOf = (values: readonly ('balanced' | null)[] | undefined): ClassWeights[] | undefined =>
  values?.map((value) => value ?? 'none');
