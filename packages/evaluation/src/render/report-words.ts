import type { ReportDocument } from '../report-document.ts';
import { decimal, percent, range } from './figures.ts';

/** Rows of a table of two columns: what, and how much. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** Why a section is left out, in the words of every rendering. */
export const ABSENT = {
  ungrouped: 'The rows have no groups, so there is one way to judge them, and no gap to show.',
  learningCurve: 'There is no learning curve: it is made where a model is trained, not where one is judged.',
  importance: 'Feature importance was not measured.',
  captures: 'It is not known which captures the rows come from, so none can be named.',
  confusions: 'Nothing was confused.',
} as const;

/** The figures at the top. */
export function headline({ evaluation }: ReportDocument): Pairs {
  const { intervals, unknown, calibration } = evaluation;
  const answered = unknown.answeredAccuracy === null ? 'none answered' : decimal(unknown.answeredAccuracy);
  return [
    ['Rows', String(evaluation.rowCount)],
    ['Accuracy', `${decimal(evaluation.accuracy)} (${range(intervals.accuracy)})`],
    ['Weighted F1', `${decimal(evaluation.weighted.f1)} (${range(intervals.weightedF1)})`],
    ['Macro F1', `${decimal(evaluation.macro.f1)} (${range(intervals.macroF1)})`],
    ['Right among the first three', decimal(evaluation.top3Accuracy)],
    ['Called Unknown', percent(unknown.share)],
    ['Accuracy of the others', answered],
    ['Expected calibration error', decimal(calibration.expectedCalibrationError)],
    ['Brier score', decimal(calibration.brier)],
    ['Log loss', decimal(calibration.logLoss)],
  ];
}

/** How the intervals came about. */
export function intervalNote({ evaluation: { intervals } }: ReportDocument): string {
  const drawn = intervals.method === 'bootstrap' ? 'rows drawn again' : 'groups of rows drawn again';
  return `Intervals hold ${percent(intervals.level)} of ${intervals.resamples} resamples (bootstrap, ${drawn}, seed ${intervals.seed}). Scores without a mistake have intervals without width: of n such rows, 3/n may be wrong all the same.`;
}

/** What is judged, on what, and how. */
export function dataCard({ model, data, validation, evaluation }: ReportDocument): Pairs {
  const roles = Object.keys(data.rowsPerRole).length;
  return [
    ['Model', model.name],
    ...given('About', model.description),
    ...given('Estimator', model.estimator),
    ['Features', `${model.features.join(', ')} (${model.columnCount} columns)`],
    ...given('Data', data.description),
    ['Rows', `${evaluation.rowCount} of ${roles} roles`],
    ...given('Captures', data.captureCount),
    ...given('Groups', data.groupCount),
    ...given('Validation', validation?.method),
    ...given('Folds', validation?.folds),
    ...given('Kept together', validation?.groupedBy),
  ];
}

/** What is needed to get the same report. */
export function reproduction({ reproduction: own }: ReportDocument): Pairs {
  return [
    ...given('Command', own.command),
    ...given('Seed', own.seed),
    ...entries(own.fingerprints, (what) => `Fingerprint of ${what}`),
    ...entries(own.versions, (what) => `Version of ${what}`),
    ...entries(own.settings ?? {}, (what) => what),
  ];
}

/** How much plain folds flatter. */
export function gap({ evaluation, ungrouped }: ReportDocument): Pairs | undefined {
  if (ungrouped === undefined) return undefined;
  const difference = ungrouped.accuracy - evaluation.accuracy;
  return [
    ['Groups kept together', `${decimal(evaluation.accuracy)} (${range(evaluation.intervals.accuracy)})`],
    ['Plain folds', `${decimal(ungrouped.accuracy)} (${range(ungrouped.intervals.accuracy)})`],
    ['Gap', `${difference < 0 ? '' : '+'}${decimal(difference)}`],
  ];
}

/** What Unknown does. */
export function unknownFigures({ evaluation: { unknown, rowCount } }: ReportDocument): Pairs {
  const { answeredAccuracy, reasons = {} } = unknown;
  return [
    ['Threshold of confidence', String(unknown.threshold)],
    ['Called Unknown', percent(unknown.share)],
    ['Accuracy of the others', answeredAccuracy === null ? 'none answered' : decimal(answeredAccuracy)],
    ...Object.entries(reasons).map(([reason, count]): Pairs[number] => [
      `Unknown: ${reason}`,
      `${count} of ${rowCount} rows, ${percent(rowCount === 0 ? 0 : count / rowCount)}`,
    ]),
  ];
}

/** Of each role with rows, what is called Unknown and why: a line a role, for tables with this head. */
export function unknownByRole({ evaluation: { unknown } }: ReportDocument): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const reasons = Object.keys(unknown.reasons ?? {});
  return {
    head: ['Role', 'Rows', 'Unknown', 'Share', ...reasons, 'Accuracy of the others'],
    rows: unknown.perRole
      .filter(({ rowCount }) => rowCount > 0)
      .map(({ role, rowCount, unknownCount, answeredAccuracy, reasons: own = {} }) => [
        role,
        String(rowCount),
        String(unknownCount),
        percent(unknownCount / rowCount),
        ...reasons.map((reason) => String(own[reason] ?? 0)),
        answeredAccuracy === null ? '–' : decimal(answeredAccuracy),
      ]),
  };
}

const given = (name: string, value: string | number | undefined): Pairs =>
  value === undefined ? [] : [[name, String(value)]];

const entries = (of: Readonly<Record<string, unknown>>, nameOf: (key: string) => string): Pairs =>
  Object.entries(of).map(([key, value]) => [
    nameOf(key),
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
