import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A program and its arguments. */
export type Command = readonly [program: string, ...parameters: string[]];

/** What one run of a whole process took. */
export interface Measurement {
  /** From before it was started until it ended, by the clock on the wall. */
  readonly seconds: number;
  /** Most memory that was resident, in MiB; absent without GNU time. */
  readonly peakMebibytes: number | undefined;
  /** What it printed, where that was asked for. */
  readonly output: string;
}

/** How a command is to be run. */
export interface RunOptions {
  /** Whether `peakMebibytes` is wanted; needs GNU time. */
  readonly withMemory: boolean;
  /** Whether what it prints is wanted; dropped otherwise. */
  readonly withOutput: boolean;
  /** Its standard input. */
  readonly input?: Readable;
}

const GNU_TIME = '/usr/bin/time';

/** Whether there is GNU time, which tells how much memory a process had resident. */
export const hasGnuTime = (): boolean =>
  spawnSync(GNU_TIME, ['-o', '/dev/null', '-f', '%M', 'true']).status === 0;

/** Runs a command to its end and measures it. @throws Error where it fails. */
export const measure = async (command: Command, options: RunOptions): Promise<Measurement> => {
  const folder = mkdtempSync(join(tmpdir(), 'networkml-bench-'));
  const memory = join(folder, 'memory');
  try {
    const timed: Command = options.withMemory ? [GNU_TIME, '-o', memory, '-f', '%M', ...command] : command;
    const { seconds, output } = await run(timed, options);
    const peakMebibytes = options.withMemory ? Number(readFileSync(memory, 'utf8')) / 1024 : undefined;
    return { seconds, peakMebibytes, output };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const run = async (
  [program, ...parameters]: Command,
  { input, withOutput }: RunOptions,
): Promise<{ seconds: number; output: string }> => {
  const before = performance.now();
  const child = spawn(program, parameters, {
    stdio: [input ?? 'ignore', withOutput ? 'pipe' : 'ignore', 'pipe'],
  });
  input?.destroy(); // the child has it now
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const seconds = (performance.now() - before) / 1000;
  if (status !== 0) throw new Error(`${program} failed: ${errors.join('').trim()}`);
  return { seconds, output: output.join('') };
};
