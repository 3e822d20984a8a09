import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportProblems } from '@networkml/pipeline/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, networkml, sample } from './testing/run-cli.ts';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-dataset-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** A folder a role, the same capture in two of them. */
const folders = (name: string): string => {
  const path = join(directory, name);
  for (const role of ['Plug', 'Printer']) mkdirSync(join(path, role), { recursive: true });
  copyFileSync(fileOf('smart-plug.pcap'), join(path, 'Plug', 'a.pcap'));
  copyFileSync(fileOf('smart-plug.pcap'), join(path, 'Printer', 'a.pcap'));
  return path;
};

describe('networkml dataset check', () => {
  it('gives JSON by the published schema, and fails where training would', () => {
    const { status, stdout } = networkml(['dataset', 'check', folders('json'), '--labels', 'directory']);
    expect(status).toBe(3);
    const report: unknown = JSON.parse(stdout);
    expect(reportProblems('dataset-report', report)).toEqual([]);
    expect(report).toMatchObject({ captures: 2, labels: 'directory' });
    expect(stdout).toContain('"finding": "copies"');
  });

  it('prints a table that says which files are meant and what to do', () => {
    const { stdout } = networkml([
      'dataset',
      'check',
      folders('table'),
      '--labels',
      'directory',
      '--format',
      'table',
    ]);
    expect(stdout).toMatch(/^error {4}copies: 2 captures hold the same packets, though labelled/m);
    expect(stdout).toContain(join('Plug', 'a.pcap'));
    expect(stdout).toMatch(/What to do: keep one of them/);
    expect(stdout).toMatch(/^ Plug +1 +1 +1/m);
  });

  it('gives a line a finding and capture as CSV, in a file', () => {
    const output = join(directory, 'findings.csv');
    const args = ['--labels', 'directory', '--format', 'csv', '--output', output];
    expect(networkml(['dataset', 'check', folders('csv'), ...args]).stdout).toBe('');
    const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('severity,finding,capture,roles,message,advice');
    expect(lines.filter((line) => line.startsWith('error,copies,'))).toHaveLength(2);
  });

  it('takes the manifest that lies in the directory, and fails on warnings where asked to', () => {
    const path = join(directory, 'manifest');
    mkdirSync(path);
    const files = ['smart-plug.pcap', 'cooked.pcap', 'Printer-a-Fri0036-15m-n00.pcap', 'raw-ip.pcap'];
    for (const file of files) copyFileSync(fileOf(file), join(path, file));
    const lines = files.map((file, index) => `${file},${index < 2 ? 'Plug' : 'Printer'}`);
    writeFileSync(join(path, 'manifest.csv'), ['file,role', ...lines].join('\n'));
    const args = ['dataset', 'check', path, '--devices', 'canonical'];
    const { status, stdout } = networkml(args);
    expect(JSON.parse(stdout)).toMatchObject({ labels: 'manifest', rows: 4, counts: { error: 0 } });
    expect(status).toBe(0);
    expect(networkml([...args, '--strict']).status).toBe(3);
  });

  it('refuses what it cannot work with, and says how it is used', () => {
    const none = networkml(['dataset', 'check', join(directory, 'none')]);
    expect(none).toMatchObject({ status: 3, stdout: '' });
    expect(none.stderr).toContain('PIPELINE_NO_CAPTURES');
    const file = networkml(['dataset', 'check', sample('cooked.pcap')]);
    expect(file).toMatchObject({ status: 3 });
    expect(networkml(['dataset', 'check', directory, '--threads', '0']).status).toBe(2);
    expect(networkml(['dataset', 'check', '--help']).stdout).toContain(
      'dataset check captures/ --labels directory',
    );
  });
});
