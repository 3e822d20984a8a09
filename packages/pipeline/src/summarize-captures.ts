import type { CaptureOptions } from '@networkml/pcap-reader/node';
import type { RunCaptureTask } from './capture-tasks.ts';
import { mapInOrder } from './map-in-order.ts';
import { failedCapture } from './captured-error.ts';
import { type CaptureTaskResult, runCaptureTask } from './run-capture-task.ts';
import type { CaptureSummary } from './summarize-capture.ts';

/** A capture and what it holds, or why that cannot be told. */
export interface SummarizedCapture {
  readonly capture: string;
  readonly summary?: CaptureSummary;
  readonly error?: Error;
}

/** How captures are summarized. */
export interface SummarizeOptions extends Pick<CaptureOptions, 'salvage' | 'maxExpansion'> {
  /** Threads that share the captures, 1 by default; the result does not depend on it. */
  readonly threads?: number;
}

/** Tells what captures hold, in their order, each as soon as it and those before it were read. */
export async function* summarizeCaptures(
  captures: readonly string[],
  { threads = 1, ...options }: SummarizeOptions = {},
): AsyncGenerator<SummarizedCapture> {
  const summarizeAll = (run: RunCaptureTask, limit: number): AsyncIterable<SummarizedCapture> =>
    mapInOrder(captures, limit, async (capture) => {
      const isOwn = capture === '-'; // standard input belongs to this thread
      const task = { kind: 'summarize', capture, options } as const;
      return outcome(capture, await (isOwn ? runCaptureTask(task) : run(task)));
    });
  if (threads > 1 && captures.length > 1) {
    const { withCaptureThreads } = await import('./capture-tasks.ts');
    yield* withCaptureThreads({ threads }, summarizeAll);
  } else yield* summarizeAll(runCaptureTask, 1);
}

const outcome = (capture: string, result: CaptureTaskResult): SummarizedCapture => {
  if (result.kind === 'summary') return { capture, summary: result.summary };
  if (result.kind === 'failed') return failedCapture(capture, result.error);
  throw new RangeError(`a summary was asked for, not ${result.kind}`);
};
