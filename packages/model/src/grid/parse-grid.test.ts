import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors.ts';
import { parseGrid } from './parse-grid.ts';

const detailOf = (text: string): string => {
  try {
    parseGrid(text);
  } catch (error) {
    if (error instanceof ModelError && error.code === 'MODEL_GRID_INVALID') return error.detail;
    throw error;
  }
  throw new Error('the broken grid was accepted');
};

describe('parseGrid', () => {
  it('tries every combination of the lists of an entry, the last one fastest', () => {
    const grid = parseGrid(`
- estimator: mlp
  hidden_layer_sizes: [[64, 32], [128]]
  alpha: [0.0001, 0.01]
`);
    expect(grid).toEqual([
      { estimator: 'mlp', hiddenLayers: [64, 32], alpha: 0.0001 },
      { estimator: 'mlp', hiddenLayers: [64, 32], alpha: 0.01 },
      { estimator: 'mlp', hiddenLayers: [128], alpha: 0.0001 },
      { estimator: 'mlp', hiddenLayers: [128], alpha: 0.01 },
    ]);
  });

  it('knows every hyperparameter of networks by its name in scikit-learn', () => {
    expect(
      parseGrid(`
- estimator: mlp
  hidden_layer_sizes: [[8]]
  activation: tanh
  learning_rate: adaptive
  learning_rate_init: 0.01
  beta_1: 0.8
  beta_2: 0.99
  epsilon: 1.0e-7
  alpha: 0
  batch_size: 32
  max_iter: 60
  tol: 0.001
  n_iter_no_change: 5
  validation_fraction: 0.1
  class_weight: balanced
  dropout: 0.2
  networks: 3
  input_transform: signedLog
  input_limit: 4
`),
    ).toEqual([
      {
        estimator: 'mlp',
        hiddenLayers: [8],
        activation: 'tanh',
        learningRate: 0.01,
        learningRateSchedule: 'adaptive',
        beta1: 0.8,
        beta2: 0.99,
        epsilon: 1e-7,
        alpha: 0,
        dropout: 0.2,
        classWeights: 'balanced',
        batchSize: 32,
        maxEpochs: 60,
        tolerance: 0.001,
        patienceEpochs: 5,
        validationShare: 0.1,
        networks: 3,
        inputTransform: 'signedLog',
        inputLimit: 4,
      },
    ]);
  });

  it('knows those of both kinds of forest, and takes JSON', () => {
    const entry = { n_estimators: 50, max_depth: [null, 8], min_samples_split: 4, min_samples_leaf: 2, max_features: 0.2, bootstrap: false, class_weight: 'balanced' }; // prettier-ignore
    const params = { trees: 50, minSamplesSplit: 4, minSamplesLeaf: 2, maxFeatures: 0.2, bootstrap: false, classWeights: 'balanced' }; // prettier-ignore
    const text = JSON.stringify([
      { estimator: 'random_forest', ...entry },
      { estimator: 'extra_trees', max_features: ['log2'], class_weight: null },
      { estimator: 'majority' },
    ]);
    expect(parseGrid(text)).toEqual([
      { estimator: 'randomForest', ...params, maxDepth: null },
      { estimator: 'randomForest', ...params, maxDepth: 8 },
      { estimator: 'extraTrees', maxFeatures: 'log2', classWeights: 'none' },
      { estimator: 'majority' },
    ]);
  });

  it('combines the members of an ensemble', () => {
    const grid = parseGrid(`
- estimator: ensemble
  members:
    - { estimator: mlp, alpha: [0, 1] }
    - { estimator: extra_trees }
  weights: [[1, 1], [2, 1]]
- { estimator: ensemble, members: { estimator: majority } }
`);
    const forest = { estimator: 'extraTrees' };
    const mlp = (alpha: number) => ({ estimator: 'mlp', alpha });
    expect(grid).toEqual([
      { estimator: 'ensemble', members: [mlp(0), forest], weights: [1, 1] },
      { estimator: 'ensemble', members: [mlp(0), forest], weights: [2, 1] },
      { estimator: 'ensemble', members: [mlp(1), forest], weights: [1, 1] },
      { estimator: 'ensemble', members: [mlp(1), forest], weights: [2, 1] },
      { estimator: 'ensemble', members: [{ estimator: 'majority' }] },
    ]);
  });

  it.each([
    ['', '$: expected array'],
    ['estimator: mlp', '$: expected array'],
    ['[]', '$: must be at least 1'],
    ['- mlp', '$[0]: expected object'],
    ['- {}', '$[0].estimator: expected "mlp" or "random_forest" or "extra_trees" or "majority" or "ensemble"'],
    ['- { estimator: majority }\n- { estimator: mlp, alpha: [0, -1] }', '$[1].alpha[1]: must be at least 0'],
    ['- { estimator: mlp, hidden_layer_sizes: [64, 32] }', '$[0].hidden_layer_sizes[0]: expected array'],
    ['- { estimator: mlp, alpha: [] }', '$[0].alpha: must be at least 1'],
    ['- { estimator: mlp, hiddenLayers: [[8]] }', '$[0]: unknown field hiddenLayers'],
    ['- { estimator: extra_trees, max_features: 0 }', '$[0].max_features[0]: expected "sqrt", "log2" or a share above 0'],
    ['- { estimator: extra_trees, n_estimators: many }', '$[0].n_estimators[0]: expected number'],
    ['- { estimator: ensemble, members: [] }', '$[0].members: must be at least 1'],
    ['- { estimator: ensemble, members: [{ estimator: ensemble }] }', '$[0].members[0].estimator: expected "mlp"'],
    ['- { estimator: ensemble, members: [{ estimator: mlp, alpha: x }] }', '$[0].members[0].alpha[0]: expected number'],
    ['- { estimator: ensemble, members: [{ estimator: mlp }], weights: [[1, 1]] }', '$[0].weights[0]: 2 weights of 1 members'],
    [`- { estimator: mlp, alpha: [${'1,'.repeat(200)}], beta_1: [${'0,'.repeat(200)}] }`, '$[0]: 40000 combinations, more than 10000'],
    ['- { estimator: mlp\n- oops', 'at line 2'],
    ['- &a [*a]', ''],
  ])('says what is wrong with %j', (text, detail) => {
    expect(detailOf(text)).toContain(detail);
  }); // prettier-ignore

  it('does not unfold aliases without end', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `- &a${i + 1} [${`*a${i},`.repeat(9)}]`);
    expect(detailOf(['- &a0 [x]', ...lines].join('\n'))).toContain('alias');
  });
});
