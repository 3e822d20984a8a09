import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TrainerRun, directoryForAll, sample, trainer, writeCaptures } from './testing/trainer.ts';

const directory = directoryForAll();
const base = join(directory, 'base/model.json');
const run = (name: string): string => join(directory, name);

/** A base of two roles, and captures of a third. */
beforeAll(() => {
  const known = writeCaptures(run('known'), [
    { role: 'Plug', sample: 'smart-plug.pcap', devices: ['a', 'b', 'c'] },
    { role: 'Office', sample: 'Printer-a-Fri0036-15m-n00.pcap', devices: ['a', 'b', 'c'] },
  ]);
  const { status, stderr } = trainer(known, '--folds', '2', '--threads', '1', '--output', run('base'));
  expect({ status, stderr }).toMatchObject({ status: 0 });
  writeCaptures(run('new'), [
    { role: 'Tunnel', sample: 'raw-ip.pcap', devices: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] },
  ]);
}, 60_000);

const adapt = (output: string, ...args: readonly string[]): TrainerRun =>
  trainer('adapt', '--base', base, run('new'), '--output', run(output), ...args);

describe('networkml-trainer adapt', () => {
  it('writes a run folder with a model of old and new roles, and says whether it beats the base', () => {
    const { status, stdout } = adapt('first', '--threads', '1');
    expect(status).toBe(0);
    expect(stdout).toMatch(/It beats base on the labelled rows \(accuracy 0\.\d+ instead of 0\.000/);
    expect(readdirSync(run('first')).sort()).toEqual([
      'adaptation.json',
      'config.json',
      'model-card.md',
      'model.json',
      'report.html',
      'report.json',
      'report.txt',
    ]);
    expect(JSON.parse(readFileSync(join(run('first'), 'model.json'), 'utf8'))).toMatchObject({
      name: 'first',
      roles: ['Office', 'Plug', 'Tunnel'],
      training: { adaptedFrom: { model: 'base', rememberedRows: 6, addedRowsPerRole: { Tunnel: 8 } } },
    });
    expect(readFileSync(join(run('first'), 'model-card.md'), 'utf8')).toContain('It was adapted from base.');
    expect(readFileSync(join(run('first'), 'report.html'), 'utf8')).toContain('It beats base');
  });

  it('writes the same model on one thread or on two', { timeout: 60_000 }, () => {
    const modelOf = (threads: string): string => {
      adapt(`on-${threads}`, '--name', 'same', '--threads', threads);
      return readFileSync(join(run(`on-${threads}`), 'model.json'), 'utf8');
    };
    expect(modelOf('2')).toBe(modelOf('1'));
  });

  it('writes nothing with --only-if-better where the base is as good', () => {
    const output = run('not-better');
    const { status, stdout, stderr } = trainer(
      ...['adapt', '--base', base, run('known'), '--output', output, '--only-if-better', '--threads', '1'],
    );
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain('PIPELINE_NOT_BETTER');
    expect(existsSync(output)).toBe(false);
  });

  it.each([
    ['PIPELINE_UNKNOWN_MODEL', 'no such model'],
    ['PIPELINE_BAD_MODEL', sample('smart-plug.pcap')],
  ])('refuses a base that is no model: %s', (code, other) => {
    const output = run('no-base');
    const { status, stderr } = trainer('adapt', '--base', other, run('new'), '--output', output);
    expect(status).toBe(3);
    expect(stderr).toContain(code);
    expect(existsSync(output)).toBe(false);
  });

  it('refuses features of another set, naming the column', () => {
    const table = run('other.csv');
    writeFileSync(table, 'no,such,columns\n1,2,3\n');
    const { status, stderr } = trainer('adapt', '--base', base, table, '--output', run('other-features'));
    expect(status).toBe(3);
    expect(stderr).toMatch(/other\.csv.*\((FEATURE|PIPELINE)_[A-Z_]+/);
  });

  it('is a wrong use without a base', () => {
    const { status, stderr } = trainer('adapt', run('new'), '--output', run('without'));
    expect(status).toBe(2);
    expect(stderr).toContain('base');
  });
});
