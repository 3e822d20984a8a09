import * as z from 'zod/mini';
import { type DenseLayer, HIDDEN_ACTIVATIONS, type HiddenActivation } from '../dense/layer.ts';
import { ModelError } from '../errors.ts';
import { describeIssue } from '../model-file/issue.ts';

/** Characters of a JSON file of NetworkML at most; the network it publishes takes half a million. */
const MAX_JSON_LENGTH = 2 ** 26;

/** A network as NetworkML saves it, layers in the order of computation. */
export interface NetworkmlNetwork {
  readonly layers: readonly DenseLayer[];
  /** Input columns in the order of the network's inputs. */
  readonly columns: readonly string[];
  /** scikit-learn's hyperparameters, by its names; what is not there is scikit-learn's default. */
  readonly params: NetworkmlParams;
}

/** What of scikit-learn's hyperparameters has a meaning here, by scikit-learn's names. */
export interface NetworkmlParams {
  readonly activation: HiddenActivation;
  readonly hidden_layer_sizes: readonly number[] | number;
  readonly alpha?: number | undefined;
  readonly beta_1?: number | undefined;
  readonly beta_2?: number | undefined;
  readonly epsilon?: number | undefined;
  readonly learning_rate_init?: number | undefined;
  readonly max_iter?: number | undefined;
  readonly n_iter_no_change?: number | undefined;
  readonly tol?: number | undefined;
  readonly batch_size?: number | 'auto' | undefined;
}

const number = z.optional(z.number());

const params: z.ZodMiniType<NetworkmlParams> = z.object({
  activation: z.enum(HIDDEN_ACTIVATIONS),
  hidden_layer_sizes: z.union([z.array(z.int()), z.int()]),
  alpha: number,
  beta_1: number,
  beta_2: number,
  epsilon: number,
  learning_rate_init: number,
  max_iter: number,
  n_iter_no_change: number,
  tol: number,
  batch_size: z.optional(z.union([z.int(), z.literal('auto')])),
});

/** sklearn-json's document of an MLPClassifier, with the names of the columns that NetworkML adds. */
const networkSchema = z.object({
  meta: z.literal('mlp'),
  coefs_: z.array(z.array(z.array(z.number()))).check(z.minLength(1)),
  intercepts_: z.array(z.array(z.number())),
  out_activation_: z.enum(['softmax', 'logistic']),
  params,
  features: z.array(z.string()).check(z.minLength(1)),
  classes_: z.array(z.int()),
});

const labelEncoderSchema = z.object({ classes: z.array(z.string()).check(z.minLength(2)) });

/**
 * Reads the network of NetworkML's model, such as `host_footprint.json`. Two classes, which scikit-learn tells apart with
 * one logistic output, get two softmax outputs of the same probabilities.
 *
 * Throws MODEL_IMPORT_INVALID with the JSON path of the fault.
 */
export const readNetworkmlNetwork = (text: string): NetworkmlNetwork => {
  const document = parse(text, { schema: networkSchema, file: 'model' });
  if (document.coefs_.length !== document.intercepts_.length) {
    throw invalid('model', '$.intercepts_: not a list for each of $.coefs_');
  }
  const layers = document.coefs_.map((weights, i) => ({
    ...denseLayer(weights, document.intercepts_[i], i),
    activation: document.params.activation,
  }));
  const last = layers.length - 1;
  layers.forEach(({ inputs }, i) => {
    const arriving = i === 0 ? document.features.length : layers[i - 1].outputs;
    if (inputs !== arriving)
      throw invalid('model', `$.coefs_[${i}]: ${inputs} rows, ${arriving} values arrive`);
  });
  const output = outputLayer(layers[last], document.out_activation_);
  if (document.classes_.length !== output.outputs || document.classes_.some((label, i) => label !== i)) {
    throw invalid('model', `$.classes_: not the numbers from 0 to ${output.outputs - 1}`);
  }
  return { layers: [...layers.slice(0, last), output], columns: document.features, params: document.params };
};

/** Reads the roles of NetworkML's label encoder, such as `host_footprint_le.json`, in the order of classes; throws MODEL_IMPORT_INVALID. */
export const readNetworkmlRoles = (text: string): readonly string[] =>
  parse(text, { schema: labelEncoderSchema, file: 'label encoder' }).classes;

const parse = <T>(
  text: string,
  { schema, file }: { readonly schema: z.ZodMiniType<T>; readonly file: string },
): T => {
  if (text.length > MAX_JSON_LENGTH) throw invalid(file, `more than ${MAX_JSON_LENGTH} characters`);
  const result = z.safeParse(schema, parseJson(text, file));
  if (!result.success) throw invalid(file, describeIssue(result.error.issues[0]));
  return result.data;
};

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError('MODEL_IMPORT_INVALID', `${file}: it is not JSON`, { cause });
  }
};

const invalid = (file: string, detail: string): ModelError =>
  new ModelError('MODEL_IMPORT_INVALID', `${file}: ${detail}`);

const denseLayer = (
  weights: readonly (readonly number[])[],
  biases: readonly number[],
  index: number,
): Omit<DenseLayer, 'activation'> => {
  const outputs = biases.length;
  const isTable = outputs > 0 && weights.length > 0 && weights.every((row) => row.length === outputs);
  if (!isTable) throw invalid('model', `$.coefs_[${index}]: not a table with ${outputs} columns`);
  return {
    inputs: weights.length,
    outputs,
    weights: Float64Array.from(weights.flat()),
    biases: Float64Array.from(biases),
  };
};

/** The logistic function of z is the second softmax of (0, z). */
const outputLayer = (layer: DenseLayer, activation: 'softmax' | 'logistic'): DenseLayer => {
  if (activation === 'softmax') return { ...layer, activation };
  if (layer.outputs !== 1) throw invalid('model', '$.out_activation_: logistic with several outputs');
  return {
    inputs: layer.inputs,
    outputs: 2,
    activation: 'softmax',
    weights: Float64Array.from(Array.from(layer.weights).flatMap((weight) => [0, weight])),
    biases: Float64Array.of(0, layer.biases[0]),
  };
};
