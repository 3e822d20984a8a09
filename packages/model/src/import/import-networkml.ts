import { ModelError } from '../errors.ts';
import { DEFAULT_MLP_PARAMS, type MlpParams } from '../estimators/mlp-params.ts';
import type { DenseLayer } from '../dense/layer.ts';
import { type NetworkmlParams, readNetworkmlNetwork, readNetworkmlRoles } from './networkml-files.ts';
import { readStandardScaler } from './standard-scaler.ts';

/** The three files that NetworkML saves a model in. */
export interface NetworkmlFiles {
  /** Text of the network, such as `host_footprint.json`. */
  readonly network: string;
  /** Text of the label encoder, such as `host_footprint_le.json`. */
  readonly labelEncoder: string;
  /** Bytes of the StandardScaler that joblib saved, such as `host_footprint_scaler.mod`. */
  readonly scaler: Uint8Array;
}

/** A model of NetworkML, checked and in the terms of this library. */
export interface ImportedNetworkml {
  readonly roles: readonly string[];
  readonly columns: readonly string[];
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly layers: readonly DenseLayer[];
  readonly hyperparameters: MlpParams;
  /** Rows the scaler was fitted on; null where the file does not say. */
  readonly rowCount: number | null;
  /** Version of scikit-learn that wrote the scaler, where it says so. */
  readonly scikitLearn: string | null;
}

/**
 * Reads a model of NetworkML. The pickle among its files is read without executing anything of it.
 *
 * Throws MODEL_IMPORT_INVALID with file and place, MODEL_IMPORT_INCONSISTENT where the files do not go together, and
 * MODEL_PICKLE_DAMAGED, MODEL_PICKLE_REFUSED or MODEL_PICKLE_TOO_LARGE with the byte.
 */
export const importNetworkml = async (files: NetworkmlFiles): Promise<ImportedNetworkml> => {
  const { layers, columns, params } = readNetworkmlNetwork(files.network);
  const roles = readNetworkmlRoles(files.labelEncoder);
  const scaler = await readStandardScaler(files.scaler);
  const { outputs } = layers[layers.length - 1];
  check(
    roles.length === outputs,
    `${roles.length} roles in the label encoder, ${outputs} outputs of the network`,
  );
  check(
    scaler.mean.length === columns.length,
    `${scaler.mean.length} columns of the scaler, ${columns.length} inputs of the network`,
  );
  check(
    scaler.columns === null || scaler.columns.every((column, i) => column === columns[i]),
    'the scaler names other columns than the network',
  );
  const { mean, scale, rowCount, version } = scaler;
  const hyperparameters = hyperparametersOf(params);
  return { roles, columns, mean, scale, layers, hyperparameters, rowCount, scikitLearn: version };
};

const check = (isGood: boolean, problem: string): void => {
  if (!isGood) throw new ModelError('MODEL_IMPORT_INCONSISTENT', problem);
};

const hyperparametersOf = (params: NetworkmlParams): MlpParams => {
  const defaults = DEFAULT_MLP_PARAMS;
  const { hidden_layer_sizes: sizes, batch_size: batchSize } = params;
  return {
    ...defaults,
    hiddenLayers: typeof sizes === 'number' ? [sizes] : sizes,
    activation: params.activation,
    alpha: params.alpha ?? defaults.alpha,
    beta1: params.beta_1 ?? defaults.beta1,
    beta2: params.beta_2 ?? defaults.beta2,
    epsilon: params.epsilon ?? defaults.epsilon,
    learningRate: params.learning_rate_init ?? defaults.learningRate,
    maxEpochs: params.max_iter ?? SCIKIT_LEARN_MAX_ITER,
    patienceEpochs: params.n_iter_no_change ?? defaults.patienceEpochs,
    tolerance: params.tol ?? defaults.tolerance,
    batchSize: typeof batchSize === 'number' ? batchSize : defaults.batchSize,
  };
};

const SCIKIT_LEARN_MAX_ITER = 200;
