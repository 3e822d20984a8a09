import type { ReportDocument } from '../report-document.ts';
import { decimal, percent, range } from './figures.ts';
import {
  ABSENT,
  type Pairs,
  dataCard,
  gap,
  headline,
  intervalNote,
  reproduction,
  unknownByRole,
  unknownFigures,
} from './report-words.ts';

const MOST_FEATURES = 20;

/** The report as Markdown, with a line break at the end; charts and curves are in the HTML report. */
export function renderReportMarkdown(report: ReportDocument): string {
  const { evaluation, title, date } = report;
  const lines = [
    `# ${text(title)}`,
    ...(date === undefined ? [] : ['', date]),
    ...(report.warnings ?? []).flatMap((warning) => ['', `**${text(warning)}**`]),
    ...section('Summary', [...pairs(headline(report)), '', intervalNote(report)]),
    ...section('Roles', roleTable(report)),
    ...section(
      'Right among the first guesses',
      table(
        ['Guesses', 'Accuracy'],
        evaluation.topK.map(({ k, accuracy }) => [String(k), decimal(accuracy)]),
      ),
    ),
    ...section('Most confused', confused(report)),
    ...section('Grouped against plain folds', gapLines(report)),
    ...section('Unknown', [...pairs(unknownFigures(report)), '', ...unknownTable(report)]),
    ...section('Learning curve', learningCurve(report)),
    ...section('Feature importance', importance(report)),
    ...section('Data', [...pairs(dataCard(report)), ...unused(report)]),
    ...section('To get the same report', pairs(reproduction(report))),
  ];
  return `${lines.join('\n')}\n`;
}

const section = (title: string, lines: readonly string[]): readonly string[] => [
  '',
  `## ${title}`,
  '',
  ...lines,
];

function roleTable({ evaluation: { perRole, curves } }: ReportDocument): readonly string[] {
  return table(
    [
      'Role',
      'Rows',
      'Predicted',
      'Precision',
      'Recall',
      'F1',
      'F1, interval',
      'ROC area',
      'Average precision',
    ],
    perRole.map((role, i) => [
      text(role.role),
      String(role.support),
      String(role.predictedCount),
      decimal(role.precision),
      decimal(role.recall),
      decimal(role.f1),
      range(role.intervals.f1),
      areaOf(curves[i].roc),
      areaOf(curves[i].precisionRecall),
    ]),
  );
}

const areaOf = (curve: { readonly area: number } | null): string =>
  curve === null ? '-' : decimal(curve.area);

function confused({ evaluation: { mostConfused } }: ReportDocument): readonly string[] {
  if (mostConfused.length === 0) return [ABSENT.confusions];
  return table(
    ['Role', 'Taken for', 'Rows', 'Share', 'Look at'],
    mostConfused.map((pair) => [
      text(pair.truth),
      text(pair.predicted),
      String(pair.count),
      percent(pair.share),
      pair.lookAt?.map(({ capture, device }) => text(`${capture} (${device})`)).join('; ') ?? '-',
    ]),
  );
}

function unknownTable(report: ReportDocument): readonly string[] {
  const { head, rows } = unknownByRole(report);
  return table(
    head,
    rows.map((cells) => cells.map(text)),
  );
}

function gapLines(report: ReportDocument): readonly string[] {
  const figures = gap(report);
  return figures === undefined ? [text(report.notGrouped ?? ABSENT.ungrouped)] : pairs(figures);
}

function learningCurve({ learningCurve: curve }: ReportDocument): readonly string[] {
  if (curve === undefined) return [ABSENT.learningCurve];
  return table(
    [`${text(curve.unit)} a role`, 'Rows learned from', 'Accuracy', 'Interval', 'Weighted F1'],
    curve.points.map(({ unitsPerRole, meanTrainRows, accuracy, weightedF1 }) => [
      String(unitsPerRole),
      meanTrainRows.toFixed(0),
      decimal(accuracy.estimate),
      range(accuracy),
      decimal(weightedF1),
    ]),
  );
}

function importance({ importance: features }: ReportDocument): readonly string[] {
  if (features === undefined) return [ABSENT.importance];
  return table(
    ['Feature', 'Loss of weighted F1 without it', 'Deviation'],
    features
      .slice(0, MOST_FEATURES)
      .map(({ feature, meanDrop, deviation }) => [text(feature), decimal(meanDrop), decimal(deviation)]),
  );
}

function unused({ data: { unused: captures = [] } }: ReportDocument): readonly string[] {
  if (captures.length === 0) return [];
  const cells = captures.map(({ capture, reason }) => [text(capture), text(reason)]);
  return ['', ...table(['Not used', 'Why'], cells)];
}

const pairs = (of: Pairs): readonly string[] =>
  table(
    ['', ''],
    of.map(([name, value]) => [text(name), text(value)]),
  );

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Text that is nothing but text: what Markdown or HTML would take for a mark is escaped, and lines are joined. */
const text = (value: string): string =>
  value
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]|#!~]/g, String.raw`\$&`);
