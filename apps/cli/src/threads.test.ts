import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, networkmlWatched } from './testing/run-cli.ts';

let directory: string;
let small: string;
let large: string;

/** The same captures twice, and one that cannot be read: it is small, or has a gigabyte without a block on the disk. */
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-threads-'));
  [small, large] = ['small', 'large'].map((name) => join(directory, name));
  for (const path of [small, large]) {
    mkdirSync(path);
    writeFileSync(join(path, 'page.pcap'), '<html></html>');
    for (const name of ['smart-plug.pcap', 'cooked.pcap', 'raw-ip.pcap'])
      copyFileSync(fileOf(name), join(path, name));
  }
  truncateSync(join(large, 'page.pcap'), 2 ** 30);
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

const VERBS: readonly { readonly verb: readonly string[] }[] = [
  { verb: ['featurize', '--features', 'networkml-host'] },
  { verb: ['parse', '--format', 'jsonl', '--level', 'flow'] },
  { verb: ['info'] },
  { verb: ['dataset', 'check', '--labels', 'file-name'] },
];

describe.each(VERBS)('networkml $verb', { timeout: 60_000 }, ({ verb }) => {
  it('shares large captures with another thread, without a difference', () => {
    const alone = networkmlWatched([...verb, large, '--threads', '1']);
    const shared = networkmlWatched([...verb, large, '--threads', '2']);
    expect(alone.workers).toBe(0);
    expect(alone.stdout).not.toBe('');
    expect(shared).toEqual({ ...alone, workers: 1 });
  });

  it('starts no thread for small captures', () => {
    expect(networkmlWatched([...verb, small, '--threads', '2']).workers).toBe(0);
  });
});
