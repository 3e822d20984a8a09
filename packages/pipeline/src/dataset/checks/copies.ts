import { type Dataset, type RowOfCapture, countOf, distinct, groupBy, rowsOf } from '../dataset.ts';
import { type Finding, findingOf } from '../finding.ts';

/** Captures that show the same traffic, or parts of the same. */
export const checkCopies = (dataset: Dataset): Finding[] => {
  const copies = copiesOf(dataset);
  const copied = new Set(copies.flatMap(({ captures }) => captures));
  const rows = rowsOf(dataset).filter(({ capture }) => !copied.has(capture.capture));
  return [...copies, ...[...groupBy(rows, deviceOf).values()].flatMap(checkNeighbours)];
};

const deviceOf = ({ row }: RowOfCapture): string | undefined => row.identity.mac;

/** Fewer packets than this, and their times must be the same too: two short captures may show the same. */
const FEW_PACKETS = 10;

const copiesOf = ({ captures }: Dataset): Finding[] => {
  const read = captures.flatMap(({ capture, inspection, rows }) =>
    inspection === undefined || inspection.summary.packets === 0 ? [] : [{ capture, inspection, rows }],
  );
  const same = groupBy(read, ({ inspection: { fingerprint, summary } }) =>
    summary.packets < FEW_PACKETS ? `${fingerprint.traffic} ${fingerprint.times}` : fingerprint.traffic,
  );
  return [...same.values()]
    .filter((all) => all.length > 1)
    .map((all) => {
      const isTimed = distinct(all.map(({ inspection }) => inspection.fingerprint.times)).length === 1;
      const roles = distinct(all.flatMap(({ rows }) => rows.map(({ role }) => role)));
      const labels = roles.length > 1 ? `, though labelled ${roles.join(' and ')}` : '';
      const when = isTimed ? '' : ', put at other times';
      return findingOf('copies', {
        message: `${countOf(all.length, 'capture')} hold the same packets${when}${labels}.`,
        captures: all.map(({ capture }) => capture),
        roles,
      });
    });
};

/** A pause up to which a capture may be the second part of the one before, in seconds. */
const JOINT_SECONDS = 10;

/** Captures of one device, each against the next in time. */
const checkNeighbours = (rows: readonly RowOfCapture[]): Finding[] => {
  const timed = rows
    .filter(({ row: { identity } }) => Number.isFinite(identity.firstSeen + identity.lastSeen))
    .toSorted((a, b) => a.row.identity.firstSeen - b.row.identity.firstSeen);
  return timed.flatMap((later, index) => {
    const earlier = index === 0 ? undefined : timed[index - 1];
    if (earlier === undefined || earlier.capture === later.capture || areTogether(earlier, later)) return [];
    const pause = later.row.identity.firstSeen - earlier.row.identity.lastSeen;
    if (pause > JOINT_SECONDS) return [];
    const { device, role } = later.row;
    const details = { captures: [earlier.capture.capture, later.capture.capture], roles: [role] };
    return [
      pause < 0
        ? findingOf('overlap', {
            ...details,
            message: `Both show ${device} at the same time, for ${(-pause).toFixed(1)} s.`,
          })
        : findingOf('cut-in-two', {
            ...details,
            message: `The second goes on with ${device} ${pause.toFixed(1)} s after the first ends.`,
          }),
    ];
  });
};

/** Whether a group keeps both on one side of every split. */
const areTogether = (a: RowOfCapture, b: RowOfCapture): boolean =>
  a.row.group !== undefined && a.row.group === b.row.group;
