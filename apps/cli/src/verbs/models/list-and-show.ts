import { formatModelFile } from '@networkml/model';
import { bundledModelNames, DEFAULT_MODEL, loadModel, renderModelCard } from '@networkml/pipeline';
import { renderTable } from '../../terminal/table.ts';
import { ExitStatus, isTerminal, print } from '@networkml/pipeline/command-line';

/** Lists the bundled models; gives the exit status. */
export const listModels = async (args: {
  readonly format: 'table' | 'json' | undefined;
}): Promise<number> => {
  const models = await Promise.all(bundledModelNames.map((name) => loadModel(name)));
  const listed = models.map((model) => ({
    name: model.name,
    default: model.name === DEFAULT_MODEL,
    roles: model.roles,
    featureSets: model.featureSets,
    weightedF1: model.validation?.metrics.weightedF1 ?? null,
  }));
  if ((args.format ?? (isTerminal() ? 'table' : 'json')) === 'json') {
    await print(`${JSON.stringify(listed, undefined, 2)}\n`);
    return ExitStatus.Done;
  }
  const rows = listed.map((model) => [
    model.name + (model.default ? ' (default)' : ''),
    String(model.roles.length),
    model.featureSets.map(({ id }) => id).join(', '),
    model.weightedF1?.toFixed(3) ?? '',
  ]);
  await print(renderTable(['MODEL', 'ROLES', 'FEATURES', 'WEIGHTED F1'], rows));
  return ExitStatus.Done;
};

/** Shows what a model says of itself; gives the exit status. */
export const showModel = async (args: {
  readonly model: string;
  readonly format: 'markdown' | 'json';
}): Promise<number> => {
  const model = await loadModel(args.model);
  await print(args.format === 'json' ? formatModelFile(model) : renderModelCard(model));
  return ExitStatus.Done;
};
