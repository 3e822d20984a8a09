import { CaptureError } from '@networkml/pcap-reader';
import { openCapture, openCaptureSync } from '@networkml/pcap-reader/node';
import * as zlib from 'node:zlib';
import { block, section } from './bases/files.ts';
import { join, uint32 } from './bytes.ts';
import { must } from './check/finding.ts';
import { HAS_ZSTD } from './mutate/pack.ts';

/** What a bomb grows to, in pieces packed one by one; beyond the 256 MiB that are never questioned. */
const PIECE_BYTES = 2 ** 24;
const PIECES = 20;

/** Resident memory that a bomb read from a stream may take: window, chunks, and what zlib needs. */
const RESIDENT_BYTES_LIMIT = 96 * 2 ** 20;

const EXPECTED = 'CAPTURE_EXPANSION_LIMIT';

/** One bomb, how it was read, and what it took. */
export interface BombResult {
  readonly name: string;
  readonly code: string;
  readonly packedBytes: number;
  readonly residentBytes: number;
  readonly seconds: number;
}

/** A capture whose one unknown block holds zeros without end. */
const HEAD = join(
  section(),
  block(0xbad, new Uint8Array(4)),
  uint32(0x0bad, true),
  uint32(0x7fff_fffc, true),
);

const bombs = (): readonly (readonly [name: string, bytes: Uint8Array])[] => {
  const zeros = new Uint8Array(PIECE_BYTES);
  const build = (squeeze: (bytes: Uint8Array) => Uint8Array): Uint8Array => {
    const piece = squeeze(zeros);
    return join(squeeze(HEAD), ...Array.from({ length: PIECES }, () => piece));
  };
  const gzip = build((bytes) => zlib.gzipSync(bytes));
  return HAS_ZSTD
    ? [
        ['gzip', gzip],
        ['zstd', build((bytes) => zlib.zstdCompressSync(bytes))],
      ]
    : [['gzip', gzip]];
};

/**
 * Reads gzip and zstd bombs from memory, as a stream does it and synchronously.
 *
 * @throws Finding where one is not refused, or takes too much memory.
 */
export const readBombs = async (): Promise<BombResult[]> => {
  const results: BombResult[] = [];
  for (const [name, bytes] of bombs()) {
    const result = await measure(`${name} bomb`, bytes.length, async () => {
      for await (const batch of openCapture(bytes)) must(batch.count === 0, () => 'a bomb holds packets');
    });
    must(
      result.residentBytes <= RESIDENT_BYTES_LIMIT,
      () => `a ${name} bomb took ${result.residentBytes} bytes`,
    );
    results.push(result);
    results.push(
      await measure(`${name} bomb, synchronously`, bytes.length, () => {
        openCaptureSync(bytes).open();
        return Promise.resolve();
      }),
    );
  }
  return results;
};

const measure = async (name: string, packedBytes: number, read: () => Promise<void>): Promise<BombResult> => {
  const start = performance.now();
  const before = process.memoryUsage.rss();
  let code = 'read to its end';
  try {
    await read();
  } catch (error) {
    code = error instanceof CaptureError ? error.code : String(error);
  }
  must(code === EXPECTED, () => `the ${name} came to ${code}, not to ${EXPECTED}`);
  const residentBytes = Math.max(0, process.memoryUsage.rss() - before);
  return { name, code, packedBytes, residentBytes, seconds: (performance.now() - start) / 1000 };
};
