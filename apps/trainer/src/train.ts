import { basename } from 'node:path';
import { renderReportText } from '@networkml/evaluation';
import { ExitStatus, note, print } from '@networkml/pipeline/command-line';
import { type TrainingArguments, trainWithProgress } from '@networkml/pipeline/training';
import { checkRunFolder, writeRunFolder } from './run-folder.ts';

/** Arguments of `networkml-trainer`. */
export interface TrainerArguments extends TrainingArguments {
  readonly name?: string | undefined;
  readonly output: string;
  readonly force: boolean;
}

/** Trains as asked, writes the run folder, and prints how good the model is; gives the exit status. */
export const train = async (args: TrainerArguments): Promise<number> => {
  const { output, force } = args;
  await checkRunFolder(output, force);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    const trained = await trainWithProgress(args, args.name ?? basename(output), stop.signal);
    stop.signal.throwIfAborted();
    await writeRunFolder({ path: output, force, trained, config: configOf(args) });
    await print(`${renderReportText(trained.report.validation.report)}\n`);
    note(
      `${output}: model of ${trained.model.roles.length} roles from ${trained.model.training.rowCount} rows.`,
    );
    return ExitStatus.Done;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    note('stopped; nothing was written.');
    return ExitStatus.Stopped;
  }
};

/** What fixes the result: all arguments but the number of threads and where the result goes. */
const configOf = (args: TrainerArguments): Readonly<Record<string, unknown>> => ({
  captures: args.captures,
  labels: args.labels,
  manifest: args.manifest,
  roleMap: args['role-map'],
  deviceMacFile: args['device-mac-file'],
  devices: args.devices,
  features: args.features,
  plugins: args.plugin,
  folds: args.folds,
  seed: args.seed,
  inputTransform: args['input-transform'],
});
