import { describe, expect, it } from 'vitest';
import { formatCaptureName } from './format-name.ts';
import type { CaptureName } from './grammar.ts';
import { parseCaptureName } from './parse-name.ts';
import { NamingError, type NamingReason } from './reasons.ts';

const PRINTER: CaptureName = {
  role: 'Printer',
  deviceId: 'b2',
  capturedAt: { kind: 'weekly', weekday: 'Mon', hour: 9, minute: 5 },
  durationSeconds: 5400,
  flags: 'n00',
  extension: '.pcapng.gz',
};

describe('formatCaptureName', () => {
  it('joins the five parts and the extension', () => {
    expect(formatCaptureName(PRINTER)).toBe('Printer-b2-Mon0905-90m-n00.pcapng.gz');
  });

  it.each([
    'ActiveDirectoryController-labs-Fri0036-n00.pcap',
    'Printer-b2-Mon0905-90m-n00.pcapng.gz',
    'Printer-b2-20240229T2359-1d-n00a1.cap',
    'Printer-b2-00010101T000000Z-0s-x.dump.zst',
    'Printer-b2-Sun2359-61s-n.pcap.zst',
    'Printer-b2-Sun2359-25h-n.pcap',
  ])('writes the canonical name %s as it was read', (fileName) => {
    const parsed = parseCaptureName(fileName);
    expect(parsed.ok && formatCaptureName(parsed.name)).toBe(fileName);
  });

  it.each([
    ['Printer-b2-mON0905-n00.PCAP', 'Printer-b2-Mon0905-n00.pcap'],
    ['in/Printer-b2-Mon0905-0900s-n00.pcap', 'Printer-b2-Mon0905-15m-n00.pcap'],
    ['Printer-b2-Mon0905-0d-n00.pcap', 'Printer-b2-Mon0905-0s-n00.pcap'],
  ])('writes %s in its canonical spelling %s', (fileName, canonical) => {
    const parsed = parseCaptureName(fileName);
    expect(parsed.ok && formatCaptureName(parsed.name)).toBe(canonical);
  });

  it.each<[NamingReason, Partial<CaptureName>]>([
    ['NAME_ROLE', { role: 'D-LinkCam' }],
    ['NAME_ROLE', { role: 'a/b' }],
    ['NAME_IS_TRACE', { role: 'trace_ab' }],
    ['NAME_DEVICE_ID', { deviceId: '' }],
    ['NAME_TIME', { capturedAt: { kind: 'weekly', weekday: 'Mon', hour: 24, minute: 0 } }],
    ['NAME_TIME', { capturedAt: { kind: 'weekly', weekday: 'Mon', hour: 1.5, minute: 0 } }],
    ['NAME_DURATION', { durationSeconds: 0.5 }],
    ['NAME_DURATION', { durationSeconds: -60 }],
    ['NAME_DURATION', { durationSeconds: 1_000_000_000 }],
    ['NAME_DURATION', { durationSeconds: Number.NaN }],
    ['NAME_FLAGS', { flags: '00' }],
  ])('throws %s for %j', (code, change) => {
    const format = (): string => formatCaptureName({ ...PRINTER, ...change });
    expect(format).toThrow(NamingError);
    expect(format).toThrow(expect.objectContaining({ code }));
  });
});
