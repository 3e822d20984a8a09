import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportProblems } from '@networkml/pipeline/schemas';
import { beforeAll, describe, expect, it } from 'vitest';
import { directoryForAll, sample, trainer, writeCaptures } from './testing/trainer.ts';

const directory = directoryForAll();
let captures: string;

/** Two roles of two captures each. */
beforeAll(() => {
  captures = writeCaptures(join(directory, 'captures'), [
    { role: 'Plug', sample: 'smart-plug.pcap', devices: ['a', 'b'] },
    { role: 'Office', sample: 'Printer-a-Fri0036-15m-n00.pcap', devices: ['a', 'b'] },
  ]);
});

/** Trains into a folder of that name and gives the model file. */
const modelOf = (run: string, ...args: readonly string[]): string => {
  const output = join(directory, run);
  const { status, stderr } = trainer(captures, '--name', 'tiny', '--folds', '2', '--output', output, ...args);
  expect(stderr).toContain('model of 2 roles from 4 rows');
  expect(status).toBe(0);
  return readFileSync(join(output, 'model.json'), 'utf8');
};

describe('networkml-trainer', () => {
  it('writes a run folder of six files and nothing beside it', () => {
    const model: unknown = JSON.parse(modelOf('runs/first', '--threads', '1'));
    expect(model).toMatchObject({
      name: 'tiny',
      roles: ['Office', 'Plug'],
      training: { seed: 0, rowCount: 4 },
    });
    expect(readdirSync(join(directory, 'runs'))).toEqual(['first']);
    expect(readdirSync(join(directory, 'runs/first')).sort()).toEqual([
      'config.json',
      'model-card.md',
      'model.json',
      'report.html',
      'report.json',
      'report.txt',
    ]);
    const report: unknown = JSON.parse(readFileSync(join(directory, 'runs/first/report.json'), 'utf8'));
    expect(reportProblems('training-report', report)).toEqual([]);
  });

  it('writes the same model for the same seed, on one thread or on two', { timeout: 120_000 }, () => {
    const once = modelOf('once', '--seed', '7', '--threads', '1');
    expect(modelOf('again', '--seed', '7', '--threads', '1')).toBe(once);
    expect(modelOf('two-threads', '--seed', '7', '--threads', '2')).toBe(once);
    expect(modelOf('other-seed', '--seed', '8', '--threads', '2')).not.toBe(once);
  });

  it('refuses a folder that has something in it and leaves that alone', () => {
    const output = join(directory, 'taken');
    mkdirSync(output);
    writeFileSync(join(output, 'notes.txt'), 'mine');
    const { status, stdout, stderr } = trainer(captures, '--output', output);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain('PIPELINE_OUTPUT_EXISTS');
    expect(readdirSync(output)).toEqual(['notes.txt']);
  });

  it('refuses an output that is a file before it trains', () => {
    const output = join(directory, 'a-file');
    writeFileSync(output, '');
    const { status, stderr } = trainer(captures, '--output', output);
    expect(stderr).toContain('PIPELINE_UNWRITABLE');
    expect(status).toBe(3);
    expect(readFileSync(output, 'utf8')).toBe('');
  });

  it('replaces such a folder where it is told to', () => {
    const output = join(directory, 'replaced');
    mkdirSync(output);
    writeFileSync(join(output, 'notes.txt'), 'old');
    modelOf('replaced/', '--force', '--threads', '1');
    expect(readdirSync(output)).not.toContain('notes.txt');
    expect(readdirSync(output)).toHaveLength(6);
  });

  it('makes nothing of a directory with a capture it cannot read', () => {
    const broken = join(directory, 'broken');
    mkdirSync(broken);
    copyFileSync(sample('smart-plug.pcap'), join(broken, 'Plug-a-Fri0036-15m-n00.pcap'));
    const plug = readFileSync(sample('smart-plug.pcap'));
    writeFileSync(join(broken, 'Plug-b-Fri0036-15m-n00.pcap'), plug.subarray(0, plug.length - 5));
    const output = join(directory, 'from-broken');
    const { status, stdout, stderr } = trainer(broken, '--output', output);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/Plug-b-Fri0036-15m-n00\.pcap: .*\(CAPTURE_CUT_RECORD, byte \d+\)/);
    expect(existsSync(output)).toBe(false);
  });

  it('refuses a copy of a capture, naming both', () => {
    const copies = join(directory, 'copies');
    mkdirSync(copies);
    for (const name of ['Plug-a', 'Plug-b', 'Office-a', 'Office-b']) {
      const from = name === 'Plug-b' ? 'Plug-a' : name;
      const file = (of: string): string => `${of}-Fri0036-15m-n00.pcap`;
      copyFileSync(join(captures, file(from)), join(copies, file(name)));
    }
    const { status, stderr } = trainer(copies, '--output', join(directory, 'from-copies'));
    expect(status).toBe(3);
    expect(stderr).toMatch(/Plug-a-Fri0036-15m-n00\.pcap and .*Plug-b-Fri.*PIPELINE_SAME_CAPTURE/);
  });

  it('refuses captures of a single role', () => {
    const single = join(directory, 'single');
    writeCaptures(single, [{ role: 'Plug', sample: 'smart-plug.pcap', devices: ['a', 'b'] }]);
    const { status, stderr } = trainer(single, '--output', join(directory, 'from-single'));
    expect(status).toBe(3);
    expect(stderr).toContain('PIPELINE_TOO_FEW_ROLES');
  });

  it('refuses a single fold as a wrong use', () => {
    const { status, stderr } = trainer(captures, '--folds', '1', '--output', join(directory, 'one-fold'));
    expect(status).toBe(2);
    expect(stderr).toContain('folds is a whole number from 2 on.');
  });
});
