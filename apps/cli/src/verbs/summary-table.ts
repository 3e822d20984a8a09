import type { CaptureSummary } from '@networkml/pipeline/captures';
import { printable } from '../terminal/printable.ts';
import { renderTable } from '../terminal/table.ts';
import type { SummaryPrinter } from './summary-printer.ts';

const HEAD = [
  'CAPTURE',
  'FORMAT',
  'LINK',
  'PACKETS',
  'DAMAGED',
  'BYTES',
  'FIRST PACKET (UTC)',
  'SECONDS',
  'NOTE',
];

/** A line a capture, in one table at the end so that columns are aligned. */
export const linesPrinter = (): SummaryPrinter => {
  const rows: string[][] = [];
  return {
    add: (summary) => {
      rows.push(lineOf(summary));
      return '';
    },
    end: () => (rows.length === 0 ? '' : renderTable(HEAD, rows)),
  };
};

const lineOf = (summary: CaptureSummary): string[] => [
  printable(summary.capture),
  formatName(summary),
  linkNames(summary),
  number(summary.packets),
  number(summary.damagedPackets),
  number(summary.wireBytes),
  utc(summary.firstPacketTime).slice(0, 19),
  summary.durationSeconds?.toFixed(3) ?? '',
  [
    ...(summary.broken === null ? [] : ['breaks off']),
    ...(summary.backwardsPackets === 0 ? [] : ['not in order of time']),
    ...(summary.droppedPackets === 0 ? [] : [`${number(summary.droppedPackets)} dropped`]),
  ].join(', '),
];

/** All that is known of each capture, a line a fact; facts that are not there have no line. */
export const detailsPrinter = (): SummaryPrinter => {
  let isFirst = true;
  return {
    add: (summary) => {
      const text = detailsOf(summary)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name.padEnd(18)}${value}\n`)
        .join('');
      const gap = isFirst ? '' : '\n';
      isFirst = false;
      return gap + text;
    },
    end: () => '',
  };
};

type Fact = readonly [name: string, value: string];

const detailsOf = (summary: CaptureSummary): readonly Fact[] => [
  ['Capture', printable(summary.capture)],
  ['Size', summary.fileBytes === null ? '' : `${number(summary.fileBytes)} bytes`],
  ['Format', formatName(summary)],
  ['Sections', summary.sections > 1 ? number(summary.sections) : ''],
  ['Packets', number(summary.packets)],
  ['Damaged', damageOf(summary)],
  ['Dropped', summary.droppedPackets === 0 ? '' : number(summary.droppedPackets)],
  ['First packet', utc(summary.firstPacketTime)],
  ['Last packet', utc(summary.lastPacketTime)],
  ['Duration', summary.durationSeconds === null ? '' : `${summary.durationSeconds} s`],
  ['Order of time', orderOf(summary)],
  ['Bytes', bytesOf(summary)],
  [
    'Average packet',
    summary.averagePacketBytes === null ? '' : `${decimal(summary.averagePacketBytes)} bytes`,
  ],
  ['Rate', rateOf(summary)],
  ['Written by', writerOf(summary)],
  ...summary.comments.map((comment): Fact => ['Comment', printable(comment)]),
  ...more('Comment', summary.commentCount - summary.comments.length),
  ...summary.packetComments.map(({ packet, text }): Fact => [`Packet ${packet}`, printable(text)]),
  ...more('Packet comment', summary.packetCommentCount - summary.packetComments.length),
  ...summary.interfaces.map((entry): Fact => [`Interface ${entry.index}`, interfaceOf(entry)]),
  ['Skipped blocks', counts(summary.skippedBlocks)],
  ['Breaks off', summary.broken === null ? '' : printable(summary.broken)],
];

const number = (value: number): string => value.toLocaleString('en');

const decimal = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 });

const counts = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .map(([name, count]) => `${name} ${number(count)}`)
    .join(', ');

const more = (name: string, count: number): Fact[] =>
  count > 0 ? [[name, `and ${number(count)} more`]] : [];

/** `2024-03-01T00:36:00.100000000Z` without what only machines need. */
const utc = (time: string | null): string => (time ?? '').replace('T', ' ').replace('Z', ' UTC');

const formatName = ({ format, version, variant, compression, byteOrder }: CaptureSummary): string =>
  [
    `${format ?? ''}${version === null ? '' : ` ${version}`}${variant === null ? '' : ` (${variant})`}`,
    byteOrder,
    ...(compression === 'none' ? [] : [compression]),
  ].join(', ');

const linkName = ({ linkType, linkTypeName }: { linkType: number; linkTypeName: string }): string =>
  linkTypeName === '' ? `link type ${linkType}` : `${linkTypeName} (${linkType})`;

const linkNames = ({ interfaces }: CaptureSummary): string =>
  [...new Set(interfaces.map(linkName))].join(', ');

const damageOf = ({ damagedPackets, damage }: CaptureSummary): string =>
  damagedPackets === 0 ? 'none' : `${number(damagedPackets)} (${counts(damage)})`;

const orderOf = ({ packets, backwardsPackets, untimedPackets }: CaptureSummary): string => {
  if (packets === 0) return '';
  const order =
    backwardsPackets === 0 ? 'strict' : `${number(backwardsPackets)} packets earlier than the one before`;
  return untimedPackets === 0 ? order : `${order}; ${number(untimedPackets)} packets without a time`;
};

const bytesOf = ({ wireBytes, capturedBytes, cutPackets }: CaptureSummary): string => {
  const captured =
    cutPackets === 0
      ? 'all captured'
      : `${number(capturedBytes)} captured, ${number(cutPackets)} packets cut short`;
  return `${number(wireBytes)} on the wire, ${captured}`;
};

const rateOf = ({ packetsPerSecond, bitsPerSecond }: CaptureSummary): string =>
  packetsPerSecond === null || bitsPerSecond === null
    ? ''
    : `${decimal(packetsPerSecond)} packets/s, ${decimal(bitsPerSecond)} bits/s`;

const writerOf = ({ application, operatingSystem, hardware }: CaptureSummary): string =>
  [application, operatingSystem, hardware]
    .filter((part) => part !== null)
    .map(printable)
    .join('; ');

const interfaceOf = (entry: CaptureSummary['interfaces'][number]): string =>
  [
    ...(entry.name === null ? [] : [printable(entry.name)]),
    ...(entry.description === null ? [] : [printable(entry.description)]),
    linkName(entry),
    `${number(entry.packets)} packets`,
    entry.snapLengthBytes === 0 ? 'no snap length' : `snap length ${number(entry.snapLengthBytes)}`,
    `${entry.ticksPerSecond} ticks/s`,
    ...(entry.offsetSeconds === 0 ? [] : [`offset ${entry.offsetSeconds} s`]),
    ...(entry.receivedPackets === null ? [] : [`${number(entry.receivedPackets)} received`]),
    ...(entry.droppedPackets === null ? [] : [`${number(entry.droppedPackets)} dropped`]),
    ...(entry.speedBitsPerSecond === null ? [] : [`${number(entry.speedBitsPerSecond)} bits/s`]),
    ...(entry.filter === null ? [] : [`filter ${printable(entry.filter)}`]),
    ...[entry.hardware, entry.operatingSystem].filter((part) => part !== null).map(printable),
  ].join(', ');
