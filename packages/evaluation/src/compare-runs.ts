import type { BootstrapOptions } from './bootstrap.ts';
import { type ComparisonResult, compareAnswers } from './comparison.ts';
import { EvaluationError } from './errors.ts';
import { accuracy, weightedF1 } from './metrics.ts';
import type { RowOutcome } from './report.ts';

/** The answers of one model or run. */
export interface NamedRun {
  readonly name: string;
  readonly rows: readonly RowOutcome[];
}

/** One run and how it differs from the first. */
export interface RunComparison {
  readonly name: string;
  readonly accuracy: number;
  readonly weightedF1: number;
  /** Null for the first run. */
  readonly againstFirst: ComparisonResult | null;
}

/**
 * Compares runs with the first of them, row by row; rows may come in any order.
 * Throws EVALUATION_ROWS where a run is not of the same rows, or a row has another role.
 */
export function compareRuns(
  runs: readonly [NamedRun, ...NamedRun[]],
  options: BootstrapOptions = {},
): readonly RunComparison[] {
  const [reference] = runs;
  const keys = [...keyed(reference).keys()];
  const aligned = runs.map((run) => align(run, keys));
  const names = [
    ...new Set(aligned.flatMap((rows) => rows.flatMap((row) => [row.truth, row.predicted]))),
  ].sort();
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const labels = (of: readonly string[]): Int32Array => Int32Array.from(of, (name) => indexOf.get(name) ?? 0);
  const truth = labels(aligned[0].map((row) => row.truth));
  const answers = aligned.map((rows) => labels(rows.map(({ predicted }) => predicted)));
  return runs.map(({ name, rows }, i) => {
    const stranger = aligned[i].find((row, at) => row.truth !== aligned[0][at].truth);
    if (stranger !== undefined) {
      const detail = `${stranger.capture} is ${stranger.truth} in ${name}, and something else in ${reference.name}`;
      throw new EvaluationError('EVALUATION_ROWS', detail);
    }
    if (rows.length !== keys.length) {
      const detail = `${name} has ${rows.length} rows, ${reference.name} has ${keys.length}`;
      throw new EvaluationError('EVALUATION_ROWS', detail);
    }
    const classCount = names.length;
    const pair = { truth, first: answers[0], second: answers[i], classCount };
    return {
      name,
      accuracy: accuracy(truth, answers[i]),
      weightedF1: weightedF1(truth, answers[i], classCount),
      againstFirst: i === 0 ? null : compareAnswers(pair, options),
    };
  });
}

/** Rows by whose they are; a row that occurs twice counts twice. */
function keyed({ rows }: NamedRun): ReadonlyMap<string, RowOutcome> {
  const byKey = new Map<string, RowOutcome>();
  for (const row of rows) {
    const own = JSON.stringify([row.capture, row.device, row.windowStart ?? null]);
    let copy = 0;
    while (byKey.has(`${own}${copy}`)) copy += 1;
    byKey.set(`${own}${copy}`, row);
  }
  return byKey;
}

function align(run: NamedRun, keys: readonly string[]): readonly RowOutcome[] {
  const byKey = keyed(run);
  return keys.map((key) => {
    const row = byKey.get(key);
    if (row === undefined) throw new EvaluationError('EVALUATION_ROWS', `${run.name} lacks ${key}`);
    return row;
  });
}
