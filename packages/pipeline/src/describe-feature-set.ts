import type { FeatureSet, Unit } from '@networkml/featurizer';

/** A column, as it is listed to people. */
export interface DescribedColumn {
  readonly name: string;
  readonly unit: Unit;
  readonly doc: string;
  /** Whether models may be trained on it. */
  readonly modelInput: boolean;
}

/** Columns that are listed under one heading. */
export interface ColumnGroup {
  /** Absent where the set does not group its columns. */
  readonly group?: string;
  readonly columns: readonly DescribedColumn[];
}

/** The columns of a set, group by group, in the order in which the groups first occur. */
export const columnGroups = (set: FeatureSet): readonly ColumnGroup[] => {
  const groups = new Map<string | undefined, DescribedColumn[]>();
  for (const [name, { unit, doc, modelInput = true, group }] of Object.entries(set.columns)) {
    const columns = groups.get(group) ?? [];
    columns.push({ name, unit, doc, modelInput });
    groups.set(group, columns);
  }
  return [...groups].map(([group, columns]) => ({ ...(group === undefined ? {} : { group }), columns }));
};

/** Renders what a set computes as Markdown: a heading, its sentence, and a table of columns a group. */
export const renderFeatureSet = (set: FeatureSet): string => {
  const count = Object.keys(set.columns).length;
  const facts = `Version ${set.version}, ${count} column${count === 1 ? '' : 's'}, a row a ${set.level}.`;
  const tables = columnGroups(set).flatMap(({ group, columns }) => [
    ...(group === undefined ? [] : [`### ${group}`]),
    renderColumns(columns),
  ]);
  return `${[`## ${set.id}`, ...(set.doc === undefined ? [] : [set.doc]), facts, ...tables].join('\n\n')}\n`;
};

const renderColumns = (columns: readonly DescribedColumn[]): string => {
  const rows = columns.map(({ name, unit, doc, modelInput }) => [
    `\`${name}\``,
    unit,
    `${doc.replaceAll('|', String.raw`\|`)}${modelInput ? '' : ' No input of models.'}`,
  ]);
  return [['column', 'unit', 'meaning'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
};
