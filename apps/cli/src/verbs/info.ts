import {
  type FailedCapture,
  listCaptures,
  summarizeCaptures,
  threadsThatHelp,
} from '@networkml/pipeline/captures';
import {
  ExitStatus,
  isOutputClosed,
  isTerminal,
  note,
  print,
  withCaptureProgress,
} from '@networkml/pipeline/command-line';
import type { InfoArguments } from '../commands/info.ts';
import { reportFailures } from '../terminal/failures.ts';
import { createSummaryPrinter } from './summary-printer.ts';

/** Tells what captures hold, each as soon as it was read; gives the exit status. */
export const info = async (args: InfoArguments): Promise<number> => {
  const captures = await listCaptures(args.captures);
  const format = args.format ?? (isTerminal() ? 'table' : 'json');
  const printer = await createSummaryPrinter(format, { details: args.details || captures.length === 1 });
  const failed: FailedCapture[] = [];
  const maxExpansion = args['max-expansion'];
  await withCaptureProgress('reading', async (onProgress) => {
    let done = 0;
    const summaries = summarizeCaptures(captures, {
      salvage: args.salvage,
      threads: await threadsThatHelp(captures, args.threads),
      ...(maxExpansion === undefined ? {} : { maxExpansion }),
    });
    for await (const { capture, summary, error } of summaries) {
      if (isOutputClosed()) break;
      if (summary !== undefined) {
        await print(printer.add(summary));
        if (summary.broken !== null) note(`networkml: ${summary.broken}`);
      } else if (error !== undefined) failed.push({ capture, error });
      done += 1;
      onProgress(done, captures.length, capture);
    }
  });
  const status = reportFailures(failed, captures.length);
  if (status !== ExitStatus.BadInput) await print(printer.end());
  return status;
};
