import { type ModelDifference, diffModels, formatModelFile } from '@networkml/model';
import { loadModel } from '@networkml/pipeline';
import { ExitStatus, type ExitStatusCode, isTerminal, print } from '@networkml/pipeline/command-line';
import type { DiffArguments } from '../../commands/models/look.ts';
import { printable } from '../../terminal/printable.ts';
import { renderTable } from '../../terminal/table.ts';

/** Says how two models differ; gives the exit status. */
export const diffModelFiles = async (args: DiffArguments): Promise<ExitStatusCode> => {
  const [before, after] = await Promise.all([args.first, args.second].map(readDocument));
  const differences = diffModels(before, after);
  if ((args.format ?? (isTerminal() ? 'table' : 'json')) === 'json') {
    const document = { first: args.first, second: args.second, differences: differences.map(withNulls) };
    await print(`${JSON.stringify(document, undefined, 2)}\n`);
  } else {
    await print(tableOf(differences, args));
  }
  return ExitStatus.Done;
};

const readDocument = async (nameOrPath: string): Promise<unknown> => {
  const document: unknown = JSON.parse(formatModelFile(await loadModel(nameOrPath)));
  return document;
};

/** JSON has no undefined: a part that one model lacks is null, as one that is there and empty. */
const withNulls = ({ path, before, after }: ModelDifference): Record<string, unknown> => ({
  path,
  before: before ?? null,
  after: after ?? null,
});

const tableOf = (differences: readonly ModelDifference[], { first, second }: DiffArguments): string => {
  if (differences.length === 0) return 'The models are the same.\n';
  const rows = differences.map(({ path, before, after }) => [path, cellOf(before), cellOf(after)]);
  return renderTable(['PART', printable(first), printable(second)], rows);
};

const MAX_CELL = 60;

const cellOf = (value: unknown): string => {
  if (value === undefined) return '-';
  if (Array.isArray(value) && value.length === 0) return '-';
  const text = printable(typeof value === 'string' ? value : JSON.stringify(value));
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 3)}...` : text;
};
