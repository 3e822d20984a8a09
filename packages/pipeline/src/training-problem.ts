import { createHash } from 'node:crypto';
import { modelInputNames, selectColumns } from '@networkml/featurizer';
import { LabelEncoder, type Labels, type Matrix, type MlpDefaults } from '@networkml/model';
import { PipelineError } from './errors.ts';
import type { LabelledTable } from './labels.ts';

/** Labelled rows as a classifier takes them. */
export interface TrainingProblem {
  /** Inputs, shape [n, columns.length]. */
  readonly x: Matrix;
  /** Class of each row, an index into `roles`. */
  readonly y: Labels;
  /** In alphabetical order. */
  readonly roles: readonly string[];
  /** Shape [roles.length]. */
  readonly rowsPerClass: readonly number[];
  /** Names of the inputs, in alphabetical order. */
  readonly columns: readonly string[];
  /** The rows as they were labelled, with what they can be grouped by. */
  readonly labelled: LabelledTable;
  readonly seed: number;
  /** What is done to inputs unless something else is asked for: nothing to NetworkML's, as it has it; else the logarithm and a limit. */
  readonly inputs: MlpDefaults;
}

const COMPATIBLE_INPUTS = { inputTransform: 'none' } as const;
const OWN_INPUTS = { inputTransform: 'signedLog', inputLimit: 4 } as const;

/** Of what kind a problem is to be, where its rows alone do not say. */
export interface ProblemOptions {
  /** Roles at least; 2 unless given. */
  readonly leastRoles?: number;
  /** Inputs; those that the table's feature sets offer to models unless given. */
  readonly columns?: readonly string[];
}

/**
 * Turns labelled rows into numbers.
 *
 * @throws PipelineError PIPELINE_TOO_FEW_ROLES, PIPELINE_TOO_FEW_ROWS where a role has a single row.
 */
export const poseProblem = (
  labelled: LabelledTable,
  seed: number,
  { leastRoles = 2, columns = modelInputNames(labelled.table).sort() }: ProblemOptions = {},
): TrainingProblem => {
  const encoder = LabelEncoder.fit(labelled.roles);
  const roles = encoder.classes;
  if (roles.length < leastRoles)
    throw new PipelineError('PIPELINE_TOO_FEW_ROLES', roles.at(0) ?? 'no labelled row');
  const y = encoder.encode(labelled.roles);
  const rowsPerClass = roles.map((_, index) => y.filter((label) => label === index).length);
  const lonely = rowsPerClass.indexOf(1);
  if (lonely >= 0) {
    const advice = `${roles[lonely]} has a single row; give it more captures or leave it out`;
    throw new PipelineError('PIPELINE_TOO_FEW_ROWS', advice);
  }
  const x = selectColumns(labelled.table, columns);
  const isCompatible = labelled.table.featureSets.every(({ id }) => id.startsWith('networkml-'));
  const inputs = isCompatible ? COMPATIBLE_INPUTS : OWN_INPUTS;
  return { x, y, roles, rowsPerClass, columns, labelled, seed, inputs };
};

/** SHA-256 over column names, roles of rows, and the little-endian doubles of the inputs. */
export const fingerprint = ({
  columns,
  roles,
  x,
  y,
}: Pick<TrainingProblem, 'columns' | 'roles' | 'x' | 'y'>): string => {
  const bytes = new DataView(new ArrayBuffer(x.values.length * Float64Array.BYTES_PER_ELEMENT));
  x.values.forEach((value, index) => bytes.setFloat64(index * Float64Array.BYTES_PER_ELEMENT, value, true));
  return createHash('sha256')
    .update(JSON.stringify([columns, roles, [...y]]))
    .update(bytes)
    .digest('hex');
};
