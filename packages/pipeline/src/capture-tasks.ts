import { threadExecutor } from '@networkml/jobs';
import { mapInOrder } from './map-in-order.ts';
import type { ParseOptions } from './parse-captures.ts';
import type { CaptureTask, CaptureTaskResult } from './run-capture-task.ts';

/** Runs tasks on captures somewhere. */
export type RunCaptureTask = (task: CaptureTask) => Promise<CaptureTaskResult>;

/** Lends worker threads for tasks on captures, and ends them in any case. */
export async function* withCaptureThreads<Result>(
  threads: number,
  use: (run: RunCaptureTask) => AsyncIterable<Result>,
): AsyncGenerator<Result> {
  const workerUrl = new URL(import.meta.resolve('@networkml/pipeline/capture-worker'));
  const executor = threadExecutor<CaptureTask, CaptureTaskResult>({ workerUrl, threads });
  try {
    yield* use(async (task) => {
      const [result] = await executor.map([task]);
      return result;
    });
  } finally {
    await executor.close();
  }
}

/** A capture, and what came of the task on it. */
export interface CaptureOutcome {
  readonly capture: string;
  readonly result: CaptureTaskResult;
}

/** Lists captures on threads as CSV or lines of JSON without what stands ahead of all rows, in the order of the captures. */
export const parseOnThreads = (
  captures: readonly string[],
  settings: { readonly options: ParseOptions; readonly mostBytes: number; readonly threads: number },
): AsyncIterable<CaptureOutcome> => {
  const { mostBytes, threads } = settings;
  const options = { ...settings.options, threads: 1, continues: true };
  return withCaptureThreads(threads, (run) =>
    mapInOrder(captures, threads * 2, async (capture): Promise<CaptureOutcome> => {
      const isOwn = capture === '-'; // standard input belongs to the thread that asks
      if (isOwn) return { capture, result: { kind: 'tooLarge' } };
      return { capture, result: await run({ kind: 'parse', capture, options, mostBytes }) };
    }),
  );
};
