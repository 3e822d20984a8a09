import { ROLE_LABELS } from '@networkml/naming';
import { bareRole } from '../../bare-role.ts';
import { LABELLED_UNKNOWN } from '../../labels.ts';
import { type Dataset, type RowOfCapture, countOf, distinct, groupBy, rowsOf } from '../dataset.ts';
import { type Finding, type FindingName, findingOf } from '../finding.ts';

/** Rows of a role below which training refuses, and those below which figures mean little. */
const FEWEST_ROWS = 2;
const FEW_ROWS = 5;
/** How many times the rows of the rarest role the most frequent one may have. */
const MOST_IMBALANCE = 10;

/** Roles: their spelling, and how much there is of each. */
export const checkRoles = (dataset: Dataset): Finding[] => {
  const roles = distinct(rowsOf(dataset).map(({ row }) => row.role)).sort();
  return [...checkKnown(roles), ...checkSpelling(roles), ...checkUnknown(dataset), ...checkBalance(dataset)];
};

const checkKnown = (roles: readonly string[]): Finding[] => {
  const others = roles.filter((role) => !(role in ROLE_LABELS));
  if (others.length === 0) return [];
  const known = roles.length - others.length;
  return known === 0
    ? [
        findingOf('other-roles', {
          message: 'None of the roles is one of the twelve that NetworkML names.',
          roles: others,
        }),
      ]
    : others.map((role) =>
        findingOf('role-not-known', {
          message: `${role} is none of the twelve roles that NetworkML names, and ${countOf(known, 'other')} here are.`,
          roles: [role],
        }),
      );
};

/** Two roles that only differ in case and signs. */
const checkSpelling = (roles: readonly string[]): Finding[] =>
  [...groupBy(roles, bareRole).values()]
    .filter((alike) => alike.length > 1)
    .map((alike) =>
      findingOf('roles-alike', { message: `${alike.join(' and ')} look like one role.`, roles: alike }),
    );

const checkUnknown = ({ captures }: Dataset): Finding[] => {
  const unknown = captures.filter(({ unused }) => unused.includes(LABELLED_UNKNOWN));
  if (unknown.length === 0) return [];
  const message = `${countOf(unknown.length, 'capture')} labelled Unknown.`;
  return [findingOf('labelled-unknown', { message, captures: unknown.map(({ capture }) => capture) })];
};

const checkBalance = (dataset: Dataset): Finding[] => {
  const rows = rowsOf(dataset);
  const byRole = groupBy(rows, ({ row }) => row.role);
  return [
    ...checkCount([...byRole.keys()]),
    ...[...byRole].flatMap(([role, own]) => checkRole(role, own)),
    ...checkImbalance([...byRole].map(([role, own]) => ({ role, rows: own.length }))),
  ];
};

const checkCount = (roles: readonly string[]): Finding[] =>
  roles.length === 1 ? [findingOf('one-role', { message: `${roles[0]} is the only role.`, roles })] : [];

const checkRole = (role: string, rows: readonly RowOfCapture[]): Finding[] => {
  const about = (finding: FindingName, message: string): Finding =>
    findingOf(finding, { message, roles: [role] });
  const count = `${role} has ${countOf(rows.length, 'row')}.`;
  if (rows.length < FEWEST_ROWS) return [about('too-few-rows', count)];
  const findings = rows.length < FEW_ROWS ? [about('few-rows', count)] : [];
  const [device, ...otherDevices] = distinct(rows.map(({ row }) => row.device));
  if (otherDevices.length === 0) findings.push(about('one-device', `All rows of ${role} are of ${device}.`));
  const groups = distinct(rows.map(({ row }) => row.group ?? NO_GROUP));
  if (groups.length === 1 && groups[0] !== NO_GROUP)
    findings.push(about('one-group', `All rows of ${role} are of the group ${groups[0]}.`));
  return findings;
};

/** Stands for the group of rows that have none; a manifest's groups are not empty. */
const NO_GROUP = '';

const checkImbalance = (counts: readonly { readonly role: string; readonly rows: number }[]): Finding[] => {
  const sorted = counts.toSorted((a, b) => a.rows - b.rows);
  const [rarest, most] = [sorted.at(0), sorted.at(-1)];
  if (rarest === undefined || most === undefined || most.rows <= MOST_IMBALANCE * rarest.rows) return [];
  const message = `${most.role} has ${countOf(most.rows, 'row')}, ${rarest.role} has ${rarest.rows}.`;
  return [findingOf('imbalance', { message, roles: [most.role, rarest.role] })];
};
