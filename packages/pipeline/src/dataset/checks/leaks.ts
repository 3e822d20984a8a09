import { type Dataset, type RowOfCapture, countOf, distinct, groupBy, rowsOf, someOf } from '../dataset.ts';
import { type Finding, findingOf } from '../finding.ts';

/** What is on two sides at once: of roles, of groups, of a split that the manifest makes. */
export const checkLeaks = (dataset: Dataset): Finding[] => {
  const rows = rowsOf(dataset);
  const devices = groupBy(rows, ({ row }) => row.identity.mac ?? row.device);
  return [
    ...[...devices].flatMap(([device, all]) => checkOneRole(device, all)),
    ...checkTorn(rows, devices),
    ...checkSplit(rows),
  ];
};

const checkOneRole = (device: string, rows: readonly RowOfCapture[]): Finding[] => {
  const roles = distinct(rows.map(({ row }) => row.role));
  return roles.length === 1
    ? []
    : [
        findingOf('two-roles', {
          message: `${device} is labelled ${roles.join(' and ')}.`,
          captures: capturesOf(rows),
          roles,
        }),
      ];
};

/** Devices in several groups: folds by group have them on both sides. */
const checkTorn = (
  rows: readonly RowOfCapture[],
  devices: ReadonlyMap<string, readonly RowOfCapture[]>,
): Finding[] => {
  const groupsOf = (some: readonly RowOfCapture[]): string[] =>
    distinct(some.flatMap(({ row }) => row.group ?? []));
  const groups = groupsOf(rows);
  const torn = [...devices].filter(([, all]) => groupsOf(all).length > 1);
  if (torn.length === 0) return [];
  const everywhere = torn.filter(([, all]) => groupsOf(all).length === groups.length);
  const folds =
    everywhere.length === 0 ? '' : `, ${countOf(everywhere.length, 'device')} in all ${groups.length}`;
  return [
    findingOf('torn-device', {
      message: `${countOf(torn.length, 'device')} in several groups${folds}: ${someOf(torn.map(([device]) => device))}.`,
      captures: distinct(torn.flatMap(([, all]) => capturesOf(all))),
      roles: distinct(torn.flatMap(([, all]) => all.map(({ row }) => row.role))),
    }),
  ];
};

const KINDS: readonly (readonly [what: string, keyOf: (row: RowOfCapture) => string | undefined])[] = [
  ['device', ({ row }) => row.identity.mac ?? row.device],
  ['group', ({ row }) => row.group],
  ['traffic', ({ inspection }) => inspection.fingerprint.traffic],
];

/** A device, a group or the same traffic on several sides of a split. */
const checkSplit = (rows: readonly RowOfCapture[]): Finding[] =>
  KINDS.flatMap(([what, keyOf]) =>
    [...groupBy(rows, keyOf)].flatMap(([key, all]) => {
      const sides = distinct(all.flatMap(({ row }) => row.side ?? []));
      if (sides.length < 2) return [];
      const name = what === 'traffic' ? 'The same traffic' : `The ${what} ${key}`;
      return [
        findingOf('split-leak', {
          message: `${name} is on the sides ${sides.join(' and ')}.`,
          captures: capturesOf(all),
          roles: distinct(all.map(({ row }) => row.role)),
        }),
      ];
    }),
  );

const capturesOf = (rows: readonly RowOfCapture[]): string[] =>
  distinct(rows.map(({ capture }) => capture.capture));
