import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SAMPLES = join(ROOT, 'datasets/samples');
const LAUNCHER = join(ROOT, 'apps/cli/bin/networkml.js');

/** A name and not a text, as it is no dependency of the project. */
const MKFIFO = 'mkfifo';

const isBuilt = existsSync(join(ROOT, 'apps/cli/dist/main.js'));
const title = isBuilt
  ? 'featurize of the built app'
  : 'featurize of the built app (skipped: npm run build has not been run)';

/** Copies of samples, one that cannot be read and is so large that threads help, and a pipe that nobody writes to where the last one is to be. */
const hangingJob = () => {
  const directory = mkdtempSync(join(tmpdir(), 'networkml-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const read = ['office.pcapng.gz', 'smart-plug.pcap', 'cooked.pcap'].map((name) => {
    copyFileSync(join(SAMPLES, name), join(directory, name));
    return join(directory, name);
  });
  const unreadable = join(directory, 'page.pcap');
  writeFileSync(unreadable, '<html></html>');
  truncateSync(unreadable, 2 ** 30); // without a block on the disk
  const last = join(directory, 'last.pcap');
  spawnSync(MKFIFO, [last]);
  const output = join(directory, 'features.parquet');
  return {
    directory,
    last,
    output,
    args: [LAUNCHER, 'featurize', ...read, unreadable, last, '--output', output],
  };
};

/** Waits until a file is there and has stopped growing. */
const untilStill = async (path: string): Promise<void> => {
  for (let size = 0; ;) {
    await setTimeout(1000);
    const now = existsSync(path) ? statSync(path).size : 0;
    if (now > 1000 && now === size) return;
    size = now;
  }
};

describe.skipIf(!isBuilt)(title, { timeout: 60_000 }, () => {
  it.each(['1', '2'])(
    'goes on after a kill where it was, with the same bytes in the end, on %s threads',
    async (threads) => {
      const { directory, last, output, args } = hangingJob();
      const child = spawn(process.execPath, [...args, '--threads', threads], { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('close', resolve));
      await untilStill(`${output}.resume`);
      child.kill('SIGKILL');
      await ended;
      rmSync(last);
      copyFileSync(join(SAMPLES, 'raw-ip.pcap'), last);
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      expect(status).toBe(4);
      expect(stderr).toContain('3 captures had been read by a run before.');
      expect(readdirSync(directory).filter((name) => name.startsWith('features'))).toEqual([
        'features.parquet',
      ]);
      const resumed = readFileSync(output);
      expect(spawnSync(process.execPath, args).status).toBe(4);
      expect(readFileSync(output).equals(resumed)).toBe(true);
    },
  );
});
