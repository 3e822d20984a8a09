import type { CaptureOptions } from '@networkml/pcap-reader/node';
import { type CapturedError, capturedError } from './captured-error.ts';
import { isCaptureFailure } from './featurize-captures.ts';
import { type ParseOptions, type ParseReport, parseCaptures } from './parse-captures.ts';
import { type ShareTask, writeShare } from './parse/share-rows.ts';
import { type CaptureSummary, summarizeCapture } from './summarize-capture.ts';

/** What a worker thread does with one capture. */
export type CaptureTask =
  | {
      readonly kind: 'summarize';
      readonly capture: string;
      readonly options: Pick<CaptureOptions, 'salvage' | 'maxExpansion'>;
    }
  | {
      readonly kind: 'parse';
      readonly capture: string;
      readonly options: ParseOptions;
      /** Bytes of output that are worth sending; a capture that gives more is left to whoever asked. */
      readonly mostBytes: number;
    }
  | ShareTask;

/** What comes of a task. */
export type CaptureTaskResult =
  | { readonly kind: 'summary'; readonly summary: CaptureSummary }
  | {
      readonly kind: 'rows';
      readonly pieces: readonly Uint8Array[];
      readonly report: Pick<ParseReport, 'packets' | 'damagedPackets' | 'rows'>;
      readonly broken: readonly CapturedError[];
    }
  | { readonly kind: 'tooLarge' }
  /** All that came of a share went through its port. */
  | { readonly kind: 'shared' }
  | { readonly kind: 'failed'; readonly error: CapturedError };

/** Does a task; what is wrong with the capture is a result, anything else is thrown. */
export const runCaptureTask = async (task: CaptureTask): Promise<CaptureTaskResult> => {
  if (task.kind === 'share') {
    await writeShare(task);
    return { kind: 'shared' };
  }
  try {
    return task.kind === 'summarize'
      ? { kind: 'summary', summary: await summarizeCapture(task.capture, task.options) }
      : await parseWhole(task);
  } catch (error) {
    if (!isCaptureFailure(error)) throw error;
    return { kind: 'failed', error: capturedError(error) };
  }
};

const parseWhole = async (task: CaptureTask & { kind: 'parse' }): Promise<CaptureTaskResult> => {
  const { pieces, report } = parseCaptures([task.capture], task.options);
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    kept.push(piece);
    bytes += piece.length;
    if (bytes > task.mostBytes) return { kind: 'tooLarge' };
  }
  const { packets, damagedPackets, rows, broken } = report;
  return {
    kind: 'rows',
    pieces: kept,
    report: { packets, damagedPackets, rows },
    broken: broken.map(({ error }) => capturedError(error)),
  };
};
