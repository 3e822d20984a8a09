import { modelInputNames, selectColumns } from '@networkml/featurizer';
import { type ClassifierParams, LabelEncoder, type Labels, type Matrix } from '@networkml/model';
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
  /** Group of each row; absent where rows have none, or a role has but one, which no fold could both learn and judge. */
  readonly groups: readonly string[] | undefined;
  /** The first role whose rows are all of one group. */
  readonly oneGroupRole: string | undefined;
  readonly seed: number;
  /** What is done to inputs unless something else is asked for: nothing to NetworkML's, as it has it; else the logarithm and a limit. */
  readonly inputs: Pick<ClassifierParams, 'inputTransform' | 'inputLimit'>;
}

const COMPATIBLE_INPUTS = { inputTransform: 'none' } as const;
const OWN_INPUTS = { inputTransform: 'signedLog', inputLimit: 4 } as const;

/**
 * Turns labelled rows into numbers.
 *
 * @throws PipelineError PIPELINE_TOO_FEW_ROLES, PIPELINE_TOO_FEW_ROWS where a role has a single row.
 */
export const poseProblem = (labelled: LabelledTable, seed: number): TrainingProblem => {
  const encoder = LabelEncoder.fit(labelled.roles);
  const roles = encoder.classes;
  if (roles.length < 2) throw new PipelineError('PIPELINE_TOO_FEW_ROLES', roles.at(0) ?? 'no labelled row');
  const y = encoder.encode(labelled.roles);
  const rowsPerClass = roles.map((_, index) => y.filter((label) => label === index).length);
  const lonely = rowsPerClass.indexOf(1);
  if (lonely >= 0) {
    const advice = `${roles[lonely]} has a single row; give it more captures or leave it out`;
    throw new PipelineError('PIPELINE_TOO_FEW_ROWS', advice);
  }
  const columns = modelInputNames(labelled.table).sort();
  const x = selectColumns(labelled.table, columns);
  const oneGroupRole = roles.find((role) => groupsOfRole(labelled, role).size === 1);
  const groups = oneGroupRole === undefined ? labelled.groups : undefined;
  const isCompatible = labelled.table.featureSets.every(({ id }) => id.startsWith('networkml-'));
  const inputs = isCompatible ? COMPATIBLE_INPUTS : OWN_INPUTS;
  return { x, y, roles, rowsPerClass, columns, groups, oneGroupRole, seed, inputs };
};

const groupsOfRole = ({ roles, groups = [] }: LabelledTable, role: string): ReadonlySet<string> =>
  new Set(groups.filter((_, row) => roles[row] === role));
