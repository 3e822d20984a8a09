import yargs, { type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { LIBRARY_VERSION } from '../version.ts';
import { ExitStatus, statusOf } from './exit-status.ts';

/** A program as the shell sees it. */
export interface CommandLine {
  /** What it is called. */
  readonly name: string;
  /** What it does, after `$0` and its arguments. */
  readonly usage: string;
  /** What its exit statuses mean. */
  readonly epilogue: string;
  /** Adds commands and options; a handler sets `process.exitCode` where it is not 0. */
  configure(parser: Argv): Argv;
}

/** Parses the arguments of this process, runs what they ask for, and sets the exit status; errors go to standard error. */
export const runCommandLine = async (program: CommandLine): Promise<void> => {
  try {
    await parserOf(program).parseAsync();
  } catch (error) {
    const { status, message } =
      error instanceof UsageError
        ? { status: ExitStatus.Usage, message: `${error.message} See ${program.name} --help.` }
        : statusOf(error);
    process.stderr.write(`${program.name}: ${message}\n`);
    process.exitCode = status;
  }
};

const parserOf = (program: CommandLine): Argv =>
  program
    .configure(yargs(hideBin(process.argv).map(hideDash)).scriptName(program.name).usage(program.usage))
    .middleware(restoreDashes)
    .strict()
    .version(LIBRARY_VERSION)
    .wrap(Math.min(110, process.stdout.columns || 110))
    .epilogue(program.epilogue)
    .exitProcess(false)
    .fail((message: string | null, error: unknown) => {
      throw error instanceof Error ? error : new UsageError(message ?? 'The arguments are wrong.');
    });

/** Stands for a lone `-`, which yargs drops from positional arguments; no argument of a process can hold a NUL. */
const DASH = '\0-';

const hideDash = (argument: string): string => (argument === '-' ? DASH : argument);

const restoreDash = (value: unknown): unknown => (value === DASH ? '-' : value);

/** Changes the arguments in place, as yargs goes on with the same object. */
const restoreDashes = (args: Record<string, unknown>): void => {
  for (const [key, value] of Object.entries(args)) {
    args[key] = Array.isArray(value) ? value.map(restoreDash) : restoreDash(value);
  }
};

class UsageError extends Error {}
