import { type RowWarning, ROW_WARNINGS, warningsOf } from '@networkml/featurizer';
import { LABELLED_UNKNOWN } from '../../labels.ts';
import { type Dataset, type DatasetCapture, countOf, groupBy, rowsOf } from '../dataset.ts';
import { type Finding, type FindingName, findingOf } from '../finding.ts';

/** Captures that cannot be read, hold nothing, lack the device they are labelled for, or are in a bad state. */
export const checkContents = (dataset: Dataset): Finding[] => [
  ...dataset.captures.flatMap(checkCapture),
  ...checkRows(dataset),
];

/** Share of packets from which damage and loss are worth a word. */
const MUCH = 0.01;

const checkCapture = ({ capture, inspection, error, unused }: DatasetCapture): Finding[] => {
  const about = (finding: FindingName, message: string): Finding =>
    findingOf(finding, { message, captures: [capture] });
  if (inspection === undefined) return error === undefined ? [] : [about('unreadable', error)];
  const { summary } = inspection;
  const findings: Finding[] = [];
  if (summary.broken !== null) findings.push(about('cut-short', summary.broken));
  if (summary.packets === 0) return [...findings, about('empty', 'It holds no packet.')];
  const missing = unused.filter((reason) => reason !== LABELLED_UNKNOWN);
  findings.push(...missing.map((reason) => about('no-device', `It holds ${reason}.`)));
  const share = (packets: number): string => `${((100 * packets) / summary.packets).toFixed(1)}%`;
  if (summary.damagedPackets > MUCH * summary.packets)
    findings.push(about('damaged', `${share(summary.damagedPackets)} of its packets are damaged.`));
  const lost = lostPackets(summary);
  if (lost > MUCH * summary.packets)
    findings.push(about('packets-lost', `${countOf(lost, 'packet')} lost while it was captured.`));
  if (summary.untimedPackets > 0)
    findings.push(about('no-times', `${countOf(summary.untimedPackets, 'packet')} without a time.`));
  if (summary.backwardsPackets > 0)
    findings.push(
      about('backwards', `${countOf(summary.backwardsPackets, 'packet')} earlier than the one before.`),
    );
  return findings;
};

/** By the records of the packets, else by the statistics of the interfaces. */
const lostPackets = ({
  droppedPackets,
  interfaces,
}: NonNullable<DatasetCapture['inspection']>['summary']): number =>
  droppedPackets > 0
    ? droppedPackets
    : interfaces.reduce((sum, { droppedPackets: dropped }) => sum + (dropped ?? 0), 0);

/** The warnings that rows of features bear as well, one finding each. */
const checkRows = (dataset: Dataset): Finding[] => {
  const warned = rowsOf(dataset).flatMap(({ row, capture }) =>
    warningsOf(row.identity).map((warning) => ({ warning, row, capture })),
  );
  return [...groupBy(warned, ({ warning }) => warning).values()].map((all) => {
    const [{ warning }] = all;
    const which: RowWarning = warning;
    return findingOf(which, {
      message: `${ROW_WARNINGS[which]} (${countOf(all.length, 'row')})`,
      captures: all.map(({ capture }) => capture.capture),
      roles: [...new Set(all.map(({ row }) => row.role))],
    });
  });
};
