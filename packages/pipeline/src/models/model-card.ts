import type { ModelFile } from '@networkml/model';

/** Renders what a model file says of itself as a Markdown model card. */
export const renderModelCard = (model: ModelFile): string =>
  [
    `# ${model.name}`,
    ...(model.description === undefined ? [] : [model.description]),
    '## What it answers',
    `One of ${model.roles.length} roles, or Unknown where no role is more probable than ${model.unknownThreshold}: ${model.roles.join(', ')}.`,
    '## What it looks at',
    `${model.columns.length} columns of ${model.featureSets.map(({ id, version }) => `\`${id}\` (version ${version})`).join(', ')}, ${transformText(model)}`,
    '## How good it is',
    ...validationText(model),
    '## What it was trained on',
    trainingText(model),
    '',
  ].join('\n\n');

const transformText = (model: ModelFile): string => {
  const { hiddenLayers, networks } = model.estimator.hyperparameters;
  const before = model.inputTransform === 'none' ? '' : 'signed logarithms of them, ';
  const limit = model.scaler.limit === undefined ? '' : ` and cut at ${model.scaler.limit} deviations`;
  return `${before}standardised${limit}, into ${networks === 1 ? 'a network' : `the average of ${networks} networks`} with hidden layers of ${hiddenLayers.join(', ')} units.`;
};

const validationText = (model: ModelFile): string[] => {
  const { validation } = model;
  if (validation === null) return ['Nobody has measured it.'];
  const { method, folds, groupedBy } = validation;
  const along = groupedBy === undefined ? '' : `, rows of one ${groupedBy} kept together`;
  const rows = Object.entries(validation.metrics).map(([name, value]) => `| ${name} | ${value.toFixed(4)} |`);
  const grid = validation.grid.map(
    ({ hyperparameters, meanScore, stdScore, error }) =>
      `| ${hyperparameters.hiddenLayers.join(', ')} | ${hyperparameters.inputTransform} | ${meanScore?.toFixed(4) ?? error ?? '-'} | ${stdScore?.toFixed(4) ?? '-'} |`,
  );
  return [
    `By ${method} with ${folds} folds${along}; the answers on the rows each fold held out, taken together:`,
    ['| measure | value |', '|---|---|', ...rows].join('\n'),
    'Hyperparameters were chosen by the mean score of the folds, which makes the figures above slightly kind:',
    [
      '| hidden layers | input transform | mean weighted F1 | standard deviation |',
      '|---|---|---|---|',
      ...grid,
    ].join('\n'),
  ];
};

const trainingText = (model: ModelFile): string => {
  const { rowCount, rowsPerRole, deviceSelection, datasetFingerprint, seed, engine } = model.training;
  const roles = Object.entries(rowsPerRole).map(([role, rows]) => `| ${role} | ${rows} |`);
  return [
    `${rowCount} rows of ${deviceSelection} devices; seed ${seed}, engine ${engine}, library ${model.libraryVersion}, data SHA-256 \`${datasetFingerprint}\`.`,
    ['| role | rows |', '|---|---|', ...roles].join('\n'),
  ].join('\n\n');
};
