import { setImmediate } from 'node:timers/promises';
import { runAll } from './run-all.ts';
import type { TaskExecutor } from './task-executor.ts';

/** Runs the task on this thread, one input after the other; between two of them other work and a cancellation get their turn. */
export const inlineExecutor = <Input, Output>(
  task: (input: Input) => Output | Promise<Output>,
): TaskExecutor<Input, Output> => {
  const run = async (input: Input, signal: AbortSignal): Promise<Output> => {
    await setImmediate();
    signal.throwIfAborted();
    return task(input);
  };
  return {
    map: (inputs, onResult, signal) => runAll(inputs, { run, concurrency: 1, onResult, signal }),
    close: () => Promise.resolve(),
  };
};
