import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Capture } from './capture.ts';
import { openCapture } from './open-capture.ts';
import { PacketBatch } from './packet-batch.ts';
import { Damage } from './protocol.ts';
import { join } from './testing/bytes.ts';
import { pcapHeader, pcapOf, pcapRecord, pcapngOf } from './testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK } from './testing/packets.ts';
import { readBatch, readError, readRows } from './testing/rows.ts';
import { inChunks } from './testing/streams.ts';

const PACKETS = [DNS_QUERY, SYN_ACK, ARP_REQUEST, DNS_QUERY.subarray(0, 20), SYN_ACK];
const FILES = { pcap: pcapOf(PACKETS), pcapng: pcapngOf(PACKETS) } as const;

describe('openCapture', () => {
  it.each(['pcap', 'pcapng'] as const)(
    'reads %s the same in chunks of any size as in one piece',
    async (format) => {
      const whole = await readRows(openCapture(FILES[format], { last: true }));
      expect(whole.rows).toHaveLength(PACKETS.length);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 50 }),
          async (sizes) => {
            expect(await readRows(openCapture(inChunks(FILES[format], sizes), { last: true }))).toStrictEqual(
              whole,
            );
          },
        ),
        { numRuns: 30 },
      );
    },
  );

  it('reads a web stream', async () => {
    const stream = new Blob([FILES.pcap]).stream();
    expect(await readRows(openCapture(stream))).toStrictEqual(await readRows(openCapture(FILES.pcap)));
  });

  it('takes empty chunks for nothing', async () => {
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(0);
      yield* inChunks(FILES.pcap, [100]);
      yield await Promise.resolve(new Uint8Array(0));
    };
    expect((await readRows(openCapture(chunks()))).rows).toHaveLength(PACKETS.length);
  });

  it.each([1, 2, 3, 5, 2048])('gives the same rows in batches of %i', async (batchCapacity) => {
    const whole = await readRows(openCapture(FILES.pcapng, { last: true }));
    expect(await readRows(openCapture(FILES.pcapng, { batchCapacity, last: true }))).toStrictEqual(whole);
  });

  it('fills the batch it is given, again for every capture, unless it lacks the last headers', async () => {
    const batch = new PacketBatch({ last: true });
    const seen: PacketBatch[] = [];
    for (const file of [FILES.pcap, FILES.pcapng]) {
      const rows = await readRows(openCapture(file, { last: true, batch }));
      expect(rows.rows).toEqual((await readRows(openCapture(file, { last: true }))).rows);
      for await (const filled of openCapture(file, { last: true, batch })) seen.push(filled);
      for await (const filled of openCapture(file, { batch })) expect(filled).not.toBe(batch);
    }
    expect(seen).toEqual([batch, batch]);
  });

  it('leaves the bytes it was given as they were', async () => {
    const before = FILES.pcapng.slice();
    await readRows(openCapture(FILES.pcapng, { last: true }));
    expect(FILES.pcapng).toStrictEqual(before);
  });

  it('reads only the header until it is iterated', async () => {
    const capture = openCapture(inChunks(FILES.pcap, [24]));
    const info = await capture.open();
    expect(info).toMatchObject({ format: 'pcap', compression: 'none', packets: 0 });
    expect((await readRows(capture)).rows).toHaveLength(PACKETS.length);
    expect(info.packets).toBe(PACKETS.length);
  });

  it('lets go of its source where it is left early', async () => {
    let closed = false;
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield* inChunks(FILES.pcap, [40]);
      } finally {
        closed = true;
      }
    };
    for await (const batch of openCapture(chunks())) {
      expect(batch.count).toBeGreaterThan(0);
      break;
    }
    expect(closed).toBe(true);
  });

  it('reads captures at the same time as one after the other, also where some are left early', async () => {
    const files = Array.from({ length: 24 }, (_, i) =>
      (i % 2 === 0 ? pcapOf : pcapngOf)(
        Array.from({ length: 5 + i }, (_, k) => PACKETS[(i + k * 3) % PACKETS.length]),
      ),
    );
    const open = (file: Uint8Array, i: number): Capture =>
      openCapture(inChunks(file, [40 + i, 100]), { last: i % 3 === 0 });
    const alone: unknown[] = [];
    for (const [i, file] of files.entries()) alone.push(await readRows(open(file, i)));
    const together = await Promise.all(
      files.map(async (file, i) => {
        for await (const batch of open(file, i)) if (batch.count > 0 && i % 4 === 1) break;
        return readRows(open(file, i));
      }),
    );
    expect(together).toStrictEqual(alone);
  });

  it('lets go of its source where it cannot be opened', async () => {
    let closed = false;
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(new Uint8Array(64));
      } finally {
        closed = true;
      }
    };
    await expect(openCapture(chunks()).open()).rejects.toMatchObject({ code: 'CAPTURE_UNKNOWN_FORMAT' });
    expect(closed).toBe(true);
  });

  it('hands out packets as they come, before the stream ends', async () => {
    let sent = 0;
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(pcapHeader());
      for (; sent < 3; sent += 1) yield pcapRecord({ seconds: sent, ticks: 0, packet: ARP_REQUEST });
    };
    const seen: number[] = [];
    for await (const batch of openCapture(chunks())) seen.push(batch.count * 10 + sent);
    expect(seen).toStrictEqual([10, 11, 12]); // one packet a batch, before the next was sent
  });

  it('refuses no bytes at all', async () => {
    const error = await readError(openCapture(new Uint8Array(0), { name: 'empty.pcap' }));
    expect(error).toMatchObject({ code: 'CAPTURE_EMPTY', capture: 'empty.pcap', offsetBytes: 0 });
    expect(error.message).toBe('empty.pcap: the file is empty (CAPTURE_EMPTY, byte 0)');
  });

  it('says what a page saved in place of a capture looks like', async () => {
    const page = new TextEncoder().encode('<!DOCTYPE html><title>Sign in</title>');
    const error = await readError(openCapture(page));
    expect(error.code).toBe('CAPTURE_UNKNOWN_FORMAT');
    expect(error.message).toMatch(/an HTML page.* was a login or error page saved/);
  });

  it('tells a failing stream from a broken capture', async () => {
    const cause = new Error('connection reset');
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      yield* inChunks(FILES.pcap.subarray(0, 60), [60]);
      throw cause;
    };
    const error = await readError(openCapture(chunks()));
    expect(error).toMatchObject({ code: 'CAPTURE_UNREADABLE', offsetBytes: 24, cause });
    expect(error.message).toContain('connection reset');
  });
});

describe('salvage', () => {
  it('keeps the packets before the break and says why the rest is missing', async () => {
    const capture = openCapture(FILES.pcap.subarray(0, -1), { salvage: true });
    const { rows, error } = await readRows(capture);
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(PACKETS.length - 1);
    expect(capture.info.brokenBy).toMatchObject({ code: 'CAPTURE_CUT_RECORD' });
  });

  it('keeps nothing of a capture without a whole packet', async () => {
    const capture = openCapture(FILES.pcap.subarray(0, 50), { salvage: true });
    expect(await readError(capture)).toMatchObject({ code: 'CAPTURE_CUT_RECORD', offsetBytes: 24 });
  });

  it('has nothing to say about a sound capture', async () => {
    const capture = openCapture(FILES.pcap, { salvage: true });
    await readRows(capture);
    expect(capture.info.brokenBy).toBeUndefined();
  });
});

describe('CaptureInfo', () => {
  it('counts packets, bytes and damage by name', async () => {
    const packets = [
      DNS_QUERY,
      DNS_QUERY.subarray(0, 13),
      SYN_ACK.subarray(0, 60),
      ARP_REQUEST.subarray(0, 13),
    ];
    const capture = openCapture(
      join(
        pcapHeader(),
        ...packets.map((packet) => pcapRecord({ seconds: 7, ticks: 0, packet, wireLengthBytes: 100 })),
      ),
    );
    await readBatch(capture);
    const { info } = capture;
    expect(info).toMatchObject({ packets: 4, wireBytes: 400, damagedPackets: 3, firstSeen: 7, lastSeen: 7 });
    expect(info.capturedBytes).toBe(DNS_QUERY.length + 13 + 60 + 13);
    expect(info.damageCounts()).toStrictEqual({ LinkTruncated: 2, TcpTruncated: 1 });
    expect(info.damage[Damage.None]).toBe(1);
  });

  it('counts packets of a link type that is not known, with their time and lengths', async () => {
    const capture = openCapture(pcapOf([DNS_QUERY, DNS_QUERY], { linkType: 147 })); // LINKTYPE_USER0
    const batch = await readBatch(capture);
    expect(capture.info.damageCounts()).toStrictEqual({ UnknownLinkType: 2 });
    expect([batch.seconds[1], batch.wireLengthBytes[1], batch.ipVersion[1]]).toStrictEqual([
      1_700_000_000,
      DNS_QUERY.length,
      0,
    ]);
  });
});
