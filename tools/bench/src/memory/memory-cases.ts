import { spawn } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  openSync,
  closeSync,
  ftruncateSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, createZstdCompress } from 'node:zlib';
import type { LargeCaptures } from '../capture/large-captures.ts';
import { PCAP_RECORD_HEADER_BYTES, pcapLayout } from '../capture/pcap-layout.ts';
import { pcapngLayout } from '../capture/pcapng-layout.ts';
import { subjectFile } from '../places.ts';

/** A capture that must be read in constant memory. */
export interface MemoryCase {
  readonly name: string;
  readonly bytes: number;
  /** What is read: `-` for `input`. */
  readonly path: string;
  input?(): Readable;
}

const LARGEST_BLOCK_BYTES = 0xfffffffc;

/** Makes the captures, one at a time, as they are asked for. */
export async function* memoryCases(captures: LargeCaptures, bytes: number): AsyncGenerator<MemoryCase> {
  const { folder, pcap } = captures.paths;
  yield { name: 'generated pcap through a pipe', bytes, path: '-', input: () => generator(bytes) };
  const zeros = join(folder, 'zeros.pcap');
  const records = Math.floor((bytes - pcapLayout.header.length) / PCAP_RECORD_HEADER_BYTES);
  const zerosBytes = pcapLayout.header.length + records * PCAP_RECORD_HEADER_BYTES;
  sparse(zeros, pcapLayout.header, zerosBytes);
  yield { name: 'sparse pcap: records without bytes', bytes: zerosBytes, path: zeros };
  const block = join(folder, 'block.pcapng');
  const blockBytes = Math.min(bytes - (bytes % 4), LARGEST_BLOCK_BYTES);
  const blockFileBytes = pcapngLayout.header.length + blockBytes;
  sparse(block, hugeBlock(blockBytes), blockFileBytes);
  yield { name: 'sparse pcapng: one block of an unknown type', bytes: blockFileBytes, path: block };
  yield await packed(pcap, join(folder, 'large.pcap.gz'), createGzip({ level: 1 }));
  const fastest = { [constants.ZSTD_c_compressionLevel]: 1 };
  yield await packed(pcap, join(folder, 'large.pcap.zst'), createZstdCompress({ params: fastest }));
}

const generator = (bytes: number): Readable =>
  spawn(process.execPath, [subjectFile('generate'), String(bytes)], { stdio: ['ignore', 'pipe', 'ignore'] })
    .stdout;

/** A file that starts with `head`, is `bytes` long, and is zero from there on without taking room on the disk. */
const sparse = (path: string, head: Uint8Array, bytes: number): void => {
  const file = openSync(path, 'w');
  writeSync(file, head);
  ftruncateSync(file, bytes);
  closeSync(file);
};

/** A pcapng header and the start of a block of a type that nobody knows, which claims to be `bytes` long. */
const hugeBlock = (bytes: number): Uint8Array => {
  const head = new Uint8Array(pcapngLayout.header.length + 8);
  head.set(pcapngLayout.header);
  const view = new DataView(head.buffer);
  view.setUint32(pcapngLayout.header.length, 0x0bad, true);
  view.setUint32(pcapngLayout.header.length + 4, bytes, true);
  return head;
};

const packed = async (from: string, to: string, compressor: Transform): Promise<MemoryCase> => {
  await pipeline(createReadStream(from), compressor, createWriteStream(to));
  const name = to.endsWith('gz') ? 'large capture, gzip' : 'large capture, zstd';
  return { name, bytes: statSync(to).size, path: to };
};
