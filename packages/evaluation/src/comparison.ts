import type { Labels } from '@networkml/model';
import { type BootstrapOptions, type Interval, bootstrapInterval } from './bootstrap.ts';
import { requireEqualLengths } from './errors.ts';
import { accuracy, weightedF1 } from './metrics.ts';

/** Whether two models are equally often right, by the rows on which one is right and the other wrong. */
export interface McNemarResult {
  /** Rows that only the first, and only the second, has right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Probability of a split at least as uneven if both are equally good; two-sided, exact. */
  readonly exactP: number;
  /** The same with half the probability of the split itself, less timid (Fagerland, Lydersen and Laake 2013). */
  readonly midP: number;
}

/** How two models differ on the same rows; differences are second minus first. */
export interface ComparisonResult {
  readonly accuracy: Interval;
  readonly weightedF1: Interval;
  readonly mcnemar: McNemarResult;
}

/** What two models said of the same rows; all of shape [n]. */
export interface PairedAnswers {
  readonly truth: Labels;
  readonly first: Labels;
  readonly second: Labels;
  readonly classCount: number;
}

/** McNemar's test in its exact form, under which `onlyFirst` is binomial with one half. */
export function mcnemar(onlyFirst: number, onlySecond: number): McNemarResult {
  const trials = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let tail = 0;
  let last = 0;
  let logProbability = -trials * Math.LN2;
  for (let k = 0; k <= fewer; k++) {
    last = Math.exp(logProbability);
    tail += last;
    logProbability += Math.log((trials - k) / (k + 1));
  }
  if (trials === 0 || onlyFirst === onlySecond) {
    return { onlyFirst, onlySecond, exactP: 1, midP: trials === 0 ? 1 : 1 - last / 2 };
  }
  return { onlyFirst, onlySecond, exactP: Math.min(1, 2 * tail), midP: Math.min(1, 2 * tail - last) };
}

/** Differences of two models with paired bootstrap intervals: rows, or whole groups, are drawn for both alike. */
export function compareAnswers(
  { truth, first, second, classCount }: PairedAnswers,
  options: BootstrapOptions = {},
): ComparisonResult {
  requireEqualLengths(truth.length, first.length);
  requireEqualLengths(truth.length, second.length);
  const differenceOf =
    (score: (own: Labels, predicted: Labels) => number) =>
    (rows: Int32Array): number => {
      const own = rows.map((row) => truth[row]);
      return (
        score(
          own,
          rows.map((row) => second[row]),
        ) -
        score(
          own,
          rows.map((row) => first[row]),
        )
      );
    };
  const count = (right: Labels, wrong: Labels): number =>
    truth.filter((label, row) => right[row] === label && wrong[row] !== label).length;
  return {
    accuracy: bootstrapInterval(truth.length, differenceOf(accuracy), options),
    weightedF1: bootstrapInterval(
      truth.length,
      differenceOf((own, predicted) => weightedF1(own, predicted, classCount)),
      options,
    ),
    mcnemar: mcnemar(count(first, second), count(second, first)),
  };
}
