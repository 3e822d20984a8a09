import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT: string = fileURLToPath(new URL('../../../..', import.meta.url));
const MAIN = 'apps/cli/src/main.ts';

/** What a run of `networkml` left behind. */
export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Path of a sample capture, relative to the root of the repository, where `networkml` is run. */
export const sample = (name: string): string => `datasets/samples/${name}`;

/** The same file for this process. */
export const fileOf = (name: string): string => `${ROOT}/${sample(name)}`;

/** Runs `networkml` from source in a process of its own. */
export const networkml = (args: readonly string[], input?: Uint8Array): CliRun => run([], args, input);

/** What a watched process says of each worker thread that it starts. */
const STARTED = 'a worker thread was started\n';
const WATCH = `process.on('worker', () => process.stderr.write(${JSON.stringify(STARTED)}))`;

/** The same, and tells how many worker threads were started; nothing is said of them in `stderr`. */
export const networkmlWatched = (args: readonly string[]): CliRun & { readonly workers: number } => {
  const watched = run(['--import', `data:text/javascript,${encodeURIComponent(WATCH)}`], args);
  const pieces = watched.stderr.split(STARTED);
  return { ...watched, stderr: pieces.join(''), workers: pieces.length - 1 };
};

const run = (nodeOptions: readonly string[], args: readonly string[], input?: Uint8Array): CliRun => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@networkml/source', ...nodeOptions, MAIN, ...args],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28, ...(input === undefined ? {} : { input }) },
  );
  return { status, stdout, stderr };
};
