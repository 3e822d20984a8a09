import { markdownTable } from '@networkml/pages';
import { DAMAGE_NAMES } from '@networkml/pcap-reader';
import type { BombResult } from './bombs.ts';
import type { RunResult } from './run/run-threads.ts';

/** A run and the ways to make it again. */
export interface Report {
  readonly seed: number;
  readonly threads: number;
  /** How many bases there were, and which. */
  readonly bases: number;
  readonly ownBases: number;
  readonly fingerprint: string;
  readonly run: RunResult;
  readonly bombs: readonly BombResult[];
}

const number = (value: number): string => Math.round(value).toLocaleString('en');
const mebibytes = (bytes: number): string => `${number(bytes / 2 ** 20)} MiB`;

/** Rows of the tables, label and figure. */
type Rows = readonly (readonly [label: string, figure: string])[];

const sorted = (counts: Readonly<Record<string, number>>): Rows =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, inputs]): [string, string] => [name, number(inputs)]);

const summary = ({ seed, threads, bases, ownBases, fingerprint, run }: Report): Rows => {
  const { tally, seconds } = run;
  return [
    ['seed', String(seed)],
    ['captures that inputs were made from', `${number(bases)} (${number(ownBases)} our own), ${fingerprint}`],
    ['inputs', number(tally.inputs + run.findings.length)],
    ['of them also read from a stream', number(tally.streams)],
    ['from a file, both ways', number(tally.files)],
    ['by several readers that share the packets', number(tally.shared)],
    ['turned into features', number(tally.featured)],
    ['findings', number(run.findings.length)],
    ['bytes read', mebibytes(tally.bytes)],
    ['packets read', number(tally.packets)],
    ['broken captures whose packets were salvaged', number(tally.salvaged)],
    ['seconds', seconds.toFixed(1)],
    ['threads', String(threads)],
    ['inputs a second', number(tally.inputs / seconds)],
    ['slowest input', `${tally.slowestMillis.toFixed(0)} ms (number ${tally.slowestInput})`],
    ['most resident memory of the process', mebibytes(run.residentBytes)],
    ['most heap of a thread', mebibytes(run.heapBytes)],
    ['most typed-array memory of a thread', mebibytes(run.bufferBytes)],
  ];
};

const damage = ({ run }: Report): Rows =>
  DAMAGE_NAMES.map((name, code): [string, number] => [code === 0 ? 'none' : name, run.tally.damage[code]])
    .filter(([, packets]) => packets > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name, packets]): [string, string] => [name, number(packets)]);

const bombs = ({ bombs: results }: Report): Rows =>
  results.map(({ name, code, packedBytes, residentBytes, seconds }): [string, string] => [
    `${name} of ${number(packedBytes)} bytes`,
    `${code} after ${seconds.toFixed(1)} s, ${mebibytes(residentBytes)}`,
  ]);

const TABLES: readonly (readonly [string, string, (report: Report) => Rows])[] = [
  ['run', 'figure', summary],
  ['how reading ended', 'inputs', ({ run }) => sorted(run.tally.outcomes)],
  ['format', 'inputs', ({ run }) => sorted(run.tally.formats)],
  ['damage', 'packets', damage],
  ['bomb', 'outcome', bombs],
];

/** The figures of a run as Markdown tables. */
export const renderReport = (report: Report): string =>
  TABLES.map(([label, figure, rows]) => markdownTable([label, figure], rows(report))).join('\n\n');
