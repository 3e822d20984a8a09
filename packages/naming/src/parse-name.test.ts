import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPTURE_EXTENSIONS } from './file-name.ts';
import { formatCaptureName } from './format-name.ts';
import { parseCaptureName, roleOfFileName } from './parse-name.ts';
import type { NamingReason } from './reasons.ts';
import { captureNames } from './testing/arbitraries.ts';

const FRIDAY_0036 = { kind: 'weekly', weekday: 'Fri', hour: 0, minute: 36 };

describe('parseCaptureName', () => {
  it("reads the four-part form of upstream's published example", () => {
    expect(parseCaptureName('ActiveDirectoryController-labs-Fri0036-n00.pcap')).toStrictEqual({
      ok: true,
      name: {
        role: 'ActiveDirectoryController',
        deviceId: 'labs',
        capturedAt: FRIDAY_0036,
        flags: 'n00',
        extension: '.pcap',
      },
    });
  });

  it.each([
    ['0s', 0],
    ['900s', 900],
    ['15m', 900],
    ['1h', 3600],
    ['2d', 172_800],
    ['999999999s', 999_999_999],
  ])('reads the duration %s of the five-part form as %i seconds', (text, durationSeconds) => {
    expect(parseCaptureName(`Printer-a-Fri0036-${text}-n00.pcap`)).toMatchObject({
      name: { durationSeconds },
    });
  });

  it.each([
    ['20240229T2359', { year: 2024, month: 2, day: 29, hour: 23, minute: 59, utc: false }],
    ['19991231T0000Z', { year: 1999, month: 12, day: 31, hour: 0, minute: 0, utc: true }],
    ['20240301T003615Z', { year: 2024, month: 3, day: 1, hour: 0, minute: 36, second: 15, utc: true }],
  ])('reads the date and time %s', (text, time) => {
    const parsed = parseCaptureName(`Printer-a-${text}-n00.pcap`);
    expect(parsed.ok && parsed.name.capturedAt).toStrictEqual({ kind: 'dated', ...time });
  });

  it.each([...CAPTURE_EXTENSIONS])('reads the extension %s in any case', (extension) => {
    const name = { role: 'Printer', extension };
    expect(parseCaptureName(`Printer-a-Fri0036-n00${extension}`)).toMatchObject({ ok: true, name });
    expect(parseCaptureName(`Printer-a-Fri0036-n00${extension.toUpperCase()}`)).toMatchObject({ name });
  });

  it.each(['/data/x-y/', 'C:\\captures\\', './', 'a/b\\'])('drops the directories %s in front', (folder) => {
    expect(parseCaptureName(`${folder}Printer-a-Fri0036-n00.pcap`)).toEqual(
      parseCaptureName('Printer-a-Fri0036-n00.pcap'),
    );
  });

  it('accepts roles in any script and weekdays in any case', () => {
    expect(parseCaptureName('Imprimante_été.2-प्रिंटर-fRI0036-n00.cap')).toMatchObject({
      name: { role: 'Imprimante_été.2', deviceId: 'प्रिंटर', capturedAt: FRIDAY_0036 },
    });
  });

  it.each<[NamingReason, string]>([
    ['NAME_EMPTY', ''],
    ['NAME_EMPTY', 'captures/'],
    ['NAME_EXTENSION', 'Printer-a-Fri0036-n00'],
    ['NAME_EXTENSION', 'Printer-a-Fri0036-n00.csv'],
    ['NAME_EXTENSION', 'Printer-a-Fri0036-n00.pcap.bz2'],
    ['NAME_IS_TRACE', 'trace_ab12_2001-01-01_02_03.pcap'],
    ['NAME_IS_TRACE', 'trace_ab_2001-client-Fri0036-n00.pcap'],
    ['NAME_TOO_FEW_PARTS', '.pcap'],
    ['NAME_TOO_FEW_PARTS', 'Printer-a-Fri0036.pcap'],
    ['NAME_TOO_MANY_PARTS', 'D-LinkCam-a-Fri0036-15m-n00.pcap'],
    ['NAME_ROLE', '-a-Fri0036-n00.pcap'],
    ['NAME_ROLE', 'My printer-a-Fri0036-n00.pcap'],
    ['NAME_ROLE', '.Printer-a-Fri0036-n00.pcap'],
    ['NAME_DEVICE_ID', 'Printer--Fri0036-n00.pcap'],
    ['NAME_TIME', 'Printer-a-Fry0036-n00.pcap'],
    ['NAME_TIME', 'Printer-a-Fri2400-n00.pcap'],
    ['NAME_TIME', 'Printer-a-Fri0060-n00.pcap'],
    ['NAME_TIME', 'Printer-a-Fri036-n00.pcap'],
    ['NAME_TIME', 'Printer-a-20230229T0000-n00.pcap'],
    ['NAME_TIME', 'Printer-a-19000229T0000-n00.pcap'],
    ['NAME_TIME', 'Printer-a-20231301T0000-n00.pcap'],
    ['NAME_TIME', 'Printer-a-20230431T0000-n00.pcap'],
    ['NAME_TIME', 'Printer-a-20230400T0000-n00.pcap'],
    ['NAME_TIME', 'Printer-a-20230401T000060-n00.pcap'],
    ['NAME_DURATION', 'Printer-a-Fri0036-15-n00.pcap'],
    ['NAME_DURATION', 'Printer-a-Fri0036-1.5h-n00.pcap'],
    ['NAME_DURATION', 'Printer-a-Fri0036-99999d-n00.pcap'],
    ['NAME_FLAGS', 'Printer-a-Fri0036-15m.pcap'],
    ['NAME_FLAGS', 'Printer-a-Fri0036-15m-.pcap'],
    ['NAME_FLAGS', 'Printer-a-Fri0036-n_0.pcap'],
  ])('answers %s for "%s"', (reason, fileName) => {
    expect(parseCaptureName(fileName)).toMatchObject({ ok: false, reason });
  });

  it('explains a refusal in a sentence that quotes the culprit, cut to a readable length', () => {
    const parsed = parseCaptureName(`Printer-a-${'x'.repeat(500)}-n00.pcap`);
    expect(parsed.ok ? '' : parsed.text).toMatch(/^the time is neither .*: "x{60}\.\.\."$/);
  });

  it('reads back every name that can be written, unchanged', () => {
    fc.assert(
      fc.property(captureNames, (name) => {
        expect(parseCaptureName(formatCaptureName(name))).toStrictEqual({ ok: true, name });
      }),
    );
  });

  it('returns a typed result for any text at all', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      fc
        .array(
          fc.constantFrom('-', '_', '.', '/', '\\', 'trace_', 'Fri0036', '15m', 'n00', 'é', '\0', '.pcap'),
        )
        .map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseCaptureName(text);
        if (!parsed.ok) return parsed.text.length > 0;
        return parseCaptureName(formatCaptureName(parsed.name)).ok;
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time linear in the length of the text', () => {
    const dashes = `${'a-'.repeat(2_000_000)}.pcap`;
    const digits = `Printer-a-${'0'.repeat(4_000_000)}-n00.pcap`;
    expect(parseCaptureName(dashes)).toMatchObject({ reason: 'NAME_TOO_MANY_PARTS' });
    expect(parseCaptureName(digits)).toMatchObject({ reason: 'NAME_TIME' });
  }, 2_000);
});

describe('roleOfFileName', () => {
  it.each([
    ['Printer-a-Fri0036-n00.pcap', 'Printer'],
    ['captures/D-LinkCam-1.pcap', 'D'],
    ['x-y/GithubRepo-whatever', 'GithubRepo'],
  ])('takes the part of "%s" before the first "-"', (fileName, role) => {
    expect(roleOfFileName(fileName)).toBe(role);
  });

  it.each(['', 'capture.pcap', '-a.pcap', 'x-y/capture.pcap', 'trace_ab12_2001-01-01_02_03.pcap'])(
    'finds no role in "%s"',
    (fileName) => {
      expect(roleOfFileName(fileName)).toBeUndefined();
    },
  );
});
