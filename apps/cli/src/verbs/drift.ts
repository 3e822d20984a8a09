import type { DriftReport } from '@networkml/evaluation';
import { loadFeatures, loadModel, modelDrift, resolveFeatureSets } from '@networkml/pipeline';
import { ExitStatus, emit, isTerminal, withCaptureProgress } from '@networkml/pipeline/command-line';
import type { DriftArguments } from '../commands/drift.ts';
import { reportFailures } from '../terminal/failures.ts';
import { printable } from '../terminal/printable.ts';
import { renderTable } from '../terminal/table.ts';

/** Prints how captures differ from those a model learned from; gives the exit status, which does not depend on the verdict. */
export const drift = async (args: DriftArguments): Promise<number> => {
  const model = await loadModel(args.model);
  const ids = model.featureSets.map(({ id }) => id);
  const sets = await resolveFeatureSets(ids, { plugins: args.plugin });
  const options = { sets, devices: args.devices, plugins: args.plugin ?? [] };
  const { table, failed, captures } = await withCaptureProgress('reading', (onProgress) =>
    loadFeatures(args.captures, options, onProgress),
  );
  const status = reportFailures(failed, captures);
  if (status === ExitStatus.BadInput) return status;
  const report = modelDrift(model, table);
  const isText = (args.format ?? (isTerminal() ? 'text' : 'json')) === 'text';
  const text = isText ? textOf(report, args.top) : `${JSON.stringify(report, undefined, 2)}\n`;
  await emit([text], args.output);
  return status;
};

const textOf = (
  { rowCount, columns, driftedCount, confidence, advice }: DriftReport,
  top: number,
): string => {
  const rows = columns
    .slice(0, top)
    .map(({ column, stability, distance, pValue, hasDrifted }) => [
      printable(column),
      stability.toFixed(3),
      distance.toFixed(3),
      pValue.toExponential(1),
      hasDrifted ? 'drifted' : '',
    ]);
  const shift =
    confidence === null
      ? 'The model does not tell how sure it was of rows like those it learned from.'
      : `Median confidence: ${confidence.newMedian?.toFixed(3) ?? '-'}, where it was ${confidence.trainingMedian.toFixed(3)} (stability ${confidence.stability.toFixed(3)}).`;
  return `${renderTable(['Column', 'Stability', 'KS distance', 'p', ''], rows)}
${rowCount} rows; ${driftedCount} of ${columns.length} columns have drifted (stability above 0.25, and not by chance).
${shift}
${advice}
`;
};
