import { basename } from 'node:path';
import { renderReportText } from '@networkml/evaluation';
import { formatModelFile } from '@networkml/model';
import { writeText } from '@networkml/pipeline';
import { note, print } from '@networkml/pipeline/command-line';
import { renderValidationText, trainWithProgress } from '@networkml/pipeline/training';
import type { TrainArguments } from '../commands/train.ts';

/** Trains a model, writes it, and prints how good it is; gives the exit status. */
export const train = (args: TrainArguments): Promise<number> =>
  trainWithProgress(args, {
    name: args.name ?? basename(args.output).replace(/\.json$/, ''),
    write: ({ model }) => writeText(args.output, formatModelFile(model)),
    tell: async ({ model, report }) => {
      await print(`${renderReportText(report.validation.report)}\n\n${renderValidationText(report)}\n`);
      note(`${args.output}: ${model.roles.length} roles, ${model.training.rowCount} rows.`);
    },
  });
