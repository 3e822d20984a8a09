import type { ModelFile, ValidationRecord } from '@networkml/model';
import { markdownTable, plainText, scoreText, valueText } from './card-text.ts';

/** What the card says of a model's validation: how it was judged, the figures, and the grid it was chosen from. */
export const validationCard = ({ validation }: ModelFile): string[] =>
  validation === null
    ? ['Nobody has measured it with this library. Evaluate it on labelled captures before relying on it.']
    : [howText(validation), figures(validation), ...gridText(validation)];

const howText = ({ method, folds, groupedBy, metrics }: ValidationRecord): string => {
  const along =
    groupedBy === undefined
      ? 'Rows of one device may stand on both sides of a fold: where a device gave several rows, the figures are kind.'
      : `Rows of one ${plainText(groupedBy)} were kept on one side, so that the figures are about ${plainText(groupedBy)}s the model had not seen.`;
  const beside = hasPlain(metrics)
    ? ' Beside them stand those of plain folds, which rows of one group may straddle: the gap is what they flatter by.'
    : '';
  return `By ${plainText(method)} with ${folds} folds: the answers on the rows each fold held out, taken together. ${along}${beside}`;
};

const PLAIN = 'ungrouped';

const hasPlain = (metrics: ValidationRecord['metrics']): boolean =>
  Object.keys(metrics).some((name) => name.startsWith(PLAIN));

/** The headline, and beside it the same measure of plain folds where it was taken. */
const figures = ({ metrics, groupedBy }: ValidationRecord): string => {
  const headline = Object.entries(metrics).filter(([name]) => !name.startsWith(PLAIN));
  if (!hasPlain(metrics)) {
    return markdownTable(['measure', 'value'], headline.map(([name, value]) => [name, scoreText(value)])); // prettier-ignore
  }
  const rows = headline.map(([name, value]) => {
    const plain = metrics[`${PLAIN}${name[0].toUpperCase()}${name.slice(1)}`] as number | undefined;
    return [name, scoreText(value), scoreText(plain), plain === undefined ? '-' : scoreText(plain - value)];
  });
  return markdownTable(['measure', `by ${groupedBy ?? 'group'}`, 'plain folds', 'gap'], rows);
};

/** The candidates by the hyperparameters in which they differ. */
const gridText = ({ grid }: ValidationRecord): string[] => {
  if (grid.length < 2) return [];
  const candidates = grid.map(({ hyperparameters }) => new Map(Object.entries(hyperparameters)));
  const names = [...new Set(candidates.flatMap((candidate) => [...candidate.keys()]))];
  const varied = names.filter(
    (name) => new Set(candidates.map((candidate) => valueText(candidate.get(name)))).size > 1,
  );
  const rows = grid.map(({ meanScore, stdScore, error }, i) => [
    ...varied.map((name) => valueText(candidates[i].get(name))),
    meanScore === null ? (error ?? '-') : scoreText(meanScore),
    scoreText(stdScore),
  ]);
  return [
    'Hyperparameters were chosen by the mean score of the folds, which makes the figures above slightly kind unless the search was nested:',
    markdownTable([...varied, 'mean score', 'standard deviation'], rows),
  ];
};
