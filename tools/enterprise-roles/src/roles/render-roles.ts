import type { Interval } from '@networkml/evaluation';
import { decimals, markdownTable, withInterval } from '@networkml/pages';
import type { RoleAccuracy, RoleFigures } from './measure-roles.ts';

/** What the model is worth in each of the three ways, and role by role, as Markdown. */
export const renderRoles = ({ sitesApart, unseenSystems, freshSites }: RoleAccuracy): string =>
  [
    markdownTable(
      ['judged on', 'rows', 'accuracy', 'among the first three', 'macro F1', 'calibration error'],
      [
        figureCells('sites kept apart', sitesApart),
        figureCells('operating systems left out', unseenSystems),
        ...unseenSystems.families.map(({ family, rows, accuracy }) => [
          `- ${family}`,
          String(rows),
          withInterval(accuracy),
        ]),
        figureCells('sites of another seed', freshSites),
      ],
    ),
    markdownTable(
      ['role', 'F1, sites apart', 'F1, systems left out', 'F1, another seed'],
      sitesApart.report.perRole.map(({ role }) => [
        role,
        ...[sitesApart, unseenSystems, freshSites].map((figures) => f1Of(figures, role)),
      ]),
    ),
  ].join('\n\n');

const figureCells = (name: string, { report, calibrationError }: RoleFigures): string[] => [
  name,
  String(report.rowCount),
  withInterval(report.intervals.accuracy),
  report.top3Accuracy.toFixed(3),
  withInterval(report.intervals.macroF1),
  withInterval(calibrationError),
];

const f1Of = ({ report }: RoleFigures, role: string): string => {
  const interval: Interval | undefined = report.perRole.find((own) => own.role === role)?.intervals.f1;
  return interval === undefined ? '' : withInterval(interval, decimals(2));
};
