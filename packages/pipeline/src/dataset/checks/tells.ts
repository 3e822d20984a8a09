import type { DatasetCapture, Dataset, RowOfCapture } from '../dataset.ts';
import { distinct, groupBy, rowsOf } from '../dataset.ts';
import { type Finding, type FindingName, findingOf } from '../finding.ts';

type Inspected = Pick<RowOfCapture, 'inspection'>;

/** The link types of a capture. */
export const linkTypesOf = ({ inspection }: Inspected): string | undefined =>
  joined(
    inspection.summary.interfaces.map(({ linkTypeName, linkType }) =>
      linkTypeName === '' ? `${linkType}` : linkTypeName,
    ),
  );

/** Most bytes a packet that its interfaces keep. */
export const snapLengthsOf = ({ inspection }: Inspected): string | undefined =>
  joined(
    inspection.summary.interfaces.map(({ snapLengthBytes }) =>
      snapLengthBytes === 0 ? 'no limit' : `${snapLengthBytes} B`,
    ),
  );

const joined = (values: readonly (string | null)[]): string | undefined => {
  const found = distinct(values.flatMap((value) => value ?? [])).sort();
  return found.length === 0 ? undefined : found.join('+');
};

/** How captures are made, which should not depend on what they show. */
interface Tell {
  readonly what: string;
  readonly finding: FindingName;
  valueOf(row: RowOfCapture): string | undefined;
}

const TELLS: readonly Tell[] = [
  { what: 'link type', finding: 'told-by', valueOf: linkTypesOf },
  { what: 'snap length', finding: 'told-by', valueOf: snapLengthsOf },
  { what: 'file format', finding: 'told-by', valueOf: ({ inspection: { summary } }) => formatOf(summary) },
  {
    what: 'program that wrote the capture',
    finding: 'told-by',
    valueOf: ({ inspection: { summary } }) =>
      joined([summary.application, summary.operatingSystem, summary.hardware]),
  },
  {
    what: 'share of packets that are cut',
    finding: 'told-by',
    valueOf: ({ inspection: { summary } }) => (summary.cutPackets === 0 ? 'none' : 'some'),
  },
  {
    what: 'length of the capture',
    finding: 'told-by',
    valueOf: ({ inspection: { summary } }) => magnitudeOf(summary.durationSeconds),
  },
  {
    what: 'day of the capture',
    finding: 'told-by',
    valueOf: ({ inspection: { summary } }) => summary.firstPacketTime?.slice(0, 10),
  },
  {
    what: 'first half of the MAC address',
    finding: 'tells-address',
    valueOf: ({ row }) => row.identity.mac?.slice(0, 8),
  },
  {
    what: 'IPv4 network (/24)',
    finding: 'tells-address',
    valueOf: ({ row }) =>
      row.identity.ips
        .find((ip) => /^\d+\.\d+\.\d+\.\d+$/.test(ip) && ip !== '0.0.0.0')
        ?.replace(/\.\d+$/, ''),
  },
];

const formatOf = ({
  format,
  version,
  variant,
  compression,
}: NonNullable<DatasetCapture['inspection']>['summary']): string | undefined =>
  joined([format, version, variant, compression]);

/** Durations within a tenth of each other, about, are one. */
const magnitudeOf = (seconds: number | null): string | undefined =>
  seconds === null ? undefined : `${Math.round(Math.log(Math.max(seconds, 1)) / Math.log(1.1))}`;

/** Rows below which nothing can be told from what they have in common. */
const FEWEST_ROWS = 10;

/** What roles can be told from, though it says how a capture was made and not what a device does. */
export const checkTells = (dataset: Dataset): Finding[] => {
  const rows = rowsOf(dataset);
  const roles = groupBy(rows, ({ row }) => row.role);
  if (rows.length < FEWEST_ROWS || roles.size < 2) return [];
  return TELLS.flatMap((tell) => {
    const known = rows.flatMap((row) => {
      const value = tell.valueOf(row);
      return value === undefined ? [] : [{ value, role: row.row.role, device: row.row.device }];
    });
    if (known.length < FEWEST_ROWS || new Set(known.map(({ value }) => value)).size < 2) return [];
    return tellsAll(tell, known) ?? tellsSome(tell, known);
  });
};

interface Told {
  readonly value: string;
  readonly role: string;
  readonly device: string;
}

/** Share of the rows that guessing gets wrong and the value alone gets right, from which it tells roles. */
const MUCH_GAIN = 0.5;

const tellsAll = ({ what, finding }: Tell, rows: readonly Told[]): Finding[] | undefined => {
  const guessed = accuracyOf(rows, () => '');
  const told = accuracyOf(rows, ({ value }) => value);
  if (guessed === 1 || (told - guessed) / (1 - guessed) < MUCH_GAIN) return undefined;
  const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
  const message = `The role can be told from the ${what} alone for ${percent(told)} of the rows (guessing the most frequent: ${percent(guessed)}).`;
  return [findingOf(finding, { message, roles: distinct(rows.map(({ role }) => role)) })];
};

/** Accuracy of the most frequent role among the other rows with the same key; where there are none, nothing is right. */
const accuracyOf = (rows: readonly Told[], keyOf: (row: Told) => string): number => {
  let right = 0;
  for (const same of groupBy(rows, keyOf).values()) {
    const counts = [...groupBy(same, ({ role }) => role).values()].map((all) => all.length);
    for (const own of counts) {
      const others = Math.max(0, ...withoutOne(counts, own));
      if (own - 1 > others) right += own;
      else if (own - 1 === others && own > 1)
        right += own / (1 + counts.filter((count) => count === others).length);
    }
  }
  return right / rows.length;
};

const withoutOne = (counts: readonly number[], count: number): number[] => {
  const at = counts.indexOf(count);
  return counts.filter((_, index) => index !== at);
};

/** Rows of a role, and the shares from which it has a value of its own. */
const ROWS_TO_TELL = 5;
const NEARLY_ALL = 0.9;

const tellsSome = ({ what, finding }: Tell, rows: readonly Told[]): Finding[] => {
  const ofValue = groupBy(rows, ({ value }) => value);
  const told = [...groupBy(rows, ({ role }) => role)].flatMap(([role, own]) => {
    const isOneDevice = new Set(own.map(({ device }) => device)).size === 1; // no wonder that it has one address
    if (own.length < ROWS_TO_TELL || (finding === 'tells-address' && isOneDevice)) return [];
    const found = [...groupBy(own, ({ value }) => value)].find(
      ([value, same]) =>
        same.length >= NEARLY_ALL * own.length &&
        same.length >= NEARLY_ALL * (ofValue.get(value)?.length ?? Number.POSITIVE_INFINITY),
    );
    return found === undefined ? [] : [role];
  });
  if (told.length === 0) return [];
  const message = `${told.join(', ')} can be told from the ${what} alone: nearly all rows have a value that no other role has.`;
  return [findingOf(finding, { message, roles: told })];
};
