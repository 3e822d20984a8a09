import { describe, expect, it } from 'vitest';
import { readerReport } from './reader-report.ts';
import { type Subject, scaleUp } from '../compare/subject.ts';
import { NAMES } from '../compare/names.ts';

const subject = (name: string, slice?: Subject['slice']): Subject => ({
  name,
  command: ['true'],
  packets: 2_000_000,
  bytes: 700_000_000,
  countsPackets: true,
  ...(slice && { slice }),
});

describe('readerReport', () => {
  it('gives medians, rates and ratios to tcpdump and the C loop, and says which goals are met', () => {
    const results = [
      { subject: subject(NAMES.reader), seconds: [0.5, 0.4, 9], peakMebibytes: 66.4 },
      { subject: subject(NAMES.tcpdump), seconds: [1], peakMebibytes: 6 },
      { subject: subject(NAMES.loop), seconds: [0.4], peakMebibytes: undefined },
    ];
    const lines = readerReport(results, [{ name: 'tshark -T fields', reason: 'not installed' }]).split('\n');
    const cells = (line: string | undefined): readonly string[] =>
      line?.split('|').map((cell) => cell.trim()) ?? [];
    expect(cells(lines[2])).toEqual([
      '',
      'pcap-reader',
      '0.50',
      '4.30',
      '4.00 M',
      '1400',
      '66',
      '0.50',
      '1.25',
      '',
    ]);
    expect(cells(lines[4])[6]).toBe('no GNU time');
    expect(cells(lines[5]).slice(1, 3)).toEqual(['tshark -T fields', 'not measured: not installed']);
    expect(lines).toContain('- of the time of tcpdump: at most 0.6; 0.5, met');
    expect(lines).toContain('- of the time of the empty C loop: at most 1; 1.25, missed');
    expect(lines).toContain('- pcapng of the time of pcap: at most 1.3; not measured');
  });

  it('marks what was scaled', () => {
    const slice = { packets: 1000, emptyCommand: ['true'] } as const;
    expect(readerReport([{ subject: subject('slow', slice), seconds: [9], peakMebibytes: 1 }], [])).toContain(
      'slow (scaled from 1000 packets)',
    );
  });
});

describe('scaleUp', () => {
  it('multiplies what packets take, and not what it takes to start', () => {
    const slice = { packets: 100_000, emptyCommand: ['true'] } as const;
    expect(scaleUp(subject('slow', slice), 4, 1)).toBe(61);
  });

  it('leaves the time of all packets as it is', () => {
    expect(scaleUp(subject('fast'), 4, 0)).toBe(4);
  });
});
