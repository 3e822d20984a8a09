import { gzipSync, zstdCompressSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openCapture, openCaptureSync } from './node.ts';
import { openCapture as openOnTheWeb, openCaptureSync as openOnTheWebSync } from './open-capture.ts';
import { join } from './testing/bytes.ts';
import { pcapOf, pcapngOf } from './testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK } from './testing/packets.ts';
import { readError, readRows, readRowsSync } from './testing/rows.ts';
import { inChunks } from './testing/streams.ts';

const PACKETS = Array.from({ length: 3000 }, (_, i) => [DNS_QUERY, SYN_ACK, ARP_REQUEST][i % 3]);
const PLAIN = pcapOf(PACKETS);
const PACKED = zstdCompressSync(PLAIN);
/** An empty frame that readers skip: magic 0x184d2a50, length 4. */
const SKIPPABLE = '502a4d18 04000000 00000000';

describe('zstd', () => {
  it('gives the rows of the plain capture', async () => {
    const capture = openCapture(PACKED);
    expect(await readRows(capture)).toStrictEqual(await readRows(openCapture(PLAIN)));
    expect(capture.info).toMatchObject({ compression: 'zstd', format: 'pcap', packets: PACKETS.length });
  });

  it.each([1, 7, 100_000])(
    'is read to its end where it has several frames, in chunks of %i',
    async (size) => {
      const frames = join(
        zstdCompressSync(PLAIN.subarray(0, 1000)),
        zstdCompressSync(PLAIN.subarray(1000, 50_000)),
        zstdCompressSync(PLAIN.subarray(50_000)),
      );
      const stream = Readable.from(inChunks(frames, [size]), { objectMode: false });
      expect((await readRows(openCapture(stream))).rows).toHaveLength(PACKETS.length);
      expect(readRowsSync(openCaptureSync(frames)).rows).toHaveLength(PACKETS.length);
    },
  );

  it('may start with a frame to skip', async () => {
    const capture = openCapture(join(SKIPPABLE, PACKED));
    expect((await readRows(capture)).rows).toHaveLength(PACKETS.length);
  });

  it('is refused where it was cut short, behind the packets before', async () => {
    const noisy = Array.from({ length: 9000 }, (_, i) =>
      join(DNS_QUERY, Uint8Array.of(i * 31, i >> 3, i * i, i * 7, i >> 5)),
    );
    const packed = zstdCompressSync(pcapOf(noisy));
    const { rows, error } = await readRows(openCapture(packed.subarray(0, -20)));
    expect(error).toMatchObject({ code: 'CAPTURE_BAD_COMPRESSION' });
    expect(rows.length).toBeGreaterThan(0);
  });

  it('is refused where something else follows it', async () => {
    expect(await readError(openCapture(join(PACKED, 'ffffffffffffffffffff')))).toMatchObject({
      code: 'CAPTURE_BAD_COMPRESSION',
    });
  });

  it('is refused on the web, which does not know it', async () => {
    const error = await readError(openOnTheWeb(PACKED));
    expect(error.code).toBe('CAPTURE_UNSUPPORTED_COMPRESSION');
    expect(error.message).toContain('zstd -d');
  });
});

describe('a bomb', () => {
  /** 600 MiB of records without a byte, one in the other: zeros are valid pcap records of no length. */
  const zeros = function* (): Generator<Uint8Array> {
    yield pcapOf([]);
    for (let i = 0; i < 600; i += 1) yield new Uint8Array(2 ** 20);
  };
  const bomb = zstdCompressSync(Buffer.concat([...zeros()]));

  it('is stopped where it grew too far', async () => {
    expect(bomb.length).toBeLessThan(100_000);
    const capture = openCapture(bomb, { name: 'bomb.pcap.zst' });
    let packets = 0;
    const reading = async (): Promise<void> => {
      for await (const batch of capture) packets += batch.count;
    };
    await expect(reading()).rejects.toMatchObject({
      code: 'CAPTURE_EXPANSION_LIMIT',
      capture: 'bomb.pcap.zst',
    });
    expect(packets).toBe(capture.info.packets);
    expect(packets * 16).toBeLessThanOrEqual(256 * 2 ** 20);
  });

  it('is read to its end by who trusts it', async () => {
    const capture = openCapture(bomb, { maxExpansion: Infinity });
    let packets = 0;
    for await (const batch of capture) packets += batch.count;
    expect(packets).toBe((600 * 2 ** 20) / 16);
  });

  it('is not unpacked in memory', () => {
    expect(readRowsSync(openCaptureSync(bomb)).error).toMatchObject({ code: 'CAPTURE_EXPANSION_LIMIT' });
  });
});

describe('openCaptureSync', () => {
  it.each([
    ['plain', PLAIN],
    ['in gzip', gzipSync(PLAIN)],
    ['in zstd', PACKED],
    ['as pcapng', pcapngOf(PACKETS)],
  ])('gives the rows that openCapture gives of a capture %s', async (_, bytes) => {
    const sync = openCaptureSync(bytes, { last: true });
    const async = openCapture(bytes, { last: true });
    expect(readRowsSync(sync)).toStrictEqual(await readRows(async));
    expect(sync.info).toStrictEqual(async.info);
  });

  it('reads what is in memory on the web too, but unpacks nothing there', () => {
    expect(readRowsSync(openOnTheWebSync(PLAIN)).rows).toHaveLength(PACKETS.length);
    expect(readRowsSync(openOnTheWebSync(PACKED)).error).toMatchObject({
      code: 'CAPTURE_UNSUPPORTED_COMPRESSION',
    });
  });

  it('fails as openCapture does', async () => {
    for (const bytes of [new Uint8Array(0), PLAIN.subarray(0, 20), PLAIN.subarray(0, 1001), join('ffff')]) {
      const { rows, error } = await readRows(openCapture(bytes));
      const sync = readRowsSync(openCaptureSync(bytes));
      expect(sync.rows).toStrictEqual(rows);
      expect(sync.error?.message).toBe(error?.message);
      expect(error).toBeDefined();
    }
    expect(readRowsSync(openCaptureSync('no-such-file.pcap')).error).toMatchObject({
      code: 'CAPTURE_NOT_FOUND',
    });
    expect(readRowsSync(openCaptureSync(gzipSync(PLAIN).subarray(0, 300))).error).toMatchObject({
      code: 'CAPTURE_BAD_COMPRESSION',
    });
  });

  it('keeps what can be salvaged', () => {
    const capture = openCaptureSync(PLAIN.subarray(0, 1001), { salvage: true });
    expect(readRowsSync(capture).rows.length).toBeGreaterThan(0);
    expect(capture.info.brokenBy?.code).toBe('CAPTURE_CUT_RECORD');
  });
});
