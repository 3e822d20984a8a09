import { renderReportText } from '@networkml/evaluation';
import {
  createLabeller,
  evaluateModel,
  labelTable,
  loadFeatures,
  loadModel,
  manifestCaptures,
  resolveFeatureSets,
} from '@networkml/pipeline';
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
  const labels = { directory: args.captures[0], ...labelOptions(args) };
  const labeller = await createLabeller(labels);
  const paths = (await manifestCaptures(labels)) ?? args.captures;
  const selection = labelledDevices(args);
  const sets = resolveFeatureSets(model.featureSets.map(({ id }) => id));
  const devices = selection === 'canonical' ? 'canonical' : 'all';
  const { table, failed } = await withCaptureProgress('reading', (onProgress) =>
    loadFeatures(paths, { sets, devices }, onProgress),
  );
  const status = reportFailures(failed, table.rowCount === 0 ? failed.length : failed.length + 1);
  if (status === ExitStatus.BadInput) return status;
  const labelled = await labelTable(table, labeller, selection === 'canonical');
  for (const { capture, reason } of labelled.unused) note(`networkml: ${capture} is not used: ${reason}.`);
  const report = evaluateModel(model, labelled);
  const format = args.format ?? (isTerminal() ? 'text' : 'json');
  await emit(
    format === 'text' ? renderReportText(report) : `${JSON.stringify(report, undefined, 2)}\n`,
    args.output,
  );
  return status;
};
