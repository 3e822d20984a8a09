import { type Dataset, distinct, groupBy, rowsOf } from '../dataset.ts';
import { type Finding, findingOf } from '../finding.ts';
import { linkTypesOf, snapLengthsOf } from './tells.ts';

/** Most bytes that headers of a TCP segment in a tagged IPv6 packet take, with options. */
const HEADER_BYTES = 96;

/** Captures that were made in different ways. */
export const checkSettings = (dataset: Dataset): Finding[] => {
  const read = dataset.captures.flatMap(({ capture, inspection }) =>
    inspection === undefined ? [] : [{ capture, inspection }],
  );
  const links = groupBy(read, linkTypesOf);
  const snaps = groupBy(read, snapLengthsOf);
  const short = read.filter(({ inspection: { summary } }) =>
    summary.interfaces.some(
      ({ snapLengthBytes }) =>
        snapLengthBytes > 0 && snapLengthBytes < HEADER_BYTES && summary.cutPackets > 0,
    ),
  );
  return [
    ...(links.size > 1
      ? [
          findingOf('mixed-link-types', {
            message: `Link types differ: ${tally(links)}.`,
            captures: rarestOf(links),
            roles: rolesOf(dataset, rarestOf(links)),
          }),
        ]
      : []),
    ...(snaps.size > 1
      ? [
          findingOf('mixed-snap-lengths', {
            message: `Snap lengths differ: ${tally(snaps)}.`,
            captures: rarestOf(snaps),
          }),
        ]
      : []),
    ...(short.length === 0
      ? []
      : [
          findingOf('headers-cut', {
            message: `Packets are kept up to fewer than ${HEADER_BYTES} bytes: headers may be cut.`,
            captures: short.map(({ capture }) => capture),
          }),
        ]),
  ];
};

type Groups = ReadonlyMap<string, readonly { readonly capture: string }[]>;

const tally = (groups: Groups): string =>
  [...groups]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([value, all]) => `${value} (${all.length})`)
    .join(', ');

/** All captures but those of the most frequent value. */
const rarestOf = (groups: Groups): string[] =>
  [...groups.values()]
    .toSorted((a, b) => b.length - a.length)
    .slice(1)
    .flatMap((all) => all.map(({ capture }) => capture));

const rolesOf = (dataset: Dataset, captures: readonly string[]): string[] => {
  const wanted = new Set(captures);
  return distinct(
    rowsOf(dataset)
      .filter(({ capture }) => wanted.has(capture.capture))
      .map(({ row }) => row.role),
  );
};
