/// <reference lib="dom" />
import type { PlotOptions } from '@observablehq/plot';
import type { CalibrationReport } from '../calibration.ts';
import type { FeatureImportance } from '../permutation-importance.ts';
import type { LearningCurve } from '../report-document.ts';
import type { RoleReport } from '../report.ts';
import type { UnknownReport } from '../unknown-report.ts';
import { type ColumnRange, columnRangesChart } from './column-ranges-chart.ts';
import {
  type RoleCurvePair,
  importanceChart,
  learningCurveChart,
  reliabilityChart,
  riskCoverageChart,
  roleCurvesChart,
  roleScoresChart,
} from './chart-options.ts';

/** Draws the charts of a report as SVG; colours are the variables of the page, so that they follow light and dark. */
export interface Charts {
  reliability(calibration: CalibrationReport, label: string): string;
  roleCurves(curves: RoleCurvePair, label: string): string;
  roleScores(roles: readonly RoleReport[], label: string): string;
  riskCoverage(unknown: UnknownReport, label: string): string;
  learningCurve(curve: LearningCurve, label: string): string;
  importance(features: readonly FeatureImportance[], label: string): string;
  columnRanges(ranges: readonly ColumnRange[], unit: string, label: string): string;
}

/** Loads the charting library, which takes a moment and is of no use elsewhere, and a document for it to draw in. */
export const loadCharts = async (): Promise<Charts> => {
  const [plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')]);
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const draw = (label: string, options: PlotOptions): string => {
    const svg = plot.plot({ ...options, document, ariaLabel: label, style: { fontSize: '12px' } });
    return svg.outerHTML.replace('<svg ', '<svg role="img" ').replace(/<style>[^<]*<\/style>/, '');
  };
  return {
    reliability: (calibration, label) => draw(label, reliabilityChart(plot, calibration)),
    roleCurves: (curves, label) => draw(label, roleCurvesChart(plot, curves)),
    roleScores: (roles, label) => draw(label, roleScoresChart(plot, roles)),
    riskCoverage: (unknown, label) => draw(label, riskCoverageChart(plot, unknown)),
    learningCurve: (curve, label) => draw(label, learningCurveChart(plot, curve)),
    importance: (features, label) => draw(label, importanceChart(plot, features)),
    columnRanges: (ranges, unit, label) => draw(label, columnRangesChart(plot, ranges, unit)),
  };
};
