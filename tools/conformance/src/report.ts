import { CAPTURE_ERRORS } from '@networkml/pcap-reader';
import { CLASSES } from './classes/classes.ts';
import { COLUMNS } from './columns.ts';
import { type Comparison, PACKETS_LIMIT, PACKET_COLUMN } from './compare.ts';
import type { Measure } from './measure.ts';
import type { OracleStatus } from './oracle.ts';
import { type Tally, emptyTally, explainedCells } from './tally.ts';

/** The page that tells what was compared and how it came out. */
export const renderReport = (measured: Measure): string =>
  [
    intro(measured),
    '## By corpus',
    corpusTable(measured),
    '## By column',
    columnTable(measured),
    '## Why cells differ',
    'A difference counts as explained only if the packet shows the reason; the first class that fits explains it.',
    classTable(measured),
    '## Captures that end early',
    endings(measured),
    ...unexplained(measured),
  ].join('\n\n') + '\n';

const intro = ({ total, otherFrames }: Measure): string =>
  [
    '# Conformance',
    '',
    'How far our columns agree with what tshark 4.0.17 decodes, packet by packet. Made by `npm run conformance`; do not edit.',
    '',
    `- **Captures**: ${number(total.files)} files of eight public projects: the test suites of tcpdump, Zeek, Arkime, PcapPlusPlus, gopacket, dpkt and rusticata, and a generator of pcapng files. They hold rare link types and formats, damage, and what fuzzers found. They are not part of this repository.`,
    `- **Oracle**: the first ${number(PACKETS_LIMIT)} packets of each file as tshark prints them, the first occurrence of each field, without defragmenting or reassembling. Of pcapng it numbers custom blocks too: ${number(otherFrames)} such frames hold no packet and are left out.`,
    '- **Cells**: a cell is a column of a packet, compared as text. It counts where we or tshark have a value. tshark is an oracle and not a judge: it has bugs, and it guesses.',
    '- **Outer headers**: ours describe these. Where tshark has a field for each of IPv4 and IPv6, or of TCP and UDP, the one that the outer header announces is compared. Its `eth` fields are compared on Ethernet only. It prints the first next header of IPv6 and no traffic class, so neither the protocol behind extension headers nor that class is compared.',
    '',
    `${number(total.packets)} packets, ${number(total.tally.compared)} cells: ${percent(total.tally)} equal, ${number(explainedCells(total.tally))} different for a reason below, ${number(total.tally.unexplained)} unexplained.`,
  ].join('\n');

const corpusTable = ({ corpora, total }: Measure): string =>
  table(
    ['corpus', 'files', 'packets', 'cells', 'equal', 'explained', 'unexplained', 'share equal'],
    [...corpora, ['all', total] as const].map(([name, { files, packets, tally }]) => [
      name,
      number(files),
      number(packets),
      ...tallyCells(tally),
    ]),
  );

const columnTable = ({ columns }: Measure): string =>
  table(
    ['our column', 'tshark', 'cells', 'equal', 'explained', 'unexplained', 'share equal'],
    [{ name: PACKET_COLUMN, fields: 'frame.number' }, ...COLUMNS].map(({ name, fields }) => [
      name === PACKET_COLUMN ? 'the packet itself' : code(name),
      code(fields),
      ...tallyCells(columns.get(name) ?? emptyTally()),
    ]),
  );

const classTable = ({ classes }: Measure): string =>
  table(
    ['class', 'cells', 'files', 'reason'],
    CLASSES.map(({ id, reason }) => {
      const { cells, files } = classes.get(id) ?? { cells: 0, files: 0 };
      return [code(id), number(cells), number(files), reason];
    }),
  );

/** What tshark says of a capture, in our words. */
const OUTCOMES: readonly (readonly [pattern: RegExp, outcome: string])[] = [
  [/appears to have been cut/, 'ends inside a packet'],
  [/bigger than maximum/, 'a packet is too large'],
  [/network type \d+ unknown/, 'refuses the link type'],
  [/reserved field not zero/, 'refuses reserved bits beside the link type'],
  [/unknown SHB version/, 'stops at a section of a later version'],
  [/block length \d+ of an EPB is too small/, 'a block is too short for its packet'],
  [/handle option of length/, 'an option is too long'],
];

const theirOutcome = ({ exitStatus, message }: OracleStatus): string =>
  exitStatus === 0
    ? 'reads it'
    : (OUTCOMES.find(([pattern]) => pattern.test(message))?.[1] ?? 'another error');

const ourOutcome = (ourError: string): string =>
  ourError === '' ? 'read it' : `${CAPTURE_ERRORS_BY_CODE[ourError]} (${code(ourError)})`;

const CAPTURE_ERRORS_BY_CODE: Readonly<Record<string, string>> = CAPTURE_ERRORS;

/** The captures that end early, grouped by how they do. */
const endings = ({ broken }: Measure): string => {
  const groups = new Map<string, Comparison[]>();
  for (const comparison of broken) {
    const key = `${theirOutcome(comparison.status)}\t${ourOutcome(comparison.ourError)}`;
    groups.set(key, [...(groups.get(key) ?? []), comparison]);
  }
  const text = `Of ${number(broken.length)} captures tshark or we read a part, or none. We keep the packets before the break.`;
  const rows = [...groups].map(([key, comparisons]) => [
    ...key.split('\t'),
    number(comparisons.length),
    number(sum(comparisons.map(({ status }) => status.packets))),
    number(sum(comparisons.map(({ packets }) => packets))),
    code(shorten(comparisons[0].file)),
  ]);
  return `${text}\n\n${table(['tshark', 'we', 'files', 'its packets', 'our packets', 'for example'], rows)}`;
};

/** The differences without a class, up to a hundred; none in a page that is committed. */
const unexplained = ({ unexplained: differences }: Measure): readonly string[] => {
  if (differences.length === 0) return [];
  const rows = differences
    .slice(0, 100)
    .map(({ file, packet, column, ours, theirs }) => [
      code(file),
      number(packet),
      code(column),
      ours,
      theirs,
    ]);
  return ['## Unexplained', table(['file', 'packet', 'column', 'ours', 'tshark'], rows)];
};

const tallyCells = (tally: Tally): readonly string[] => [
  number(tally.compared),
  number(tally.equal),
  number(explainedCells(tally)),
  number(tally.unexplained),
  percent(tally),
];

const percent = ({ equal, compared }: Tally): string =>
  compared === 0 ? '-' : `${(Math.floor((equal / compared) * 100_000) / 1000).toFixed(3)}%`;

const number = (value: number): string => value.toLocaleString('en-US');

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const code = (text: string): string => `\`${text}\``;

/** The end of a long file name. */
const shorten = (file: string): string =>
  file.length <= 60 ? file : `${file.slice(0, 12)}…${file.slice(-44)}`;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
