import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCaptureList, upstreamRun, upstreamSeconds } from './upstream.ts';

describe('parseCaptureList', () => {
  it('finds the captures by their names, and adds up packets and bytes', () => {
    expect(
      parseCaptureList('Aria-Setup-A-1-STA.pcap\t49\t8508\nD_LinkCam-Setup-C-3-STA.pcap\t288\t68802\n', '/x'),
    ).toEqual({
      paths: ['/x/Aria/Setup-A-1-STA.pcap', '/x/D-LinkCam/Setup-C-3-STA.pcap'],
      packets: 337,
      bytes: 77_310,
    });
  });
});

describe('upstreamSeconds', () => {
  it('takes the first run of which parser and featurizer are known', () => {
    const timings = { iot50: { threads1_runs: [{ parser: 9 }, { parser: 45.5, featurizer: 7.25 }] } };
    expect(upstreamSeconds(timings)).toBe(52.75);
  });

  it('refuses timings without such a run', () => {
    expect(() => upstreamSeconds({ iot50: { threads1_runs: [{ parser: 9 }] } })).toThrow(
      'parser and featurizer',
    );
  });
});

describe('upstreamRun', () => {
  it('names captures that are there, or says why there is no run', () => {
    const run = upstreamRun();
    if ('reason' in run) expect(run.reason).toContain('golden files');
    else expect(run.paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
