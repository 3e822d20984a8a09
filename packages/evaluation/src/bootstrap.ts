import { type Labels, type Rng, createRng, deriveSeed } from '@networkml/model';
import type { ConfusionCounts } from './confusion.ts';
import { requireClasses, requireEqualLengths } from './errors.ts';
import { type ScoreTable, precisionRecallF1 } from './metrics.ts';

/** An estimate and where it may lie, by resampling. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** How rows are drawn again. */
export interface BootstrapOptions {
  /** How often; 1000 unless given. */
  readonly resamples?: number;
  /** 1 unless given. */
  readonly seed?: number;
  /** Share of resamples inside the interval; 0.95 unless given. */
  readonly level?: number;
  /** Rows of one group are drawn together, such as those of one device or capture; shape [n]. Rows alone unless given. */
  readonly groups?: readonly string[] | undefined;
}

/** Intervals of the scores of one role. */
export interface RoleIntervals {
  readonly precision: Interval;
  readonly recall: Interval;
  readonly f1: Interval;
}

/** Intervals of all scores. */
export interface ScoreIntervals {
  readonly method: 'bootstrap' | 'bootstrap by group';
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
  readonly accuracy: Interval;
  readonly weightedF1: Interval;
  readonly macroF1: Interval;
  /** By class index. */
  readonly perRole: readonly RoleIntervals[];
}

const DEFAULTS = { resamples: 1000, seed: 1, level: 0.95 } as const;

/** Percentile intervals of all scores (Efron and Tibshirani 1993, ch. 13). @param truth shape [n]. @param predicted shape [n]. */
export function bootstrapScores(
  truth: Labels,
  predicted: Labels,
  { classCount, ...options }: BootstrapOptions & { readonly classCount: number },
): ScoreIntervals {
  requireEqualLengths(truth.length, predicted.length);
  requireClasses(truth, classCount);
  requireClasses(predicted, classCount);
  const { resamples, seed, level } = { ...DEFAULTS, ...options };
  const countsOf = (rows: Iterable<number>): ConfusionCounts => {
    const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
    for (const row of rows) counts[truth[row]][predicted[row]] += 1;
    return counts;
  };
  const actual = precisionRecallF1(countsOf(truth.keys()));
  const drawn = resampledRows(truth.length, options).map((rows) => precisionRecallF1(countsOf(rows)));
  const interval = (pick: (scores: ScoreTable) => number): Interval => ({
    estimate: pick(actual),
    ...percentiles(drawn.map(pick), level),
  });
  return {
    method: options.groups === undefined ? 'bootstrap' : 'bootstrap by group',
    level,
    resamples,
    seed,
    accuracy: interval((table) => table.weighted.recall),
    weightedF1: interval((table) => table.weighted.f1),
    macroF1: interval((table) => table.macro.f1),
    perRole: Array.from({ length: classCount }, (_, label) => ({
      precision: interval((table) => table.perClass[label].precision),
      recall: interval((table) => table.perClass[label].recall),
      f1: interval((table) => table.perClass[label].f1),
    })),
  };
}

/** The interval of any figure of rows, by the percentiles of its resamples. @param rowCount n. @param statistic of row numbers. */
export function bootstrapInterval(
  rowCount: number,
  statistic: (rows: Int32Array) => number,
  options: BootstrapOptions = {},
): Interval {
  const drawn = resampledRows(rowCount, options).map(statistic);
  return {
    estimate: statistic(Int32Array.from({ length: rowCount }, (_, row) => row)),
    ...percentiles(drawn, options.level ?? DEFAULTS.level),
  };
}

/** Row numbers drawn with replacement, whole groups where there are any; one array a resample. */
function resampledRows(rowCount: number, options: BootstrapOptions): readonly Int32Array[] {
  const { resamples = DEFAULTS.resamples, seed = DEFAULTS.seed, groups } = options;
  if (groups !== undefined) requireEqualLengths(rowCount, groups.length);
  const units = groups === undefined ? undefined : rowsOfGroups(groups);
  return Array.from({ length: resamples }, (_, resample) => {
    const rng = createRng(deriveSeed(seed, resample));
    if (units === undefined) return Int32Array.from({ length: rowCount }, () => draw(rng, rowCount));
    return Int32Array.from(units.flatMap(() => units[draw(rng, units.length)]));
  });
}

const draw = (rng: Rng, count: number): number => Math.floor(rng.next() * count);

function rowsOfGroups(groups: readonly string[]): readonly (readonly number[])[] {
  const rows = new Map<string, number[]>();
  groups.forEach((group, row) => {
    const own = rows.get(group);
    if (own === undefined) rows.set(group, [row]);
    else own.push(row);
  });
  return [...rows.values()];
}

function percentiles(values: readonly number[], level: number): { low: number; high: number } {
  const sorted = Float64Array.from(values).sort();
  return { low: quantileOf(sorted, (1 - level) / 2), high: quantileOf(sorted, (1 + level) / 2) };
}

/** The value below which a share of sorted values lies, between neighbours in proportion (Hyndman and Fan's type 7, NumPy's default). */
export function quantileOf(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
