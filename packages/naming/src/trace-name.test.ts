import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pcapKeyOf } from './pcap-key.ts';
import { NamingError, type NamingReason } from './reasons.ts';
import { traceNames } from './testing/arbitraries.ts';
import { formatTraceName, parseTraceName, type TraceName } from './trace-name.ts';

const LONG = 'trace_ab12_2001-01-01_02_03-client-ip6-1-2-3-4.pcap';

describe('parseTraceName', () => {
  it('reads key, date, endpoint and labels of the long form', () => {
    expect(parseTraceName(`captures/${LONG}`)).toStrictEqual({
      ok: true,
      name: {
        key: 'ab12',
        date: '2001-01-01_02_03',
        described: { endpoint: 'client', labels: 'ip6-1-2-3-4' },
        extension: '.pcap',
      },
    });
  });

  it('reads key and date of the short form', () => {
    expect(parseTraceName('trace_0f_2001-01-01_02_03_04.pcap.gz')).toStrictEqual({
      ok: true,
      name: { key: '0f', date: '2001-01-01_02_03_04', extension: '.pcap.gz' },
    });
  });

  it.each<[NamingReason, string]>([
    ['NAME_EMPTY', ''],
    ['NAME_IS_NO_TRACE', 'Printer-a-Fri0036-n00.pcap'],
    ['NAME_IS_NO_TRACE', 'Trace_ab_2001.pcap'],
    ['NAME_EXTENSION', 'trace_ab_2001.txt'],
    ['TRACE_KEY', 'trace_.pcap'],
    ['TRACE_KEY', 'trace__2001.pcap'],
    ['TRACE_KEY', 'trace_AB_2001.pcap'],
    ['TRACE_KEY', 'trace_ab.pcap'],
    ['TRACE_DATE', 'trace_ab_.pcap'],
    ['TRACE_DATE', 'trace_ab_-client-x.pcap'],
    ['TRACE_DATE', 'trace_ab_2001client-x.pcap'],
    ['TRACE_LABELS', 'trace_ab_2001-router-x.pcap'],
    ['TRACE_LABELS', 'trace_ab_2001-client-.pcap'],
    ['TRACE_LABELS', 'trace_ab_2001-client.pcap'],
    ['TRACE_LABELS', 'trace_ab_2001-client-a\nb.pcap'],
  ])('answers %s for "%s"', (reason, fileName) => {
    expect(parseTraceName(fileName)).toMatchObject({ ok: false, reason });
  });

  it('reads back every trace name that can be written, unchanged', () => {
    fc.assert(
      fc.property(traceNames, (name) => {
        expect(parseTraceName(formatTraceName(name))).toStrictEqual({ ok: true, name });
      }),
    );
  });

  it('writes what it reads, for any text that is a trace name', () => {
    const text = fc
      .array(fc.constantFrom('ab', '_', '-', '2001', 'client', 'server', '.', 'é', '\ud800', '.pcap'))
      .map((pieces) => `trace_ab_2001${pieces.join('')}.pcap`);
    fc.assert(
      fc.property(text, (fileName) => {
        const parsed = parseTraceName(fileName);
        return !parsed.ok || formatTraceName(parsed.name) === fileName;
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time linear in the length of the text', () => {
    expect(parseTraceName(`trace_ab_${'-'.repeat(4_000_000)}!.pcap`)).toMatchObject({
      reason: 'TRACE_LABELS',
    });
  }, 2_000);
});

describe('formatTraceName', () => {
  const TRACE: TraceName = { key: 'ab12', date: '2001-01-01_02_03', extension: '.pcap' };

  it('writes both forms', () => {
    const described = { endpoint: 'client', labels: 'ip6-1-2-3-4' } as const;
    expect(formatTraceName(TRACE)).toBe('trace_ab12_2001-01-01_02_03.pcap');
    expect(formatTraceName({ ...TRACE, described })).toBe(LONG);
  });

  it.each<[NamingReason, Partial<TraceName>]>([
    ['TRACE_KEY', { key: 'ab_12' }],
    ['TRACE_DATE', { date: '2001-client-x' }],
    ['TRACE_LABELS', { described: { endpoint: 'server', labels: 'a/b' } }],
  ])('throws %s for %j', (code, change) => {
    const format = (): string => formatTraceName({ ...TRACE, ...change });
    expect(format).toThrow(NamingError);
    expect(format).toThrow(expect.objectContaining({ code }));
  });
});

describe('pcapKeyOf', () => {
  it.each([
    [LONG, 'ab12', 'ip6-1-2-3-4'],
    ['trace_ab12_2001-01-01_02_03.pcap', 'ab12', null],
    ['in/Printer-a-Fri0036-n00.pcap.gz', 'Printer-a-Fri0036-n00', null],
    ['trace_xyz_2001.pcap', 'trace_xyz_2001', null],
  ])('gives the key and labels of %s', (fileName, key, labels) => {
    expect(pcapKeyOf(fileName)).toStrictEqual({ key, labels });
  });
});
