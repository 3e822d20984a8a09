import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { runAll } from './run-all.ts';
import type { TaskExecutor } from './task-executor.ts';

/** Which module the threads run, and how many of them there are. */
export interface ThreadExecutorOptions<Input = never> {
  /** A module whose default export is the task: a function of one input, plain or async. */
  readonly workerUrl: URL;
  /** Threads that work at once, at least 1. They start with the first task. */
  readonly threads: number;
  /** Node options for the threads, such as `--conditions=...`; those of this process unless given. */
  readonly execArgv?: readonly string[];
  /** What of an input changes hands instead of being copied. */
  readonly transfer?: (input: Input) => readonly (ArrayBuffer | MessagePort)[];
}

/** A thread that ended as soon as it had nothing to do would start anew for every short task. */
const IDLE_MILLISECONDS = 10_000;

/**
 * Runs the task on worker threads. Inputs and outputs are structured clones: plain data, typed arrays, shared memory.
 * A failure or an aborted signal ends the threads that are at work, even in the middle of a computation.
 */
export const threadExecutor = <Input, Output>(
  options: ThreadExecutorOptions<Input>,
): TaskExecutor<Input, Output> => {
  const { workerUrl, threads, execArgv, transfer } = options;
  if (!Number.isSafeInteger(threads) || threads < 1) {
    throw new RangeError(`threads must be a positive integer, not ${threads}`);
  }
  const pool = new Piscina<Input, Output>({
    filename: workerUrl.href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MILLISECONDS,
    ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
  });
  const run = (input: Input, signal: AbortSignal): Promise<Output> =>
    pool.run(input, { signal, transferList: [...(transfer?.(input) ?? [])] });
  return {
    map: (inputs, onResult, signal) => runAll(inputs, { run, concurrency: threads, onResult, signal }),
    close: () => pool.destroy(),
  };
};
