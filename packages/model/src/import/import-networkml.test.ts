import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors.ts';
import { FittedMlp } from '../estimators/fitted-mlp.ts';
import { matrixFromRows } from '../matrix.ts';
import { replaceAt } from '../testing/replace-at.ts';
import { type NetworkmlFiles, importNetworkml } from './import-networkml.ts';
import { SCALER_FILES } from './testing/scaler-files.ts';

/** Three columns, two hidden units, three roles, as sklearn-json writes it. */
const network = {
  meta: 'mlp',
  coefs_: [
    [[1, 0], [0, 1], [0, 0]], // prettier-ignore
    [[2, 0, -1], [0, 3, 1]], // prettier-ignore
  ],
  loss_: 0.1,
  intercepts_: [
    [0, 0.5],
    [0, 0, 1],
  ],
  out_activation_: 'softmax',
  params: { activation: 'relu', hidden_layer_sizes: [2], batch_size: 'auto', max_iter: 120, alpha: 0.01 },
  features: ['a', 'b', 'c'],
  classes_: [0, 1, 2],
};

const filesWith = (changes: Partial<NetworkmlFiles> = {}): NetworkmlFiles => ({
  network: JSON.stringify(network),
  labelEncoder: '{"classes":["Camera","Phone","Server"]}',
  scaler: SCALER_FILES['joblib-names'],
  ...changes,
});

const failureOf = async (changes: Partial<NetworkmlFiles>): Promise<ModelError> => {
  try {
    await importNetworkml(filesWith(changes));
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('the files were accepted');
};

const networkWith = (path: readonly (string | number)[], part: unknown): string =>
  JSON.stringify(replaceAt(network, path, part));

describe('importNetworkml', () => {
  it('puts the three files together', async () => {
    const { layers, mean, ...rest } = await importNetworkml(filesWith());
    expect([...mean]).toEqual([2, 20, 5]);
    expect(rest).toMatchObject({
      roles: ['Camera', 'Phone', 'Server'],
      columns: ['a', 'b', 'c'],
      hyperparameters: { hiddenLayers: [2], maxEpochs: 120, alpha: 0.01, batchSize: 200 },
      rowCount: 3,
      scikitLearn: '1.2.1',
    });
    // By hand: hidden (1, 2.5), outputs (2, 7.5, 2.5).
    const { values } = new FittedMlp(layers).predictProbabilities(matrixFromRows([[1, 2, 9]]));
    const sum = Math.exp(2) + Math.exp(7.5) + Math.exp(2.5);
    expect(values[1]).toBeCloseTo(Math.exp(7.5) / sum, 14);
  });

  it('takes over the activation of hidden units', async () => {
    const text = networkWith(['params', 'activation'], 'tanh');
    const { layers, hyperparameters } = await importNetworkml(filesWith({ network: text }));
    expect(layers.map(({ activation }) => activation)).toEqual(['tanh', 'softmax']);
    expect(hyperparameters.activation).toBe('tanh');
  });

  it('makes two softmax outputs of one logistic output', async () => {
    const logistic = {
      ...network,
      coefs_: [network.coefs_[0], [[2], [-1]]],
      intercepts_: [[0, 0.5], [0.25]],
      out_activation_: 'logistic',
      classes_: [0, 1],
    };
    const { layers } = await importNetworkml(
      filesWith({ network: JSON.stringify(logistic), labelEncoder: '{"classes":["Camera","Phone"]}' }),
    );
    const { values } = new FittedMlp(layers).predictProbabilities(matrixFromRows([[3, 1, 0]]));
    expect(values[1]).toBeCloseTo(1 / (1 + Math.exp(-(2 * 3 - 1.5 + 0.25))), 14);
    expect(values[0] + values[1]).toBeCloseTo(1, 14);
  });

  it.each([
    [{ network: 'x' }, 'model: it is not JSON'],
    [{ network: '[]' }, 'model: $: expected object'],
    [{ network: networkWith(['meta'], 'svm') }, 'model: $.meta: expected "mlp"'],
    [
      { network: networkWith(['params', 'activation'], 'step') },
      'model: $.params.activation: expected "relu" or "tanh" or "logistic" or "identity"',
    ],
    [{ network: networkWith(['coefs_', 0, 1], [1]) }, 'model: $.coefs_[0]: not a table with 2 columns'],
    [{ network: networkWith(['coefs_', 0, 1, 0], null) }, 'model: $.coefs_[0][1][0]: expected number'],
    [
      { network: networkWith(['intercepts_'], [[0, 0]]) },
      'model: $.intercepts_: not a list for each of $.coefs_',
    ],
    [{ network: networkWith(['features'], ['a', 'b']) }, 'model: $.coefs_[0]: 3 rows, 2 values arrive'],
    [{ network: networkWith(['classes_'], [0, 2, 1]) }, 'model: $.classes_: not the numbers from 0 to 2'],
    [
      { network: networkWith(['out_activation_'], 'logistic') },
      'model: $.out_activation_: logistic with several outputs',
    ],
    [{ labelEncoder: '{"classes":[1,2]}' }, 'label encoder: $.classes[0]: expected string'],
  ])('says what is wrong with a file (%#)', async (changes, detail) => {
    expect(await failureOf(changes)).toMatchObject({ code: 'MODEL_IMPORT_INVALID', detail });
  });

  it.each([
    [{ labelEncoder: '{"classes":["A","B"]}' }, '2 roles in the label encoder, 3 outputs of the network'],
    [
      { network: networkWith(['features'], ['a', 'c', 'b']) },
      'the scaler names other columns than the network',
    ],
    [
      { network: JSON.stringify({ ...network, features: ['a', 'b'], coefs_: [[[1, 0], [0, 1]], network.coefs_[1]] }) }, // prettier-ignore
      '3 columns of the scaler, 2 inputs of the network',
    ],
  ])('says which files do not go together (%#)', async (changes, detail) => {
    expect(await failureOf(changes)).toMatchObject({ code: 'MODEL_IMPORT_INCONSISTENT', detail });
  });
});
