import type { RunCaptureTask, CaptureOutcome } from './capture-tasks.ts';
import { mapInOrder } from './map-in-order.ts';
import { type CaptureTask, runCaptureTask } from './run-capture-task.ts';

/** Captures, and what is to be done with each. */
export interface EachCapture {
  readonly captures: readonly string[];
  /** Threads that share the captures, 1 by default; what comes out does not depend on it. */
  readonly threads?: number | undefined;
  /** Gives the task on a capture. */
  readonly taskOf: (capture: string) => Promise<CaptureTask>;
}

/** Runs a task on every capture; each comes, in their order, as soon as it and those before it were read. */
export async function* runEachCapture({
  captures,
  threads = 1,
  taskOf,
}: EachCapture): AsyncGenerator<CaptureOutcome> {
  const runAll = (run: RunCaptureTask, limit: number): AsyncIterable<CaptureOutcome> =>
    mapInOrder(captures, limit, async (capture) => {
      const isOwn = capture === '-'; // standard input belongs to this thread
      const task = await taskOf(capture);
      return { capture, result: await (isOwn ? runCaptureTask(task) : run(task)) };
    });
  if (threads > 1 && captures.length > 1) {
    const { withCaptureThreads } = await import('./capture-tasks.ts');
    yield* withCaptureThreads({ threads }, runAll);
  } else yield* runAll(runCaptureTask, 1);
}
