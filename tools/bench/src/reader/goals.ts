import { median } from '../run/statistics.ts';
import type { SubjectResult } from './subject.ts';
import { NAMES } from './subjects.ts';

interface Goal {
  readonly name: string;
  readonly limit: number;
  /** What is held against the limit; `undefined` where something was not measured. */
  value(of: Figures): number | undefined;
}

interface Figures {
  seconds(name: string): number | undefined;
  peakMebibytes(name: string): number | undefined;
}

const MEMORY_LIMIT_MEBIBYTES = 150;

const ratioOf =
  (name: string, reference: string): Goal['value'] =>
  (of) => {
    const seconds = of.seconds(name);
    const against = of.seconds(reference);
    return seconds === undefined || against === undefined ? undefined : seconds / against;
  };

const GOALS: readonly Goal[] = [
  {
    name: 'synchronous, of the time of tcpdump',
    limit: 0.6,
    value: ratioOf(NAMES.readerSync, NAMES.tcpdump),
  },
  { name: 'of the time of tcpdump', limit: 0.6, value: ratioOf(NAMES.reader, NAMES.tcpdump) },
  {
    name: 'synchronous, of the time of the empty C loop',
    limit: 1,
    value: ratioOf(NAMES.readerSync, NAMES.loop),
  },
  { name: 'of the time of the empty C loop', limit: 1, value: ratioOf(NAMES.reader, NAMES.loop) },
  {
    name: 'synchronous, pcapng of the time of pcap',
    limit: 1.3,
    value: ratioOf(NAMES.readerSyncPcapng, NAMES.readerSync),
  },
  { name: 'pcapng of the time of pcap', limit: 1.3, value: ratioOf(NAMES.readerPcapng, NAMES.reader) },
  {
    name: 'peak memory in MiB',
    limit: MEMORY_LIMIT_MEBIBYTES,
    value: (of) => of.peakMebibytes(NAMES.reader),
  },
];

/** One line a goal: what it is, what was reached, and whether that is enough. */
export const goals = (results: readonly SubjectResult[]): readonly string[] => {
  const byName = new Map(results.map((result) => [result.subject.name, result]));
  const figures: Figures = {
    seconds: (name) => {
      const result = byName.get(name);
      return result && median(result.seconds);
    },
    peakMebibytes: (name) => byName.get(name)?.peakMebibytes,
  };
  const lines = GOALS.map((goal) => {
    const value = goal.value(figures);
    if (value === undefined) return `- ${goal.name}: at most ${goal.limit}; not measured`;
    const verdict = value <= goal.limit ? 'met' : 'missed';
    return `- ${goal.name}: at most ${goal.limit}; ${Number(value.toPrecision(3))}, ${verdict}`;
  });
  return [`Goals for pcap-reader:`, lines.join('\n')];
};
