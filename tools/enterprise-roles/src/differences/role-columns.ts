import { applyInputTransform, type Matrix } from '@networkml/model';

/** Simulated rows that real ones are compared with. */
export interface SimulatedRows {
  /** Names of the columns, shape [d]. */
  readonly columns: readonly string[];
  /** Shape [n, d]. */
  readonly x: Matrix;
  /** Role of each row, shape [n]. */
  readonly roles: readonly string[];
}

/** A column of the simulated rows of one role. */
export interface RoleColumn {
  readonly column: string;
  /** Values, ascending; shape [rows of the role]. */
  readonly sorted: Float64Array;
  /** Standard deviation of the column in all simulated rows, after the signed logarithm that networks are given. */
  readonly deviation: number;
}

/** The columns of a role, in their order; none where it was not simulated. */
export type RoleColumns = (role: string) => readonly RoleColumn[];

/** Sorts the values of every column, role by role as they are asked for. */
export const roleColumns = ({ columns, x, roles }: SimulatedRows): RoleColumns => {
  const deviations = columns.map((_, column) => standardDeviation(logarithms(valuesOf(x, column))));
  const known = new Map<string, readonly RoleColumn[]>();
  return (role) => {
    const isMeant = (_: number, row: number): boolean => roles[row] === role;
    const found =
      known.get(role) ??
      columns.map((column, index) => ({
        column,
        sorted: valuesOf(x, index).filter(isMeant).sort(),
        deviation: Math.max(SMALLEST_DEVIATION, deviations[index]),
      }));
    known.set(role, found);
    return roles.includes(role) ? found : [];
  };
};

/** Of columns that are the same in all simulated rows. */
const SMALLEST_DEVIATION = 1e-3;

/** The signed logarithm of values, as networks are given them. */
export const logarithms = (values: Float64Array): Float64Array =>
  applyInputTransform('signedLog', { values, rowCount: 1, columnCount: values.length }).values;

const valuesOf = ({ values, rowCount, columnCount }: Matrix, column: number): Float64Array =>
  Float64Array.from({ length: rowCount }, (_, row) => values[row * columnCount + column]);

const standardDeviation = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};
