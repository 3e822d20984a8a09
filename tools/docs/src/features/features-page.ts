import type { FeatureSet } from '@networkml/featurizer';
import { renderFeatureSet } from '@networkml/pipeline';
import type { FeatureAccuracy } from './feature-accuracy.ts';
import { quirksOf } from './quirks.ts';

/** The page of all built-in feature sets, and of how well devices are told apart by them where that was measured. */
export const featuresPage = (sets: readonly FeatureSet[], accuracy: FeatureAccuracy | undefined): string =>
  `${[
    '# Features',
    'What is computed of a device, from headers only. Made by `npm run docs`; do not edit.',
    'Choose sets with `--features`, parted by commas; `networkml features list` and `networkml features describe <set>` print what is here. [Write a feature](write-a-feature.md) shows how to add your own.',
    overview(sets),
    ...(accuracy === undefined ? [] : accuracyParts(accuracy)),
    ...sets.map((set, index) => describe(set, sets.slice(0, index))),
  ].join('\n\n')}\n`;

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const overview = (sets: readonly FeatureSet[]): string =>
  table(
    ['set', 'version', 'a row a', 'columns', 'what for'],
    sets.map(({ id, version, level, columns, doc = '' }) => [
      `[\`${id}\`](#${id})`,
      version,
      level,
      Object.keys(columns).length,
      doc,
    ]),
  );

const accuracyParts = ({ command, date, dataset, rows, ablation }: FeatureAccuracy): string[] => [
  '## How well devices are told apart',
  `${dataset} Measured on ${date} by \`${command}\`.`,
  table(
    ['features', 'columns', 'estimator', 'validation', 'accuracy', 'weighted F1'],
    rows.map((row) => [
      `\`${row.features}\``,
      row.columns,
      row.estimator,
      row.validation,
      row.accuracy.toFixed(3),
      row.weightedF1.toFixed(3),
    ]),
  ),
  'The folds mix captures of the same physical device, so the cross-validated figures flatter; those of persons B and C against A are the honest ones. SmarterCoffee and iKettle2 send the same packets: the 40 captures of the two cost every estimator two to four points.',
  ...(ablation.length === 0 ? [] : ablationParts(ablation)),
  ...LEFT_OUT,
];

/** What was tried while the set was chosen. */
const LEFT_OUT: readonly string[] = [
  '### What was tried and left out of `device`',
  'Each of these made answers worse on the captures of another person, most of them though they made cross-validation better:',
  [
    '- lengths and directions of the first packets: they tell how a set-up began, not what a device is;',
    '- numbers of packets and bytes instead of shares: they tell how long a capture is;',
    '- more quantiles of the times between packets, and a histogram of them: they tell the network and the hand that set the device up;',
    '- options of SYN-ACK segments: they answer those of the client.',
  ].join('\n'),
];

const ablationParts = (ablation: FeatureAccuracy['ablation']): string[] => [
  '### Without a group of columns',
  'The same with one group of columns left out: what falls most is needed most. Groups that tell the same story stand in for one another.',
  table(
    ['left out', 'columns left', 'accuracy, cross-validated', 'accuracy, held out'],
    ablation.map((row) => [row.group, row.columns, row.accuracy.toFixed(3), row.heldOut.toFixed(3)]),
  ),
];

/** A set with its quirks; the columns of a variant are those of the set it varies. */
const describe = (set: FeatureSet, before: readonly FeatureSet[]): string => {
  const names = Object.keys(set.columns).join();
  const twin = before.find(({ columns }) => Object.keys(columns).join() === names);
  const text =
    twin === undefined
      ? renderFeatureSet(set)
      : [
          `## ${set.id}`,
          ...(set.doc === undefined ? [] : [set.doc]),
          `Version ${set.version}, a row a ${set.level}. The columns are named as those of [\`${twin.id}\`](#${twin.id}).`,
        ].join('\n\n');
  const quirks = quirksOf(set.id);
  if (quirks.length === 0) return text.trimEnd();
  const common = twin === undefined ? [] : quirksOf(twin.id);
  const own = quirks.filter((quirk) => !common.includes(quirk));
  const list = own.map((quirk) => `- ${quirk}`).join('\n');
  const rest = own.length < quirks.length && twin !== undefined ? `\n- The others of \`${twin.id}\`.` : '';
  return `${text.trimEnd()}\n\n### Quirks kept by ${set.id}\n\n${list}${rest}`;
};
