import type { CaptureOptions } from '@networkml/pcap-reader/node';
import type { CaptureOutcome } from './capture-tasks.ts';
import { failedCapture } from './captured-error.ts';
import { runEachCapture } from './each-capture.ts';
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
  { threads, ...options }: SummarizeOptions = {},
): AsyncGenerator<SummarizedCapture> {
  const taskOf = (capture: string) => Promise.resolve({ kind: 'summarize', capture, options } as const);
  for await (const outcome of runEachCapture({ captures, threads, taskOf })) yield summaryOf(outcome);
}

const summaryOf = ({ capture, result }: CaptureOutcome): SummarizedCapture => {
  if (result.kind === 'summary') return { capture, summary: result.summary };
  if (result.kind === 'failed') return failedCapture(capture, result.error);
  throw new RangeError(`a summary was asked for, not ${result.kind}`);
};
