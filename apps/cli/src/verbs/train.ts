import { basename } from 'node:path';
import { renderReportText } from '@networkml/evaluation';
import { formatModelFile } from '@networkml/model';
import { writeText } from '@networkml/pipeline';
import { ExitStatus, note, print } from '@networkml/pipeline/command-line';
import { trainWithProgress } from '@networkml/pipeline/training';
import type { TrainArguments } from '../commands/train.ts';

/** Trains a model, writes it, and prints how good it is; gives the exit status. */
export const train = async (args: TrainArguments): Promise<number> => {
  const name = args.name ?? basename(args.output).replace(/\.json$/, '');
  const { model, report } = await trainWithProgress(args, name);
  await writeText(args.output, formatModelFile(model));
  await print(`${renderReportText(report.validation.report)}\n`);
  note(`${args.output}: ${model.roles.length} roles, ${model.training.rowCount} rows.`);
  return ExitStatus.Done;
};
