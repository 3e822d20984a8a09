import type { LearningCurveRecord } from '../validation/measure-learning-curve.ts';
import type { TrainingReport } from '../train-model.ts';

/** How the figures of a training run came about, and what else was measured: lines for a terminal, above the report. */
export const renderValidationText = ({ validation }: TrainingReport): string =>
  [
    `Judged by ${validation.method}, ${validation.folds} ${validation.folds === 1 ? 'fold' : 'folds'}${alongText(validation.groupedBy)}.`,
    ...nestedText(validation.nested),
    ...gapText(validation),
    ...curveText(validation.learningCurve ?? []),
  ].join('\n');

const alongText = (groupedBy: string | undefined): string =>
  groupedBy === undefined ? '' : `; no ${groupedBy} is on both sides`;

const nestedText = (nested: TrainingReport['validation']['nested']): string[] =>
  nested === undefined
    ? []
    : [
        `Hyperparameters were chosen without the rows they are judged by. The best ones everywhere: accuracy ${nested.bestAccuracy.toFixed(3)}, which is kind.`,
      ];

const gapText = ({ report, ungrouped, gap }: TrainingReport['validation']): string[] =>
  ungrouped === undefined || gap === undefined
    ? []
    : [
        `Accuracy ${report.accuracy.toFixed(3)}; without regard to groups ${ungrouped.accuracy.toFixed(3)}, which flatters by ${gap.toFixed(3)}.`,
      ];

const curveText = (curve: readonly LearningCurveRecord[]): string[] =>
  curve.length === 0
    ? []
    : [
        'Captures of each role   accuracy   weighted F1',
        ...curve.map(
          ({ capturesPerRole, accuracy, weightedF1 }) =>
            `${String(capturesPerRole).padStart(21)}   ${figure(accuracy?.estimate ?? null).padStart(8)}   ${figure(weightedF1).padStart(11)}`,
        ),
      ];

const figure = (value: number | null): string => (value === null ? '-' : value.toFixed(3));
