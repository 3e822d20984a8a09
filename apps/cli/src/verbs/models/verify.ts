import { type VerifiedModel, knownFeatureSets, verifyModel } from '@networkml/pipeline';
import { ExitStatus, type ExitStatusCode, isTerminal, print } from '@networkml/pipeline/command-line';
import type { VerifyArguments } from '../../commands/models/look.ts';
import { printable } from '../../terminal/printable.ts';

/** Checks models and says what is wrong with which; gives the exit status, which is that of bad input if one cannot be used. */
export const verifyModels = async (args: VerifyArguments): Promise<ExitStatusCode> => {
  const known = await knownFeatureSets({ plugins: args.plugin });
  const verified: VerifiedModel[] = [];
  for (const model of args.models) verified.push(await verifyModel(model, known));
  if ((args.format ?? (isTerminal() ? 'table' : 'json')) === 'json') {
    await print(`${JSON.stringify(verified.map(toJson), undefined, 2)}\n`);
  } else {
    await print(verified.map(linesOf).join(''));
  }
  return verified.every(({ problem }) => problem === null) ? ExitStatus.Done : ExitStatus.BadInput;
};

const toJson = ({ file, model, problem, warnings }: VerifiedModel): Record<string, unknown> => ({
  file,
  usable: problem === null,
  name: model?.name ?? null,
  problem,
  warnings,
});

const linesOf = ({ file, model, problem, warnings }: VerifiedModel): string => {
  const verdict = model === null ? (problem?.message ?? '') : `${file}: ${model.name} can be used`;
  return [verdict, ...warnings.map((warning) => `  ${warning}`)]
    .map((line) => `${printable(line)}\n`)
    .join('');
};
