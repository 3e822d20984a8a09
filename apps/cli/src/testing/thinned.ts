import { readFileSync } from 'node:fs';
import { fileOf } from './run-cli.ts';

/** A little-endian pcap sample without every third packet, from the one given on: a capture of its own. */
export const thinned = (name: string, first: 0 | 1 | 2): Uint8Array => {
  const bytes = readFileSync(fileOf(name));
  const pieces = [bytes.subarray(0, 24)];
  for (let at = 24, packet = 0; at < bytes.length; packet += 1) {
    const end = at + 16 + bytes.readUInt32LE(at + 8);
    if (packet % 3 !== first) pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(pieces);
};
