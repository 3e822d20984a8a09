import { parseCaptureName } from '@networkml/naming';
import { type Dataset, type DatasetCapture, countOf, distinct, groupBy } from '../dataset.ts';
import { type Finding, findingOf } from '../finding.ts';

/** Names against the naming convention, and against what labels and captures say. */
export const checkNames = (dataset: Dataset): Finding[] => [
  ...checkLabelled(dataset),
  ...checkConvention(dataset),
  ...checkNamedRoles(dataset),
  ...checkDurations(dataset),
];

const checkLabelled = ({ captures, unlisted, labelsFrom }: Dataset): Finding[] => {
  const unlabelled = captures.filter(({ isLabelled }) => !isLabelled).map(({ capture }) => capture);
  const findings = unlabelled.map((capture) =>
    findingOf('no-label', { message: `No role by ${labelsFrom}.`, captures: [capture] }),
  );
  if (unlisted.length === 0) return findings;
  const message = `The manifest does not name ${countOf(unlisted.length, 'capture')} of the directory.`;
  return [...findings, findingOf('not-in-manifest', { message, captures: unlisted })];
};

const checkConvention = ({ captures }: Dataset): Finding[] => {
  const refused = captures.flatMap(({ capture }) => {
    const parsed = parseCaptureName(capture);
    return parsed.ok ? [] : [{ capture, ...parsed }];
  });
  return [...groupBy(refused, ({ reason }) => reason).values()].map((all) =>
    findingOf('name', {
      message: `${countOf(all.length, 'name')} outside the naming convention: ${all[0].text}.`,
      captures: all.map(({ capture }) => capture),
    }),
  );
};

/** A name that says another role than the label does. */
const checkNamedRoles = ({ captures, labelsFrom }: Dataset): Finding[] =>
  labelsFrom === 'file-name'
    ? []
    : captures.flatMap(({ capture, rows }) => {
        const parsed = parseCaptureName(capture);
        const roles = distinct(rows.map(({ role }) => role));
        if (!parsed.ok || roles.length === 0 || roles.includes(parsed.name.role)) return [];
        const message = `Its name says ${parsed.name.role}, its label ${roles.join(', ')}.`;
        return [findingOf('name-and-label', { message, captures: [capture], roles })];
      });

/** How much longer than its name says a capture may be: names give rounded durations. */
const TOLERANCE = 1.1;
const TOLERANCE_SECONDS = 60;

const checkDurations = ({ captures }: Dataset): Finding[] => {
  const longer = captures.filter(isLongerThanNamed);
  if (longer.length === 0) return [];
  const message = `${countOf(longer.length, 'capture')} longer than the name says.`;
  return [findingOf('name-duration', { message, captures: longer.map(({ capture }) => capture) })];
};

const isLongerThanNamed = ({ capture, inspection }: DatasetCapture): boolean => {
  const parsed = parseCaptureName(capture);
  const named = parsed.ok ? parsed.name.durationSeconds : undefined;
  const seconds = inspection?.summary.durationSeconds ?? 0;
  return named !== undefined && seconds > named * TOLERANCE + TOLERANCE_SECONDS;
};
