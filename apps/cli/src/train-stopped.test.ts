import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseModelFile } from '@networkml/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, networkml } from './testing/run-cli.ts';
import { thinned } from './testing/thinned.ts';

let directory: string;
let captures: string;

/** Three captures of each of two roles. */
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'networkml-stopped-'));
  captures = join(directory, 'captures');
  for (const [role, name] of [
    ['Plug', 'smart-plug.pcap'],
    ['Printer', 'Printer-a-Fri0036-15m-n00.pcap'],
  ]) {
    mkdirSync(join(captures, role), { recursive: true });
    for (const first of [0, 1, 2] as const)
      writeFileSync(join(captures, role, `${first}.pcap`), thinned(name, first));
  }
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

const argumentsFor = (output: string, threads: number): string[] => [
  ...['train', captures, '--labels', 'directory', '--folds', '3', '--repeats', '8', '--no-nested'],
  ...['--features', 'networkml-host', '--name', 'tiny', '--threads', String(threads), '--output', output],
];

const start = (output: string, threads: number): ChildProcess =>
  spawn(
    process.execPath,
    ['--conditions=@networkml/source', 'apps/cli/src/main.ts', ...argumentsFor(output, threads)],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );

/** Waits until some folds are in the journal, or the child has ended. */
const untilFolds = async (child: ChildProcess, output: string, bytes: number): Promise<void> => {
  const journal = `${output}.resume`;
  while (child.exitCode === null && !(existsSync(journal) && statSync(journal).size > bytes))
    await setTimeout(5);
};

const train = (output: string): string => {
  expect(networkml(argumentsFor(output, 1))).toMatchObject({ status: 0 });
  return readFileSync(output, 'utf8');
};

describe('networkml train, stopped', { timeout: 240_000 }, () => {
  it('goes on after Ctrl-C by the same command, to the same model, and leaves nothing behind', async () => {
    const output = join(directory, 'interrupted.json');
    const child = start(output, 2);
    const closed = once(child, 'close');
    let said = '';
    child.stderr?.on('data', (piece: Buffer) => (said += piece.toString()));
    await untilFolds(child, output, 2000);
    child.kill('SIGINT');
    expect(await closed).toEqual([130, null]);
    expect(said).toMatch(/\d+ folds are kept in .*interrupted\.json\.resume; the same command goes on/);
    expect(existsSync(output)).toBe(false);
    const model = train(output);
    expect(model).toBe(train(join(directory, 'whole.json')));
    expect(readdirSync(directory).sort()).toEqual(['captures', 'interrupted.json', 'whole.json']);
  });

  it('never leaves a broken model file, at whatever moment it is killed', async () => {
    const output = join(directory, 'killed.json');
    for (let round = 0; round < 6; round += 1) {
      const child = start(output, 1 + (round % 2));
      const closed = once(child, 'close'); // it may be done before it is killed
      child.stderr?.resume();
      const before = existsSync(`${output}.resume`) ? statSync(`${output}.resume`).size : 0;
      await untilFolds(child, output, before);
      await setTimeout(Math.random() * 500);
      child.kill('SIGKILL');
      await closed;
      if (existsSync(output)) expect(() => parseModelFile(readFileSync(output, 'utf8'))).not.toThrow();
    }
    expect(train(output)).toBe(train(join(directory, 'whole.json')));
    expect(existsSync(`${output}.resume`)).toBe(false);
  });
});
