import {
  type FeatureJournal,
  type WriteFeaturesOptions,
  openJournal,
  writeFeatures,
} from '@networkml/pipeline/captures';
import { ExitStatus, emit, isTerminal, note, startProgress } from '@networkml/pipeline/command-line';
import { reportFailures } from '../terminal/failures.ts';
import { noteFeatures } from './feature-notes.ts';

/** How features are written, and whether what an earlier run left is gone on with. */
export interface FeatureOutputOptions extends Omit<
  WriteFeaturesOptions,
  'journal' | 'signal' | 'onProgress'
> {
  readonly resume: boolean;
}

/** Writes features of captures to a file or to standard output, and what was met to standard error; gives the exit status. */
export const writeFeaturesInto = async (
  output: string | undefined,
  captures: readonly string[],
  { resume, ...options }: FeatureOutputOptions,
): Promise<number> => {
  const isResumable = output !== undefined && captures.length > 1 && options.merge !== true;
  const journal = isResumable ? await openJournal(output, options, !resume) : undefined;
  const stop = stopSignal(output);
  const bar = output === undefined && isTerminal() ? undefined : await startProgress('reading');
  const { report, pieces } = writeFeatures(captures, {
    ...options,
    signal: stop,
    ...(journal === undefined ? {} : { journal }),
    ...(bar === undefined ? {} : { onProgress: (done, total) => bar.update(done, total) }),
  });
  const total = options.merge === true ? 1 : captures.length;
  try {
    await emit(pieces, output);
    await journal?.remove();
  } catch (error) {
    await journal?.leave();
    bar?.stop();
    if (stop.aborted) return sayStopped(captures.length, journal, output);
    if (report.failed.length < total) throw error;
  } finally {
    bar?.stop();
  }
  const status = reportFailures(report.failed, total);
  if (status !== ExitStatus.BadInput) noteFeatures(report, options);
  return status;
};

/** Aborts where a file is written and somebody wants it to end; the second time it is over at once. */
const stopSignal = (output: string | undefined): AbortSignal => {
  const stop = new AbortController();
  const onStop = (): void => stop.abort();
  if (output !== undefined) process.once('SIGINT', onStop).once('SIGTERM', onStop);
  return stop.signal;
};

const sayStopped = (
  total: number,
  journal: FeatureJournal | undefined,
  output: string | undefined,
): typeof ExitStatus.Stopped => {
  const count = journal?.count() ?? 0;
  note(
    count === 0
      ? 'stopped; nothing was written.'
      : `stopped; ${count} of ${total} captures are kept in ${output ?? ''}.resume. ` +
          'Run the same command again to go on from there, or with --no-resume to start anew.',
  );
  return ExitStatus.Stopped;
};
