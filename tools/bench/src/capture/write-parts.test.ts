import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCaptureSync } from '@networkml/pcap-reader/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PacketRecord } from './capture-file.ts';
import { writeParts } from './write-parts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'networkml-bench-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Packets of 60 bytes, a second after each other. */
const packets = (count: number): readonly PacketRecord[] =>
  Array.from({ length: count }, (_, second) => ({
    seconds: second,
    micros: 0,
    wireLengthBytes: 60,
    data: new Uint8Array(60),
  }));

const secondsOf = (path: string): readonly number[] => {
  const seconds: number[] = [];
  for (const batch of openCaptureSync(path)) seconds.push(...batch.seconds.subarray(0, batch.count));
  return seconds;
};

describe('writeParts', () => {
  it('gives every file as many packets as the others or one more, in their order', () => {
    const paths = ['a', 'b', 'c'].map((name) => join(folder, `${name}.pcap`));
    writeParts(packets(9), 8, paths);
    expect(paths.map(secondsOf)).toEqual([
      [0, 1],
      [2, 3, 4],
      [5, 6, 7],
    ]);
  });

  it('refuses to write more packets than there are', () => {
    expect(() => writeParts(packets(1), 2, [join(folder, 'a.pcap')])).toThrow('there are 1 packets, not 2');
  });
});
