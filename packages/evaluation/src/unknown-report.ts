import type { Labels } from '@networkml/model';
import { requireEqualLengths } from './errors.ts';
import { rowOf } from './ranking.ts';
import type { EvaluationInput } from './report.ts';
import { type RiskCoveragePoint, riskCoverage } from './risk-coverage.ts';

/** What is not answered, and what that is good for. */
export interface UnknownReport {
  readonly threshold: number;
  /** Share of rows called Unknown. */
  readonly share: number;
  /** Accuracy on the other rows; null if there are none. */
  readonly answeredAccuracy: number | null;
  /** Rows by the reason why they are Unknown; absent where only the threshold decides. */
  readonly reasons?: Readonly<Record<string, number>>;
  /** By true role, in the order of the roles. */
  readonly perRole: readonly RoleUnknown[];
  /** What other thresholds would do. */
  readonly riskCoverage: readonly RiskCoveragePoint[];
}

/** What is not answered of the rows of one role. */
export interface RoleUnknown {
  readonly role: string;
  /** Rows of the role. */
  readonly rowCount: number;
  /** How many of them are called Unknown. */
  readonly unknownCount: number;
  /** Those by reason; absent where only the threshold decides. */
  readonly reasons?: Readonly<Record<string, number>>;
  /** Share of the others that is right; null if there are none. */
  readonly answeredAccuracy: number | null;
}

const DEFAULT_THRESHOLD = 0.5;

/** What is called Unknown, by the reasons given or else by the threshold. @param predicted most probable class, shape [n]. */
export function unknownReport(input: EvaluationInput, predicted: Labels): UnknownReport {
  const { truth, probabilities, unknownThreshold: threshold = DEFAULT_THRESHOLD, unknownReasons } = input;
  if (unknownReasons !== undefined) requireEqualLengths(truth.length, unknownReasons.length);
  const confidences = Float64Array.from(predicted, (label, row) => rowOf(probabilities, row)[label]);
  const isRight = Array.from(predicted, (label, row) => label === truth[row]);
  const isAnswered = Array.from(predicted, (_, row) =>
    unknownReasons === undefined ? confidences[row] > threshold : unknownReasons[row] === null,
  );
  const answersOf = (rows: readonly number[]): Omit<RoleUnknown, 'role'> => {
    const answered = rows.filter((row) => isAnswered[row]);
    const right = answered.filter((row) => isRight[row]);
    return {
      rowCount: rows.length,
      unknownCount: rows.length - answered.length,
      answeredAccuracy: answered.length === 0 ? null : right.length / answered.length,
      ...(unknownReasons === undefined ? {} : { reasons: countOf(rows.map((row) => unknownReasons[row])) }),
    };
  };
  const { rowCount, unknownCount, ...all } = answersOf([...predicted.keys()]);
  const rowsOfRole = input.roles.map((): number[] => []);
  truth.forEach((label, row) => rowsOfRole[label].push(row));
  return {
    threshold,
    share: rowCount === 0 ? 0 : unknownCount / rowCount,
    ...all,
    perRole: input.roles.map((role, label) => ({ role, ...answersOf(rowsOfRole[label]) })),
    riskCoverage: riskCoverage(confidences, isRight),
  };
}

function countOf(reasons: readonly (string | null)[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const reason of reasons) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
