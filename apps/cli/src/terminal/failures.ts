import type { FailedCapture } from '@networkml/pipeline/captures';
import { ExitStatus, note, type ExitStatusCode } from '@networkml/pipeline/command-line';

/** Names the captures that failed and gives the status that says so: partial as long as others were read. */
export const reportFailures = (failed: readonly FailedCapture[], total: number): ExitStatusCode => {
  if (failed.length === 0) return ExitStatus.Done;
  for (const { error } of failed) note(`networkml: ${error.message}`);
  if (failed.length === total) return ExitStatus.BadInput;
  note(`networkml: ${failed.length} of ${total} captures could not be read and are left out.`);
  return ExitStatus.Partial;
};
