import { describe, expect, it } from 'vitest';
import type { SubjectResult } from '../compare/subject.ts';
import { featuresReport } from './features-report.ts';
import { NAMES } from '../compare/names.ts';

const result = (name: string, seconds: number, packets = 2_000_000): SubjectResult => ({
  subject: { name, command: ['true'], packets, bytes: 700_000_000, countsPackets: false },
  seconds: [seconds],
  peakMebibytes: 90,
});

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('featuresReport', () => {
  it('holds features against tcpdump, threads against one thread, and the command line against NetworkML', () => {
    const upstream = { paths: ['a.pcap', 'b.pcap'], packets: 16_000, bytes: 5_800_000, seconds: 50 };
    const results = [
      result(NAMES.device, 0.8),
      result(NAMES.both, 1.2),
      result(NAMES.tcpdump, 1),
      result(NAMES.oneThread, 0.9),
      result(NAMES.twoThreads, 0.5),
      result(NAMES.upstreamCaptures, 0.2, 16_000),
    ];
    const lines = featuresReport({ results, skipped: [], upstream }).split('\n');
    expect(lines.map(cellsOf)).toContainEqual([NAMES.both, '1.20', '0.00', '1.67 M', '583', '90', '1.20']);
    expect(lines).toContain('On 2 captures of 16000 packets and 5.8 MB in all:');
    expect(lines.map(cellsOf)).toContainEqual([NAMES.upstreamCaptures, '0.200', '0.000', '80000', '250']);
    expect(lines.filter((line) => cellsOf(line)[0] === NAMES.upstreamCaptures)).toHaveLength(1);
    expect(lines.slice(-4)).toEqual([
      '- device, of the time of tcpdump: at most 0.9; 0.8, met',
      '- device and networkml-host, of the time of tcpdump: at most 1.1; 1.2, missed',
      '- two threads, times as fast as one: at least 1.7; 1.8, met',
      '- times as fast as NetworkML: at least 200; 250, met',
    ]);
  });

  it('says what could not be compared, and why', () => {
    const skipped = [
      { name: NAMES.twoThreads, reason: 'there is one processor' },
      { name: NAMES.upstreamCaptures, reason: 'no captures' },
    ];
    const upstream = { reason: 'no captures' };
    const lines = featuresReport({ results: [result(NAMES.oneThread, 1)], skipped, upstream }).split('\n');
    expect(lines.map((line) => cellsOf(line).slice(0, 2))).toContainEqual([
      NAMES.twoThreads,
      'not measured: there is one processor',
    ]);
    expect(lines).toContain('Not compared with NetworkML: no captures.');
    expect(lines).toContain('- two threads, times as fast as one: at least 1.7; not measured');
    expect(lines).toContain('- times as fast as NetworkML: at least 200; not measured');
  });
});
