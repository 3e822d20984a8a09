import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { summarizeCapture } from './summarize-capture.ts';
import { type SummarizedCapture, summarizeCaptures } from './summarize-captures.ts';
import { fileWith, sample } from './testing/samples.ts';
import { ipv4Frame, pcapOf, udp } from './testing/tiny-capture.ts';

const FRAME = ipv4Frame({ from: 1, to: 2, protocol: 17 }, udp(7, 8, 0)); // 42 bytes

const summarized = async (captures: readonly string[], threads: number): Promise<SummarizedCapture[]> => {
  const all: SummarizedCapture[] = [];
  for await (const one of summarizeCaptures(captures, { threads })) all.push(one);
  return all;
};

describe('summarizeCapture', () => {
  it('tells times to the nanosecond, rates, order and cut packets', async () => {
    const path = fileWith(
      'tiny.pcap',
      pcapOf([
        { time: [1_700_000_000, 500_001], bytes: FRAME, wireBytes: 1000 },
        { time: [1_700_000_004, 500_001], bytes: FRAME },
        { time: [1_700_000_003, 0], bytes: FRAME.slice(0, 20) },
      ]),
    );
    expect(await summarizeCapture(path)).toMatchObject({
      capture: path,
      fileBytes: 24 + 3 * 16 + 42 + 42 + 20,
      format: 'pcap',
      version: '2.4',
      compression: 'none',
      byteOrder: 'little-endian',
      packets: 3,
      cutPackets: 1,
      damagedPackets: 1,
      damage: { Ipv4Truncated: 1 },
      backwardsPackets: 1,
      strictTimeOrder: false,
      firstPacketTime: '2023-11-14T22:13:20.500001000Z',
      lastPacketTime: '2023-11-14T22:13:24.500001000Z',
      durationSeconds: 4,
      wireBytes: 1062,
      capturedBytes: 104,
      averagePacketBytes: 354,
      packetsPerSecond: 0.75,
      bitsPerSecond: 2124,
      interfaces: [{ linkType: 1, linkTypeName: 'ETHERNET', snapLengthBytes: 65535, packets: 3 }],
      broken: null,
    });
  });

  it('has no rates or times of a capture without packets', async () => {
    expect(await summarizeCapture(fileWith('empty.pcap', pcapOf([])))).toMatchObject({
      packets: 0,
      firstPacketTime: null,
      durationSeconds: null,
      averagePacketBytes: null,
      packetsPerSecond: null,
    });
  });

  it('names interfaces of pcapng and what the capture was wrapped in', async () => {
    expect(await summarizeCapture(sample('office.pcapng.gz'))).toMatchObject({
      format: 'pcapng',
      compression: 'gzip',
      packets: 582,
      interfaces: [
        { name: 'staff', packets: 381 },
        { name: 'printers', packets: 201 },
      ],
    });
  });

  it('says where a salvaged capture breaks off, and throws of others', async () => {
    const cut = fileWith('cut.pcap', readFileSync(sample('smart-plug.pcap')).subarray(0, -5));
    await expect(summarizeCapture(cut)).rejects.toMatchObject({ code: 'CAPTURE_CUT_RECORD' });
    const { packets, broken } = await summarizeCapture(cut, { salvage: true });
    expect(packets).toBe(141);
    expect(broken).toContain('CAPTURE_CUT_RECORD');
  });
});

describe('summarizeCaptures', () => {
  it('tells the same with several threads, failures in their place', { timeout: 60_000 }, async () => {
    const captures = [sample('smart-plug.pcap'), sample('absent.pcap'), sample('cooked.pcap')];
    const alone = await summarized(captures, 1);
    const shared = await summarized(captures, 2);
    expect(alone.map(({ summary, error }) => summary?.packets ?? error?.message)).toEqual([
      142,
      expect.stringContaining('CAPTURE_NOT_FOUND'),
      125,
    ]);
    expect(shared.map(({ summary }) => summary)).toEqual(alone.map(({ summary }) => summary));
    expect(shared[1].error).toMatchObject({ name: 'CaptureError', code: 'CAPTURE_NOT_FOUND' });
  });
});
