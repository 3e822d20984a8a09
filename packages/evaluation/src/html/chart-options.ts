/// <reference lib="dom" />
import type * as Library from '@observablehq/plot';
import type { CalibrationReport } from '../calibration.ts';
import type { Curve, CurvePoint } from '../curves.ts';
import type { FeatureImportance } from '../permutation-importance.ts';
import type { LearningCurve } from '../report-document.ts';
import type { RoleReport } from '../report.ts';
import type { UnknownReport } from '../unknown-report.ts';

/** The charting library, which is loaded only where charts are drawn. */
export type Plot = typeof Library;

type PlotOptions = Library.PlotOptions;

/** Both curves of one role. */
export interface RoleCurvePair {
  readonly roc: Curve | null;
  readonly precisionRecall: Curve | null;
}

/** Colour of what a chart is about. */
export const FIRST = 'var(--series-1)';
/** Colour of what it is compared with. */
export const SECOND = 'var(--series-2)';
/** Colour of what only helps to read it. */
export const MUTED = 'var(--muted)';
const LINE = 'var(--line)';
const CHARACTER_WIDTH = 7;
const DIAGONAL: readonly CurvePoint[] = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/** Confidence against the share that is right; the diagonal is perfect. */
export const reliabilityChart = (plot: Plot, { bins }: CalibrationReport): PlotOptions => ({
  width: 420,
  height: 400,
  marginTop: 30,
  marginLeft: 45,
  marginBottom: 40,
  x: { domain: [0, 1], label: 'Confidence', labelAnchor: 'center', labelArrow: 'none', ticks: 5 },
  y: { domain: [0, 1], label: 'Share that is right', labelArrow: 'none', grid: true, ticks: 5 },
  r: { range: [3, 14] },
  marks: [
    plot.line(DIAGONAL, { x: 'x', y: 'y', stroke: MUTED, strokeDasharray: '4 4' }),
    plot.line(bins, { x: 'confidence', y: 'accuracy', stroke: FIRST, strokeWidth: 1.5 }),
    plot.dot(bins, {
      x: 'confidence',
      y: 'accuracy',
      r: 'count',
      fill: FIRST,
      fillOpacity: 0.7,
      title: ({ count, confidence, accuracy }: CalibrationReport['bins'][number]) =>
        `${count} rows of confidence ${confidence.toFixed(3)}: ${accuracy.toFixed(3)} are right`,
    }),
  ],
});

/** ROC and precision-recall of one role, small and without axes. */
export const roleCurvesChart = (plot: Plot, { roc, precisionRecall }: RoleCurvePair): PlotOptions => ({
  width: 150,
  height: 140,
  margin: 6,
  x: { domain: [0, 1], axis: null },
  y: { domain: [0, 1], axis: null },
  marks: [
    plot.frame({ stroke: LINE }),
    plot.line(DIAGONAL, { x: 'x', y: 'y', stroke: LINE }),
    plot.line(roc?.points ?? [], { x: 'x', y: 'y', stroke: FIRST, strokeWidth: 2 }),
    plot.line(precisionRecall?.points ?? [], {
      x: 'x',
      y: 'y',
      stroke: SECOND,
      strokeDasharray: '5 3',
      strokeWidth: 2,
    }),
  ],
});

/** F1 of each role with its interval. */
export const roleScoresChart = (plot: Plot, roles: readonly RoleReport[]): PlotOptions => {
  const names = roles.map(({ role }) => role);
  const scores = roles.map(({ role, f1, support, intervals }) => ({ role, f1, support, ...intervals.f1 }));
  return {
    width: 640,
    height: 50 + 20 * roles.length,
    marginLeft: marginFor(names),
    marginBottom: 38,
    x: { domain: [0, 1], label: 'F1', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: 5 },
    y: { domain: names, label: null, type: 'point', tickSize: 0 },
    marks: [
      plot.ruleY(scores, {
        y: 'role',
        x1: 'low',
        x2: 'high',
        stroke: FIRST,
        strokeOpacity: 0.6,
        strokeWidth: 3,
      }),
      plot.dot(scores, { y: 'role', x: 'f1', fill: FIRST, r: 4.5 }),
    ],
  };
};

/** Accuracy by share of rows answered, with a dot for the model as it is. */
export const riskCoverageChart = (
  plot: Plot,
  { riskCoverage, share, answeredAccuracy }: UnknownReport,
): PlotOptions => ({
  width: 420,
  height: 320,
  marginTop: 30,
  marginLeft: 50,
  marginBottom: 40,
  x: {
    domain: [0, 1],
    label: 'Share of rows answered',
    labelAnchor: 'center',
    labelArrow: 'none',
    ticks: 5,
  },
  y: {
    domain: [lowest(riskCoverage.map(({ accuracy }) => accuracy)), 1],
    label: 'Accuracy of the answered',
    labelArrow: 'none',
    grid: true,
    ticks: 5,
  },
  marks: [
    plot.line(riskCoverage, { x: 'coverage', y: 'accuracy', stroke: FIRST, strokeWidth: 2 }),
    plot.dot(answeredAccuracy === null ? [] : [{ x: 1 - share, y: answeredAccuracy }], {
      x: 'x',
      y: 'y',
      fill: SECOND,
      r: 6,
    }),
  ],
});

/** Accuracy with its interval by how much was learned from. */
export const learningCurveChart = (plot: Plot, { unit, points }: LearningCurve): PlotOptions => {
  const shown = points.map(({ unitsPerRole, accuracy }) => ({ unitsPerRole, ...accuracy }));
  return {
    width: 420,
    height: 320,
    marginTop: 30,
    marginLeft: 50,
    marginBottom: 40,
    x: {
      type: 'point',
      domain: shown.map(({ unitsPerRole }) => unitsPerRole),
      label: `${unit} a role`,
      labelAnchor: 'center',
      labelArrow: 'none',
    },
    y: {
      domain: [lowest(shown.map(({ low }) => low)), 1],
      label: 'Accuracy',
      labelArrow: 'none',
      grid: true,
      ticks: 5,
    },
    marks: [
      plot.ruleX(shown, {
        x: 'unitsPerRole',
        y1: 'low',
        y2: 'high',
        stroke: FIRST,
        strokeOpacity: 0.6,
        strokeWidth: 3,
      }),
      plot.line(shown, { x: 'unitsPerRole', y: 'estimate', stroke: FIRST, strokeWidth: 1.5 }),
      plot.dot(shown, { x: 'unitsPerRole', y: 'estimate', fill: FIRST, r: 4.5 }),
    ],
  };
};

/** Loss of score by feature, with its deviation. */
export const importanceChart = (plot: Plot, features: readonly FeatureImportance[]): PlotOptions => {
  const names = features.map(({ feature }) => feature);
  const shown = features.map(({ feature, meanDrop, deviation }) => ({
    feature,
    meanDrop,
    low: meanDrop - deviation,
    high: meanDrop + deviation,
  }));
  return {
    width: 640,
    height: 50 + 20 * features.length,
    marginLeft: marginFor(names),
    marginBottom: 38,
    x: { label: 'Loss of weighted F1', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: 5 },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      plot.barX(shown, { y: 'feature', x: 'meanDrop', fill: FIRST, fillOpacity: 0.7 }),
      plot.ruleY(shown, { y: 'feature', x1: 'low', x2: 'high', stroke: 'currentColor' }),
      plot.ruleX([0], { stroke: MUTED }),
    ],
  };
};

/** Room for names to the left of a chart, in pixels. */
export const marginFor = (names: readonly string[]): number =>
  20 + CHARACTER_WIDTH * Math.min(45, Math.max(0, ...names.map((name) => name.length)));

/** A round number below all, so that differences near 1 can be seen. */
const lowest = (values: readonly number[]): number =>
  Math.min(0.9, Math.floor(Math.max(0, Math.min(1, ...values) - 0.02) * 10) / 10);
