import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SAMPLES = join(ROOT, 'datasets/samples');

const isBuilt = ['cli', 'trainer', 'service'].every((app) =>
  existsSync(join(ROOT, 'apps', app, 'dist/main.js')),
);
const title = isBuilt ? 'the built apps' : 'the built apps (skipped: npm run build has not been run)';

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (launcher: string, ...args: readonly string[]): Ended =>
  spawnSync(process.execPath, [join(ROOT, 'apps', launcher), ...args], { encoding: 'utf8' });

const root = mkdtempSync(join(tmpdir(), 'networkml-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const temporary = (): string => mkdtempSync(join(root, 'own-'));

/** Two roles with two captures each. */
const labelledCaptures = (): string => {
  const directory = temporary();
  for (const [role, sample] of [
    ['Plug', 'smart-plug.pcap'],
    ['Server', 'cooked.pcap'],
  ]) {
    mkdirSync(join(directory, role));
    for (const copy of ['1', '2']) copyFileSync(join(SAMPLES, sample), join(directory, role, `${copy}.pcap`));
  }
  return directory;
};

describe.skipIf(!isBuilt)(title, { timeout: 60_000 }, () => {
  it('predicts with the bundled model', () => {
    const { status, stdout } = run('cli/bin/networkml.js', 'predict', join(SAMPLES, 'smart-plug.pcap'));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(3);
  });

  it('writes a feature file', () => {
    const output = join(temporary(), 'features.csv');
    const { status, stderr } = run(
      'cli/bin/networkml.js',
      'featurize',
      join(SAMPLES, 'raw-ip.pcap'),
      '--output',
      output,
    );
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(readFileSync(output, 'utf8')).toMatch(/^capture,device,mac,ips,/);
  });

  it('trains on worker threads, in the command line and in the trainer alike', () => {
    const captures = labelledCaptures();
    const args = [
      captures,
      '--labels',
      'directory',
      '--copies',
      'together',
      '--threads',
      '2',
      '--name',
      'tiny',
    ];
    const folder = join(temporary(), 'run');
    const trainer = run('trainer/bin/networkml-trainer.js', ...args, '--output', folder);
    expect(trainer).toMatchObject({ status: 0 });
    const file = join(temporary(), 'tiny.json');
    expect(run('cli/bin/networkml.js', 'train', ...args, '--output', file)).toMatchObject({ status: 0 });
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(folder, 'model.json'), 'utf8'));
  });

  it('shows the help of the service', () => {
    const { status, stdout } = run('service/bin/networkml-service.js', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('networkml-service');
  });
});
