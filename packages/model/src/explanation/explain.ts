import type { FittedClassifier } from '../estimators/fitted-classifier.ts';
import type { Matrix } from '../matrix.ts';
import type { ModelFile } from '../model-file/model-file.ts';

/** What one column did to the probability of a role. */
export interface ColumnEffect {
  readonly column: string;
  /** The row's value, in the column's own unit. */
  readonly value: number;
  /** What it added to the probability, or took away, before calibration. */
  readonly effect: number;
  /** What the middle half of the training rows had; null where the model does not know. */
  readonly usual: { readonly low: number; readonly high: number } | null;
}

/** Why a row was given a role. */
export interface Explanation {
  readonly role: string;
  /** Columns that spoke for the role, and against it, the strongest first; at most `MAX_EFFECTS` each. */
  readonly speakFor: readonly ColumnEffect[];
  readonly speakAgainst: readonly ColumnEffect[];
}

/** Columns that are named for a role, and as many against it. */
export const MAX_EFFECTS = 5;

/** Columns that did less to the probability say nothing. */
const LEAST_EFFECT = 0.001;

/** A model at work on rows of raw feature values. */
export interface ExplainedRows {
  readonly model: Pick<ModelFile, 'columns' | 'roles' | 'distribution'>;
  readonly classifier: FittedClassifier;
  readonly x: Matrix;
}

/** What spoke for and against a role of one row: integrated gradients of networks, paths of trees, and means of both. */
export const explain = (
  { model, classifier, x }: ExplainedRows,
  row: number,
  classIndex: number,
): Explanation => {
  const values = x.values.slice(row * x.columnCount, (row + 1) * x.columnCount);
  const effects = classifier.contributions(values, classIndex).values;
  const ranked = [...effects.keys()].sort((a, b) => Math.abs(effects[b]) - Math.abs(effects[a]));
  const describe = (column: number): ColumnEffect => ({
    column: model.columns[column],
    value: values[column],
    effect: effects[column],
    usual: usualOf(model, column),
  });
  const strongest = (isWanted: (effect: number) => boolean): ColumnEffect[] =>
    ranked
      .filter((column) => isWanted(effects[column]))
      .slice(0, MAX_EFFECTS)
      .map(describe);
  return {
    role: model.roles[classIndex],
    speakFor: strongest((effect) => effect >= LEAST_EFFECT),
    speakAgainst: strongest((effect) => effect <= -LEAST_EFFECT),
  };
};

const usualOf = (
  { columns, distribution }: ExplainedRows['model'],
  column: number,
): ColumnEffect['usual'] => {
  if (distribution === null) return null;
  const { columnQuantiles } = distribution;
  const count = columnQuantiles.length / columns.length;
  const quantile = (share: number): number =>
    columnQuantiles[column * count + Math.round(share * (count - 1))];
  return { low: quantile(0.25), high: quantile(0.75) };
};
