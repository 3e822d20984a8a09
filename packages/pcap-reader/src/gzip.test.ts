import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openCapture as openOnNode } from './node.ts';
import { openCapture as openOnTheWeb } from './open-capture.ts';
import { join } from './testing/bytes.ts';
import { pcapOf, pcapngOf } from './testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK } from './testing/packets.ts';
import { readError, readRows } from './testing/rows.ts';
import { inChunks } from './testing/streams.ts';

const PACKETS = Array.from({ length: 200 }, (_, i) => [DNS_QUERY, SYN_ACK, ARP_REQUEST][i % 3]);
const PLAIN = pcapOf(PACKETS);
const PACKED = gzipSync(PLAIN);

describe.each([
  ['the Node entry', openOnNode],
  ['the web entry', openOnTheWeb],
])('gzip through %s', (_, open) => {
  it('gives the rows of the plain capture', async () => {
    const capture = open(PACKED);
    expect(await readRows(capture)).toStrictEqual(await readRows(open(PLAIN)));
    expect(capture.info).toMatchObject({ compression: 'gzip', format: 'pcap', packets: 200 });
  });

  it('holds pcapng as well', async () => {
    const capture = open(gzipSync(pcapngOf(PACKETS)));
    expect((await readRows(capture)).rows).toHaveLength(200);
    expect(capture.info.format).toBe('pcapng');
  });

  it('is refused where it was cut short, behind the packets before', async () => {
    const { rows, error } = await readRows(open(PACKED.subarray(0, -20), { name: 'cut.pcap.gz' }));
    expect(error).toMatchObject({ code: 'CAPTURE_BAD_COMPRESSION', capture: 'cut.pcap.gz' });
    expect(rows.length).toBeLessThan(200);
  });

  it('is refused where its checksum is wrong', async () => {
    const damaged = Uint8Array.from(PACKED);
    damaged[damaged.length - 8] ^= 0xff;
    expect(await readError(open(damaged))).toMatchObject({ code: 'CAPTURE_BAD_COMPRESSION' });
  });

  it('is refused where its header is all there is', async () => {
    expect(await readError(open(PACKED.subarray(0, 2)))).toMatchObject({ code: 'CAPTURE_BAD_COMPRESSION' });
  });

  it('is refused where it is damaged', async () => {
    const damaged = Uint8Array.from(PACKED);
    damaged.fill(0xff, 20, 60);
    expect(await readError(open(damaged))).toMatchObject({ code: 'CAPTURE_BAD_COMPRESSION' });
  });

  it('of gzip is not unpacked twice', async () => {
    const error = await readError(open(gzipSync(PACKED)));
    expect(error.code).toBe('CAPTURE_UNKNOWN_FORMAT');
    expect(error.message).toContain('gzip inside gzip');
  });

  it('of nothing is an empty capture', async () => {
    expect(await readError(open(gzipSync(new Uint8Array(0))))).toMatchObject({ code: 'CAPTURE_EMPTY' });
  });

  it('keeps what can be salvaged', async () => {
    const noisy = Array.from({ length: 3000 }, (__, i) =>
      join(DNS_QUERY, Uint8Array.of(i * 31, i >> 3, i * i)),
    );
    const packed = gzipSync(pcapOf(noisy));
    const capture = open(packed.subarray(0, packed.length >> 1), { salvage: true });
    const { rows, error } = await readRows(capture);
    expect(error).toBeUndefined();
    expect(rows.length).toBeGreaterThan(100);
    expect(capture.info.brokenBy?.code).toBe('CAPTURE_BAD_COMPRESSION');
  });
});

describe('gzip in several members', () => {
  const members = join(gzipSync(PLAIN.subarray(0, 1000)), gzipSync(PLAIN.subarray(1000)));

  it('is read to its end on Node', async () => {
    expect(await readRows(openOnNode(members))).toStrictEqual(await readRows(openOnNode(PLAIN)));
  });

  it('is read to its end on the web or, where the runtime knows one member only, refused; never cut in silence', async () => {
    const { rows, error } = await readRows(openOnTheWeb(members));
    expect([200, 'CAPTURE_BAD_COMPRESSION']).toContain(error?.code ?? rows.length);
  });
});

describe('gzip that breaks off, on Node', () => {
  it('gives every packet that could be unpacked, however its bytes arrive', async () => {
    const cut = PACKED.subarray(0, -20);
    const whole = await readRows(openOnNode(cut));
    expect(whole.rows.length).toBeGreaterThan(190);
    const inPieces = await readRows(openOnNode(Readable.from(inChunks(cut, [7, 1]), { objectMode: false })));
    expect(inPieces.rows).toStrictEqual(whole.rows);
    expect(inPieces.error).toMatchObject({ code: 'CAPTURE_BAD_COMPRESSION' });
  });

  it('takes what follows the last member for padding', async () => {
    const padded = join(PACKED, '00'.repeat(1000), 'ff'.repeat(100_000));
    expect(await readRows(openOnNode(padded))).toStrictEqual(await readRows(openOnNode(PLAIN)));
  });
});

describe('gzip from a stream that is left early', () => {
  it('does not wait for bytes that may never come', async () => {
    const noisy = Array.from({ length: 5000 }, (_, i) =>
      join(DNS_QUERY, Uint8Array.of(i * 31, i >> 3, i * i)),
    );
    const packed = gzipSync(pcapOf(noisy));
    let pushed = false;
    const stream = new Readable({
      read() {
        if (!pushed) this.push(packed.subarray(0, packed.length - 100));
        pushed = true; // and then nothing, like a pipe whose writer waits for traffic
      },
    });
    let rows = 0;
    for await (const batch of openOnNode(stream, { batchCapacity: 10 })) {
      rows += batch.count;
      break;
    }
    expect(rows).toBe(10);
    expect(stream.destroyed).toBe(true);
  });

  it('gives the same rows in small chunks', async () => {
    expect(await readRows(openOnTheWeb(inChunks(PACKED, [1, 2, 3])))).toStrictEqual(
      await readRows(openOnNode(PLAIN)),
    );
  });
});
