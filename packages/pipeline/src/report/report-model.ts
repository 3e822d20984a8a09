import { selectColumns } from '@networkml/featurizer';
import { type ReportDocument, permutationImportance, reportDocument } from '@networkml/evaluation';
import { type ModelFile, contentHashOfModel, createPredictor } from '@networkml/model';
import { evaluateModel } from '../evaluate-model.ts';
import { PipelineError } from '../errors.ts';
import type { LabelledTable } from '../labels.ts';
import { fingerprint } from '../training-problem.ts';
import { LIBRARY_VERSION } from '../version.ts';
import { reportedModel } from './reported-model.ts';

/** What a report is to say besides the figures. */
export interface ReportOptions {
  /** How often each feature is permuted for its importance; 0 for not at all. */
  readonly importanceRepeats: number;
  /** Fixes intervals and importance. */
  readonly seed: number;
  /** What rows are kept together by when intervals are made, such as `device`; rows stand alone unless given. */
  readonly groupBy?: string | undefined;
  /** Day to be stated. */
  readonly date?: string | undefined;
  /** What was typed. */
  readonly command?: string;
}

/**
 * Judges a model on labelled rows and puts all there is to say into one document.
 *
 * @throws PipelineError PIPELINE_BAD_TABLE as `evaluateModel`, PIPELINE_UNKNOWN_GROUPING.
 */
export const reportModel = (
  model: ModelFile,
  labelled: LabelledTable,
  { importanceRepeats, seed, groupBy, date, command }: ReportOptions,
): ReportDocument => {
  const groups = groupBy === undefined ? undefined : groupingOf(labelled, groupBy);
  const evaluation = evaluateModel(model, labelled, { seed, groups });
  const repeats = importanceRepeats;
  const judged = fingerprintOf(model, labelled);
  return reportDocument({
    title: `${model.name}, judged on ${evaluation.rowCount} rows`,
    ...(date === undefined ? {} : { date }),
    ...(judged === model.training.datasetFingerprint ? { warnings: [LEARNED] } : {}),
    model: reportedModel(model),
    data: dataOf(labelled, groups),
    validation: {
      method: 'rows judged by a model that was trained before',
      ...(groupBy === undefined ? {} : { groupedBy: groupBy }),
    },
    evaluation,
    ...(repeats === 0 ? {} : { importance: importanceOf(model, labelled, { repeats, seed }) }),
    notGrouped: 'The model was trained before; its model card tells how grouped and plain folds differ.',
    reproduction: {
      ...(command === undefined ? {} : { command }),
      seed,
      fingerprints: {
        model: contentHashOfModel(model),
        'training data': model.training.datasetFingerprint,
        'judged data': judged,
      },
      versions: { networkml: LIBRARY_VERSION, 'library that trained': model.libraryVersion },
    },
  });
};

const LEARNED =
  'The model learned from these very rows, so the figures flatter. How it does on others is in its model card.';

const groupingOf = ({ groupings }: LabelledTable, name: string): readonly string[] => {
  const groups = new Map(Object.entries(groupings)).get(name);
  if (groups !== undefined) return groups;
  throw new PipelineError(
    'PIPELINE_UNKNOWN_GROUPING',
    `${name} (there are ${Object.keys(groupings).join(', ')})`,
  );
};

const dataOf = (
  { table, roles, unused }: LabelledTable,
  groups: readonly string[] | undefined,
): ReportDocument['data'] => {
  const rowsPerRole = new Map<string, number>();
  for (const role of [...roles].sort()) rowsPerRole.set(role, (rowsPerRole.get(role) ?? 0) + 1);
  return {
    captureCount: new Set(table.rows.map(({ capture }) => capture)).size,
    ...(groups === undefined ? {} : { groupCount: new Set(groups).size }),
    rowsPerRole: Object.fromEntries(rowsPerRole),
    unused,
  };
};

/** Of the columns the model takes; the others cannot matter. */
const importanceOf = (
  model: ModelFile,
  { table, roles }: LabelledTable,
  options: { readonly repeats: number; readonly seed: number },
): ReturnType<typeof permutationImportance> => {
  const predictor = createPredictor(model);
  const columns = model.columns.map((name) => ({ name }));
  const { featureSets } = table;
  return permutationImportance(
    { predictProbabilities: (x) => predictor.probabilities({ ...x, columns, featureSets }) },
    {
      x: selectColumns(table, model.columns),
      truth: Int32Array.from(roles, (role) => model.roles.indexOf(role)),
    },
    { features: model.columns, ...options },
  );
};

/** The fingerprint that training writes into a model, of the judged rows: equal where they are the rows learned from. */
const fingerprintOf = ({ roles, columns }: ModelFile, labelled: LabelledTable): string =>
  fingerprint({
    columns,
    roles,
    x: selectColumns(labelled.table, columns),
    y: Int32Array.from(labelled.roles, (role) => roles.indexOf(role)),
  });
