import { renderReportText } from '@networkml/evaluation';
import { evaluateModel, loadLabelled, loadModel, resolveFeatureSets } from '@networkml/pipeline';
import type { EvaluateArguments } from '../commands/evaluate.ts';
import { reportFailures } from '../terminal/failures.ts';
import {
  ExitStatus,
  emit,
  isTerminal,
  labelOptions,
  labelledDevices,
  note,
  withCaptureProgress,
} from '@networkml/pipeline/command-line';

/** Judges labelled captures and prints how often the model is right; gives the exit status. */
export const evaluate = async (args: EvaluateArguments): Promise<number> => {
  const model = await loadModel(args.model);
  const source = {
    paths: args.captures,
    labels: labelOptions(args),
    sets: await resolveFeatureSets(
      model.featureSets.map(({ id }) => id),
      { plugins: args.plugin },
    ),
    devices: labelledDevices(args),
  };
  const { labelled, failed, captures } = await withCaptureProgress('reading', (onProgress) =>
    loadLabelled(source, onProgress),
  );
  const status = reportFailures(failed, captures);
  if (status === ExitStatus.BadInput) return status;
  for (const { capture, reason } of labelled.unused) note(`networkml: ${capture} is not used: ${reason}.`);
  const report = evaluateModel(model, labelled);
  const format = args.format ?? (isTerminal() ? 'text' : 'json');
  const text = format === 'text' ? renderReportText(report) : JSON.stringify(report, undefined, 2);
  await emit([`${text}\n`], args.output);
  return status;
};
