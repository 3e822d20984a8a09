import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ParseOptions, type ParseReport, parseCaptures } from './parse-captures.ts';
import { fileWith, sample } from './testing/samples.ts';

const PACKETS: ParseOptions = { level: 'packet', format: 'csv', namesCapture: true };
const PLUG = sample('smart-plug.pcap');
const COOKED = sample('cooked.pcap');
const ALL = [PLUG, COOKED, sample('office.pcapng.gz'), sample('raw-ip.pcap')];

const cutCapture = (): string => fileWith('cut.pcap', readFileSync(PLUG).subarray(0, -5));

const parsed = async (
  captures: readonly string[],
  options: ParseOptions,
): Promise<{ text: string; report: ParseReport }> => {
  const { pieces, report } = parseCaptures(captures, options);
  const kept: Uint8Array[] = [];
  for await (const piece of pieces) kept.push(piece);
  return { text: Buffer.concat(kept).toString(), report };
};

describe('parseCaptures', () => {
  it('lists the packets of captures under one header, each with the name of its capture', async () => {
    const { text, report } = await parsed([PLUG, COOKED], PACKETS);
    const [header, ...lines] = text.trimEnd().split('\n');
    expect(header).toMatch(/^capture,number,time,/);
    expect(lines.filter((line) => line.startsWith(`${PLUG},`))).toHaveLength(142);
    expect(lines.filter((line) => line.startsWith(`${COOKED},`))).toHaveLength(125);
    expect(report).toMatchObject({ packets: 267, rows: 267, damagedPackets: 0, failed: [] });
  });

  it('gives no row of a capture that breaks off, and all of the others', async () => {
    const cut = cutCapture();
    const { text, report } = await parsed([PLUG, cut, COOKED], PACKETS);
    expect(report.failed).toMatchObject([{ capture: cut, error: { code: 'CAPTURE_CUT_RECORD' } }]);
    expect(text).toBe((await parsed([PLUG, COOKED], PACKETS)).text);
  });

  it('keeps what comes before the break where asked to salvage, and says so', async () => {
    const cut = cutCapture();
    const { report } = await parsed([PLUG, cut], { ...PACKETS, salvage: true });
    expect(report).toMatchObject({ packets: 142 + 141, broken: [{ capture: cut }], failed: [] });
  });

  it('throws the first error where no capture can be used', async () => {
    await expect(parsed([cutCapture(), `${PLUG}.absent`], PACKETS)).rejects.toMatchObject({
      code: 'CAPTURE_CUT_RECORD',
    });
  });

  it('writes the same with several threads', { timeout: 60_000 }, async () => {
    const captures = [...ALL, cutCapture(), ...ALL];
    const layouts: readonly ParseOptions[] = [
      PACKETS,
      { ...PACKETS, format: 'jsonl' },
      { ...PACKETS, level: 'flow' },
    ];
    for (const options of layouts) {
      const alone = await parsed(captures, options);
      const shared = await parsed(captures, { ...options, threads: 3 });
      expect(shared.text).toBe(alone.text);
      expect({ ...shared.report, failed: [] }).toEqual({ ...alone.report, failed: [] });
      expect(shared.report.failed.map(({ error }) => error.message)).toEqual(
        alone.report.failed.map(({ error }) => error.message),
      );
    }
  });

  describe('of one large capture', () => {
    const plug = readFileSync(PLUG);
    const records = plug.subarray(24);
    const large = (tail: Uint8Array = new Uint8Array(0)): string =>
      fileWith('large.pcap', Buffer.concat([plug, ...Array.from({ length: 400 }, () => records), tail]));

    it.each(['csv', 'jsonl'] as const)(
      'writes the same %s with several threads',
      { timeout: 60_000 },
      async (format) => {
        const capture = large();
        const alone = await parsed([capture], { ...PACKETS, format });
        const shared = await parsed([capture], { ...PACKETS, format, threads: 3 });
        expect(alone.report.packets).toBe(142 * 401);
        expect(shared.report).toEqual(alone.report);
        expect(shared.text === alone.text).toBe(true); // a difference would print megabytes
      },
    );

    it('fails with several threads as with one', { timeout: 60_000 }, async () => {
      const cut = large(Uint8Array.of(1, 2, 3));
      const error = await parsed([cut], PACKETS).catch((thrown: unknown) => thrown);
      await expect(parsed([cut], { ...PACKETS, threads: 2 })).rejects.toMatchObject({
        name: 'CaptureError',
        message: error instanceof Error ? error.message : '',
      });
      const { report } = await parsed([cut], { ...PACKETS, threads: 2, salvage: true });
      expect(report).toMatchObject({ packets: 142 * 401, broken: [{ capture: cut }] });
    });

    it('is left early without a thread that goes on', { timeout: 60_000 }, async () => {
      const { pieces } = parseCaptures([large()], { ...PACKETS, threads: 2 });
      let taken = 0;
      for await (const piece of pieces) {
        taken += piece.length;
        if (taken > 1000) break;
      }
      expect(taken).toBeGreaterThan(1000);
    });
  });

  it('tells conversations of one capture without naming it', async () => {
    const { text, report } = await parsed([PLUG], { ...PACKETS, level: 'flow', namesCapture: false });
    const [header, ...lines] = text.trimEnd().split('\n');
    expect(header).toMatch(/^protocol,address_a,port_a,/);
    expect(lines).toHaveLength(report.rows);
    expect(lines).toContain(
      'tcp,192.168.1.21,50112,203.0.113.10,443,25,2786,24,5229,1709253365.000000000,4.900000000,114.000181000',
    );
  });
});
