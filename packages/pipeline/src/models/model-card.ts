import type { AdaptedFromRecord, ModelFile } from '@networkml/model';
import { listText, markdownTable, plainText } from './card-text.ts';
import { estimatorText } from './estimator-card.ts';
import { validationCard } from './validation-card.ts';

/** Renders what a model file says of itself as a Markdown model card, which reads well on a terminal too. */
export const renderModelCard = (model: ModelFile): string =>
  [
    `# ${plainText(model.name)}`,
    ...(model.description === undefined ? [] : [plainText(model.description)]),
    ...(model.origin === undefined
      ? []
      : [`A model of ${plainText(model.origin.importedFrom)}. ${plainText(model.origin.note)}`]),
    '## What it answers',
    answersText(model),
    '## When it answers Unknown',
    unknownText(model),
    '## What it looks at',
    inputText(model),
    '## How good it is',
    ...validationCard(model),
    '## How far to believe its confidence',
    calibrationText(model),
    '## Limits',
    limitsText(model),
    '## What it was trained on',
    ...trainingText(model),
    '## Where it comes from',
    ...provenanceText(model),
    '',
  ].join('\n\n');

const answersText = ({ roles }: ModelFile): string =>
  `One of ${roles.length} roles, with a confidence for each: ${listText(roles)}.`;

const unknownText = ({ unknown }: ModelFile): string =>
  [
    `- *ambiguous*: no role has a confidence above ${unknown.threshold}.`,
    unknown.noveltyThreshold === null
      ? '- It does not notice devices that are unlike all it was trained on.'
      : `- *unlike-training*: the device is further from all training rows than ${unknown.noveltyThreshold.toPrecision(4)}, by the model's novelty score.`,
    ...(unknown.minimumPackets === 0
      ? []
      : [`- *too-little-traffic*: the device has fewer than ${unknown.minimumPackets} packets.`]),
  ].join('\n');

const inputText = ({ columns, featureSets, estimator }: ModelFile): string => {
  const sets = featureSets.map(({ id, version }) => `\`${plainText(id)}\` (version ${version})`).join(', ');
  return `${columns.length} columns of ${sets}, ${estimatorText(estimator)}. Only headers of packets go into them, no payload, and neither file names nor labels.`;
};

const calibrationText = ({ calibration }: ModelFile): string =>
  calibration === null
    ? 'Its confidences are not calibrated: take them for an order, not for probabilities.'
    : `Its confidences are calibrated by a temperature of ${calibration.temperature.toFixed(3)}, fitted on answers to rows it had not seen: of the answers with a confidence of 0.8, about 80 of 100 should be right.`;

/** Roles with fewer rows are named: what was learnt of them is little, and so are figures about them worth. */
const FEW_ROWS = 10;

const limitsText = ({ roles, training, validation }: ModelFile): string => {
  const rows = new Map(Object.entries(training.rowsPerRole));
  const rare = roles.filter((role) => (rows.get(role) ?? FEW_ROWS) < FEW_ROWS);
  return [
    `- It knows no other roles. A device of another kind gets one of the ${roles.length}, or Unknown.`,
    '- The figures are about captures like those it was trained on: other networks, other times and longer or shorter captures may give others.',
    ...(rare.length === 0 ? [] : [`- These roles had fewer than ${FEW_ROWS} rows: ${listText(rare)}.`]),
    ...(validation === null ? ['- There are no figures about it.'] : []),
    '- What it says of a device is a guess at its role, and no proof of what it is or does.',
  ].join('\n');
};

const trainingText = ({ training }: ModelFile): string[] => {
  const { rowCount, rowsPerRole, deviceSelection, adaptedFrom } = training;
  if (adaptedFrom !== undefined) return adaptationText(training, adaptedFrom);
  const roles = Object.entries(rowsPerRole).map(([role, rows]) => [role, String(rows)]);
  return [
    `${rowCount} rows, of ${DEVICES[deviceSelection]}.`,
    ...(roles.length === 0 ? [] : [markdownTable(['role', 'rows'], roles)]),
  ];
};

const adaptationText = (
  { rowCount, rowsPerRole, deviceSelection }: ModelFile['training'],
  { model, rememberedRows, addedRowsPerRole }: AdaptedFromRecord,
): string[] => {
  const base = plainText(model);
  const added = new Map(Object.entries(addedRowsPerRole));
  return [
    `It was adapted from ${base}. Of the ${rowCount} rows it learned, ${rememberedRows} are rows that ${base} remembers of its own training, under the roles it gives them; the others are labelled rows, of ${DEVICES[deviceSelection]}.`,
    markdownTable(
      ['role', 'labelled rows', 'remembered rows'],
      Object.entries(rowsPerRole).map(([role, rows]) => {
        const labelled = added.get(role) ?? 0;
        return [role, String(labelled), String(rows - labelled)];
      }),
    ),
  ];
};

const DEVICES: Readonly<Record<ModelFile['training']['deviceSelection'], string>> = {
  canonical: 'the canonical device of each capture',
  all: 'all devices of each capture',
  labelled: 'the devices that the labels name',
};

const provenanceText = (model: ModelFile): string[] =>
  model.origin === undefined ? trainedText(model) : importedText(model, model.origin.importedFrom);

const trainedText = ({ training, libraryVersion }: ModelFile): string[] => {
  const { engine, seed, datasetFingerprint, adaptedFrom } = training;
  const origin =
    adaptedFrom === undefined
      ? { rows: 'rows', fingerprint: 'training rows', command: 'networkml train', base: [] }
      : {
          rows: 'base, rows',
          fingerprint: 'labelled rows',
          command: 'networkml-trainer adapt',
          base: [['content hash of the base', adaptedFrom.contentHash]],
        };
  return [
    markdownTable(
      ['what', 'value'],
      [
        ['library', libraryVersion],
        ['engine', engine],
        ['seed', String(seed)],
        [`SHA-256 of the ${origin.fingerprint}`, datasetFingerprint],
        ...origin.base,
      ],
    ),
    `The same ${origin.rows}, settings and seed give the same file, byte for byte: \`${origin.command}\` with \`--seed ${seed}\` on the same captures and labels.`,
  ];
};

const importedText = ({ training, libraryVersion }: ModelFile, program: string): string[] => [
  markdownTable(
    ['what', 'value'],
    [
      ['imported from', program],
      ['by library', libraryVersion],
      ['trained with', training.engine],
      ['SHA-256 of the imported files', training.datasetFingerprint],
    ],
  ),
  'The same files and options of `networkml models import` give the same model file, byte for byte.',
];
