import { renderReportText } from '@networkml/evaluation';
import {
  formatReport,
  loadLabelled,
  loadModel,
  reportModel,
  requireReportName,
  resolveFeatureSets,
  writeText,
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
  const reports = args.report ?? [];
  reports.forEach(requireReportName);
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
  const document = reportModel(model, labelled, {
    importanceRepeats: reports.length === 0 ? 0 : args.importance,
    seed: args.seed,
    groupBy: args['intervals-by'],
    date: args.date,
    command: commandOf(args),
  });
  for (const path of reports) {
    await writeText(path, await formatReport(document, path));
    note(path);
  }
  const report = document.evaluation;
  const format = args.format ?? (isTerminal() ? 'text' : 'json');
  const text = format === 'text' ? renderReportText(report) : JSON.stringify(report, undefined, 2);
  await emit([`${text}\n`], args.output);
  return status;
};

/** What to type to get the same report. */
const commandOf = (args: EvaluateArguments): string => {
  const given = Object.entries({
    model: args.model,
    labels: args.labels,
    manifest: args.manifest,
    'role-map': args['role-map'],
    'device-mac-file': args['device-mac-file'],
    'intervals-by': args['intervals-by'],
    importance: String(args.importance),
    seed: String(args.seed),
  }).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${quoted(value)}`]));
  return ['networkml evaluate', ...args.captures.map(quoted), ...given].join(' ');
};

const quoted = (word: string): string =>
  /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
