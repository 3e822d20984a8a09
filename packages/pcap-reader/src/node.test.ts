import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCapture } from './node.ts';
import { join } from './testing/bytes.ts';
import { pcapOf } from './testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK } from './testing/packets.ts';
import { readError, readRows } from './testing/rows.ts';
import { inChunks } from './testing/streams.ts';

const PACKETS = Array.from({ length: 30_000 }, (_, i) => [DNS_QUERY, SYN_ACK, ARP_REQUEST][i % 3]);
const BYTES = pcapOf(PACKETS); // larger than the window

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), 'pcap-reader-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, bytes: Uint8Array): Promise<string> => {
  const path = joinPath(folder, name);
  await writeFile(path, bytes);
  return path;
};

describe('openCapture on Node', () => {
  it('reads a file as it reads bytes in memory', async () => {
    const capture = openCapture(await write('a.pcap', BYTES));
    const { rows } = await readRows(capture);
    const inMemory = await readRows(openCapture(BYTES));
    expect(rows).toHaveLength(PACKETS.length);
    expect(JSON.stringify(rows)).toBe(JSON.stringify(inMemory.rows));
    expect(capture.name).toBe(joinPath(folder, 'a.pcap'));
  });

  it('reads a large file as it reads bytes in memory', async () => {
    // Packets of many lengths, so that pieces end anywhere in a record.
    const packets = Array.from({ length: 400 }, (_, i) => {
      const packet = new Uint8Array(i % 50 === 7 ? 250_000 + i : 20_000 + i * 61);
      packet.set(DNS_QUERY);
      return packet;
    });
    const bytes = pcapOf(packets);
    expect(bytes.length).toBeGreaterThan(1 << 23);
    const capture = openCapture(await write('large.pcap', bytes));
    const { rows } = await readRows(capture);
    expect(JSON.stringify(rows)).toBe(JSON.stringify((await readRows(openCapture(bytes))).rows));
    const cutPath = await write('large-cut.pcap', bytes.subarray(0, bytes.length - 5));
    const cut = openCapture(cutPath);
    expect((await readError(cut)).code).toBe('CAPTURE_CUT_RECORD');
    for await (const batch of openCapture(joinPath(folder, 'large.pcap'))) {
      expect(batch.count).toBeGreaterThan(0);
      break;
    }
  });

  it('tells gzip by content, whatever the name', async () => {
    const capture = openCapture(await write('b.pcap', gzipSync(BYTES)));
    expect((await readRows(capture)).rows).toHaveLength(PACKETS.length);
    expect(capture.info.compression).toBe('gzip');
  });

  it('reads a stream as standard input gives it', async () => {
    const stream = Readable.from(inChunks(BYTES, [1, 65_536, 4095]), { objectMode: false });
    expect((await readRows(openCapture(stream))).rows).toHaveLength(PACKETS.length);
  });

  it('destroys a stream that is left early', async () => {
    const stream = Readable.from(inChunks(BYTES, [65_536]), { objectMode: false });
    for await (const batch of openCapture(stream)) {
      expect(batch.count).toBeGreaterThan(0);
      break;
    }
    expect(stream.destroyed).toBe(true);
  });

  it('closes its file at the end, where it is left early, and where it cannot be read', async () => {
    const { readdir } = await import('node:fs/promises');
    const openFiles = async (): Promise<number> => (await readdir('/proc/self/fd')).length;
    const good = await write('c.pcap', pcapOf(PACKETS.slice(0, 100)));
    const bad = await write('d.pcap', new TextEncoder().encode('no capture'));
    const before = await openFiles();
    for (let i = 0; i < 20; i += 1) {
      await readRows(openCapture(good));
      for await (const batch of openCapture(good)) if (batch.count > 0) break;
      await readError(openCapture(bad));
      await openCapture(bad)
        .open()
        .catch(() => undefined);
      const opened = openCapture(good);
      await opened.open();
      await opened.close();
    }
    expect((await openFiles()) - before).toBeLessThan(20);
  });

  it('names a file that is not there', async () => {
    const path = joinPath(folder, 'missing.pcap');
    expect(await readError(openCapture(path))).toMatchObject({
      code: 'CAPTURE_NOT_FOUND',
      capture: path,
      offsetBytes: 0,
      message: `${path}: the file does not exist (CAPTURE_NOT_FOUND, byte 0)`,
    });
  });

  it('cannot read a folder', async () => {
    const error = await readError(openCapture(folder));
    expect(error).toMatchObject({ code: 'CAPTURE_UNREADABLE', capture: folder, offsetBytes: 0 });
    expect(error.message).toContain('EISDIR');
  });

  it.each([
    ['empty.pcap', new Uint8Array(0), 'CAPTURE_EMPTY'],
    ['page.pcap', new TextEncoder().encode('<html>404</html>'), 'CAPTURE_UNKNOWN_FORMAT'],
    ['zeros.pcap', new Uint8Array(100), 'CAPTURE_UNKNOWN_FORMAT'],
    ['header.pcap', BYTES.subarray(0, 20), 'CAPTURE_CUT_HEADER'],
    ['cut.pcap', BYTES.subarray(0, 100), 'CAPTURE_CUT_RECORD'],
    ['cut.pcap.gz', gzipSync(BYTES).subarray(0, 1000), 'CAPTURE_BAD_COMPRESSION'],
    ['text.pcap', join('61 62 63 0a'), 'CAPTURE_UNKNOWN_FORMAT'],
  ])('refuses %s by path and code', async (name, bytes, code) => {
    const path = await write(name, bytes);
    expect(await readError(openCapture(path))).toMatchObject({ code, capture: path });
  });
});
