import {
  columnGroups,
  DEFAULT_FEATURE_SET,
  knownFeatureSets,
  renderFeatureSet,
  resolveFeatureSets,
} from '@networkml/pipeline/captures';
import { ExitStatus, isTerminal, print } from '@networkml/pipeline/command-line';
import { renderTable } from '../terminal/table.ts';

/** Lists the feature sets there are; gives the exit status. */
export const listFeatures = async (args: {
  readonly format: 'table' | 'json' | undefined;
  readonly plugin: readonly string[] | undefined;
}): Promise<number> => {
  const sets = await knownFeatureSets({ plugins: args.plugin });
  const listed = sets.map(({ id, version, level, columns, doc }) => ({
    id,
    default: id === DEFAULT_FEATURE_SET,
    version,
    level,
    columns: Object.keys(columns).length,
    doc: doc ?? null,
  }));
  if ((args.format ?? defaultFormat()) === 'json') {
    await print(json(listed));
    return ExitStatus.Done;
  }
  const rows = listed.map((set) => [
    set.id + (set.default ? ' (default)' : ''),
    String(set.version),
    set.level,
    String(set.columns),
    set.doc ?? '',
  ]);
  await print(renderTable(['SET', 'VERSION', 'A ROW A', 'COLUMNS', 'WHAT FOR'], rows));
  return ExitStatus.Done;
};

/** Tells the columns of a feature set; gives the exit status. */
export const describeFeatures = async (args: {
  readonly set: string;
  readonly format: 'table' | 'markdown' | 'json' | undefined;
  readonly plugin: readonly string[] | undefined;
}): Promise<number> => {
  const [set] = await resolveFeatureSets([args.set], { plugins: args.plugin });
  const format = args.format ?? defaultFormat();
  const { id, version, level, doc = null } = set;
  const columns = columnGroups(set).flatMap((group) =>
    group.columns.map((column) => ({ ...column, group: group.group ?? null })),
  );
  if (format === 'markdown') await print(renderFeatureSet(set));
  else if (format === 'json') await print(json({ id, version, level, doc, columns }));
  else {
    const cells = columns.map((column) => [column.name, column.unit, column.doc]);
    await print(renderTable(['COLUMN', 'UNIT', 'MEANING'], cells));
  }
  return ExitStatus.Done;
};

const defaultFormat = (): 'table' | 'json' => (isTerminal() ? 'table' : 'json');

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
