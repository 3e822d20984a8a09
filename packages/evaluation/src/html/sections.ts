import { decimal, percent, range } from '../render/figures.ts';
import {
  ABSENT,
  dataCard,
  gap,
  headline,
  intervalNote,
  reproduction,
  unknownByRole,
  unknownFigures,
} from '../render/report-words.ts';
import type { ReportDocument } from '../report-document.ts';
import type { Charts } from './charts.ts';
import { confusionTable } from './confusion-table.ts';
import { escapeHtml } from './escape.ts';
import type { Section } from './page.ts';
import { absent, definitions, figure, paragraph, table, wideFigure } from './table.ts';

const MOST_FEATURES = 20;

/** All parts, in the order of reading. */
export function sections(report: ReportDocument, charts: Charts): readonly Section[] {
  return [
    { id: 'summary', title: 'Summary', content: summary(report) },
    { id: 'roles', title: 'Roles', content: roles(report, charts) },
    { id: 'confusion', title: 'Confusion matrix', content: confusionTable(report.evaluation) },
    { id: 'look-at', title: 'Confused with what, and what to look at', content: lookAt(report) },
    { id: 'calibration', title: 'Calibration', content: calibration(report, charts) },
    { id: 'unknown', title: 'Unknown', content: unknown(report, charts) },
    { id: 'curves', title: 'ROC and precision-recall by role', content: curves(report, charts) },
    { id: 'top-k', title: 'Right among the first guesses', content: topK(report) },
    { id: 'gap', title: 'Grouped against plain folds', content: gapSection(report) },
    { id: 'learning-curve', title: 'Learning curve', content: learningCurve(report, charts) },
    { id: 'importance', title: 'Feature importance', content: importance(report, charts) },
    { id: 'data', title: 'Data card', content: dataSection(report) },
    { id: 'reproduce', title: 'To get the same report', content: definitions(reproduction(report), 'facts') },
  ];
}

const areaOf = (curve: { readonly area: number } | null): string =>
  curve === null ? '–' : decimal(curve.area);

const summary = (report: ReportDocument): string =>
  (report.warnings ?? []).map((text) => `<p class="warning">${escapeHtml(text)}</p>`).join('') +
  definitions(headline(report), 'cards') +
  `<p class="note">${escapeHtml(intervalNote(report))}</p>`;

function roles({ evaluation: { perRole, curves: ofRoles } }: ReportDocument, charts: Charts): string {
  const scores = table({
    caption: 'Scores of each role with their intervals',
    head: [
      'Role',
      'Rows',
      'Predicted',
      'Precision',
      'Precision, interval',
      'Recall',
      'Recall, interval',
      'F1',
      'F1, interval',
      'ROC area',
      'Average precision',
    ],
    rows: perRole.map(({ role, support, predictedCount, intervals, ...own }, i) => [
      role,
      String(support),
      String(predictedCount),
      decimal(own.precision),
      range(intervals.precision),
      decimal(own.recall),
      range(intervals.recall),
      decimal(own.f1),
      range(intervals.f1),
      areaOf(ofRoles[i].roc),
      areaOf(ofRoles[i].precisionRecall),
    ]),
  });
  const worstFirst = [...perRole].filter(({ support }) => support > 0).sort((a, b) => a.f1 - b.f1);
  const label = 'F1 of each role with its interval, worst first; the table of roles has the figures';
  return (
    wideFigure(
      charts.roleScores(worstFirst, label),
      'F1 of each role',
      'F1 of each role with its interval, worst first.',
    ) + scores
  );
}

function lookAt({ evaluation: { mostConfused } }: ReportDocument): string {
  if (mostConfused.length === 0) return absent(ABSENT.confusions);
  const pairs = table({
    caption: 'Roles taken for others, most rows first; the captures are those the model was surest about',
    head: ['Role', 'Taken for', 'Rows', 'Share of the role', 'Captures to look at'],
    words: [1, 4],
    rows: mostConfused.map((pair) => [
      pair.truth,
      pair.predicted,
      String(pair.count),
      percent(pair.share),
      pair.lookAt?.map(
        ({ capture, device, confidence }) => `${capture} (${device},\u00a0${decimal(confidence)})`,
      ) ?? '–',
    ]),
  });
  return mostConfused.some((pair) => pair.lookAt !== undefined) ? pairs : pairs + absent(ABSENT.captures);
}

function calibration({ evaluation: { calibration: own } }: ReportDocument, charts: Charts): string {
  const label = `Reliability diagram; expected calibration error ${decimal(own.expectedCalibrationError)}`;
  const bins = table({
    caption: 'The same in figures',
    head: ['Confidence', 'Rows', 'Mean confidence', 'Share that is right'],
    rows: own.bins.map(({ from, to, count, confidence, accuracy }) => [
      `${from.toFixed(2)} to ${to.toFixed(2)}`,
      String(count),
      decimal(confidence),
      decimal(accuracy),
    ]),
  });
  const caption = 'A model that can be taken at its word lies on the dashed line; larger dots are more rows.';
  return `<div class="pair">${figure(charts.reliability(own, label), caption)}${bins}</div>`;
}

function unknown(report: ReportDocument, charts: Charts): string {
  const label = 'Accuracy of the answered rows by the share of rows answered';
  const caption = 'What other thresholds would do. The dot is the model as it is.';
  return `<div class="pair">${figure(charts.riskCoverage(report.evaluation.unknown, label), caption)}<div>${definitions(unknownFigures(report), 'facts')}</div></div>${table({ caption: 'What is called Unknown of each role', ...unknownByRole(report) })}`;
}

function curves({ evaluation: { curves: ofRoles } }: ReportDocument, charts: Charts): string {
  const key =
    '<p class="note"><span class="key"></span>ROC: share found by share of others taken for it <span class="key second"></span>precision by recall; both axes from 0 to 1</p>';
  const figures = ofRoles.map(({ role, ...own }) => {
    if (own.roc === null && own.precisionRecall === null)
      return `<figure><figcaption><b>${escapeHtml(role)}</b>no rows</figcaption></figure>`;
    const words = `ROC ${areaOf(own.roc)}, AP ${areaOf(own.precisionRecall)}`;
    const svg = charts.roleCurves(own, `Curves of ${role}: ${words}`);
    return `<figure>${svg}<figcaption><b>${escapeHtml(role)}</b>${words}</figcaption></figure>`;
  });
  return `${key}<div class="grid">${figures.join('\n')}</div>`;
}

const topK = ({ evaluation }: ReportDocument): string =>
  table({
    caption: 'Share of rows whose role is among the first guesses',
    head: ['Guesses', 'Accuracy'],
    rows: evaluation.topK.map(({ k, accuracy }) => [String(k), decimal(accuracy)]),
  });

function gapSection(report: ReportDocument): string {
  const figures = gap(report);
  if (figures === undefined) return absent(report.notGrouped ?? ABSENT.ungrouped);
  const words =
    'Plain folds let a model meet in training what it is tested on, such as the same device. The gap is how much that flatters.';
  return paragraph(words) + definitions(figures, 'facts');
}

function learningCurve({ learningCurve: curve }: ReportDocument, charts: Charts): string {
  if (curve === undefined) return absent(ABSENT.learningCurve);
  const label = `Accuracy by ${curve.unit} a role; the table has the figures`;
  const figures = table({
    caption: 'The same in figures',
    head: [`${curve.unit} a role`, 'Rows learned from', 'Accuracy', 'Accuracy, interval', 'Weighted F1'],
    rows: curve.points.map(({ unitsPerRole, meanTrainRows, accuracy, weightedF1 }) => [
      String(unitsPerRole),
      meanTrainRows.toFixed(0),
      decimal(accuracy.estimate),
      range(accuracy),
      decimal(weightedF1),
    ]),
  });
  const caption = 'If the curve still rises at its end, more captures would help.';
  return `<div class="pair">${figure(charts.learningCurve(curve, label), caption)}${figures}</div>`;
}

function importance({ importance: features }: ReportDocument, charts: Charts): string {
  if (features === undefined) return absent(ABSENT.importance);
  const shown = features.slice(0, MOST_FEATURES);
  const label = 'Loss of weighted F1 by feature; the table has the figures';
  const caption =
    'How much worse the model does when the values of one feature are put in random order. Features that say the same each seem unimportant.';
  const figures = table({
    caption: `The ${shown.length} most important of ${features.length} features`,
    head: ['Feature', 'Loss', 'Deviation'],
    rows: shown.map(({ feature, meanDrop, deviation }) => [
      feature,
      meanDrop.toFixed(4),
      deviation.toFixed(4),
    ]),
  });
  return wideFigure(charts.importance(shown, label), 'Loss of weighted F1', caption) + figures;
}

function dataSection(report: ReportDocument): string {
  const { rowsPerRole, unused = [] } = report.data;
  const rows = table({
    caption: 'Rows of each role',
    head: ['Role', 'Rows'],
    rows: Object.entries(rowsPerRole).map(([role, count]) => [role, String(count)]),
  });
  if (unused.length === 0) return definitions(dataCard(report), 'facts') + rows;
  const left = table({
    caption: 'Captures that were not used',
    head: ['Capture', 'Why'],
    words: [1],
    rows: unused.map(({ capture, reason }) => [capture, reason]),
  });
  return definitions(dataCard(report), 'facts') + rows + left;
}
