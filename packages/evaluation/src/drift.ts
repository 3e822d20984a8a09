/** How one column of new rows differs from the rows that a model learned from. */
export interface ColumnDrift {
  readonly column: string;
  /** Population stability index: below 0.1 little, above 0.25 much (Siddiqi 2006). */
  readonly stability: number;
  /** Greatest distance of the two cumulative distributions, from 0 to 1 (Kolmogorov and Smirnov). */
  readonly distance: number;
  /** Probability of such a distance, or a greater one, by chance; too great where values repeat, so it errs to silence. */
  readonly pValue: number;
  readonly hasDrifted: boolean;
}

/** A distribution: values below which 0, 1/m, 2/m, ..., 1 of the rows lie, ascending. */
export interface Distribution {
  readonly quantiles: Float64Array;
  /** How many rows it is of. */
  readonly rowCount: number;
}

const DECILES = 10;
const MUCH = 0.25;
const SIGNIFICANCE = 0.05;
const SERIES_TERMS = 100;

/** Share of a distribution at or below a value; with `left`, strictly below it. Between quantiles in proportion. */
export function shareBelow(quantiles: Float64Array, value: number, left = false): number {
  const steps = quantiles.length - 1;
  const above = quantiles.findIndex((quantile) => (left ? quantile >= value : quantile > value));
  if (above === -1) return 1;
  if (above === 0) return 0;
  const [low, high] = [quantiles[above - 1], quantiles[above]];
  return (above - 1 + (value - low) / (high - low)) / steps;
}

/**
 * Sum over bins of (new share - old share) ln(new share / old share). Bins end at the old deciles, equal ones taken once. Half
 * a row is added to each bin on both sides, so that few rows do not look like drift and an empty bin is not infinite.
 */
export function populationStability(old: Distribution, values: Float64Array): number {
  const { quantiles, rowCount } = old;
  const deciles = Array.from(
    { length: DECILES + 1 },
    (_, i) => quantiles[Math.round((i * (quantiles.length - 1)) / DECILES)],
  );
  const ends = [...new Set(deciles.slice(0, DECILES)), Number.POSITIVE_INFINITY];
  let [oldBelow, newBelow, sum] = [0, 0, 0];
  for (const end of ends) {
    const oldUpTo = shareBelow(quantiles, end);
    const newUpTo = values.filter((value) => value <= end).length;
    const oldShare = ((oldUpTo - oldBelow) * rowCount + 0.5) / (rowCount + 0.5 * ends.length);
    const newShare = (newUpTo - newBelow + 0.5) / (values.length + 0.5 * ends.length);
    sum += (newShare - oldShare) * Math.log(newShare / oldShare);
    [oldBelow, newBelow] = [oldUpTo, newUpTo];
  }
  return sum;
}

/** The two-sample Kolmogorov-Smirnov distance of values from a distribution known by its quantiles; 0 without values. */
export function kolmogorovSmirnov(old: Distribution, values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  let distance = 0;
  sorted.forEach((value, i) => {
    if (i === 0 || sorted[i - 1] !== value) {
      distance = Math.max(distance, Math.abs(shareBelow(old.quantiles, value, true) - i / sorted.length));
    }
    if (sorted[i + 1] !== value) {
      distance = Math.max(distance, Math.abs(shareBelow(old.quantiles, value) - (i + 1) / sorted.length));
    }
  });
  return distance;
}

/** Probability of a Kolmogorov-Smirnov distance by chance, by Kolmogorov's limit (Numerical Recipes 14.3.9). */
export function kolmogorovSmirnovP(distance: number, oldCount: number, newCount: number): number {
  if (oldCount === 0 || newCount === 0) return 1;
  const root = Math.sqrt((oldCount * newCount) / (oldCount + newCount));
  const lambda = (root + 0.12 + 0.11 / root) * distance;
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= SERIES_TERMS; k++)
    sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, sum));
}

/** What is compared with what. */
export interface DriftInput {
  readonly columns: readonly {
    readonly name: string;
    readonly training: Distribution;
    readonly values: Float64Array;
  }[];
  /** Confidences on rows the model had not seen when it was validated, and on the new rows; where known. */
  readonly confidence?: { readonly training: Distribution; readonly values: Float64Array } | undefined;
}

/** Whether new rows are what the model learned from; plain data. */
export interface DriftReport {
  readonly rowCount: number;
  /** Columns, those that differ most first. */
  readonly columns: readonly ColumnDrift[];
  readonly driftedCount: number;
  /** Of the new rows' confidences; the median is null where there is no row. */
  readonly confidence:
    (ColumnDrift & { readonly trainingMedian: number; readonly newMedian: number | null }) | null;
  readonly verdict: 'stable' | 'watch' | 'retrain';
  /** The verdict in words. */
  readonly advice: string;
}

const CONFIDENCE = 'confidence';

/**
 * Compares new rows with the distribution of the rows learned from. A column has drifted where its stability index is above
 * 0.25 and chance is ruled out at 5%, shared among the columns (Bonferroni).
 */
export function detectDrift({ columns, confidence }: DriftInput): DriftReport {
  const rowCount = columns.at(0)?.values.length ?? confidence?.values.length ?? 0;
  const alpha = SIGNIFICANCE / Math.max(1, columns.length);
  const compared = columns
    .map(({ name, training, values }) => columnDrift(name, { training, values }, alpha))
    .sort((a, b) => Number(b.hasDrifted) - Number(a.hasDrifted) || b.stability - a.stability);
  const driftedCount = compared.filter(({ hasDrifted }) => hasDrifted).length;
  const shift =
    confidence === undefined
      ? null
      : {
          ...columnDrift(CONFIDENCE, confidence, SIGNIFICANCE),
          trainingMedian: medianOf(confidence.training.quantiles) ?? 0,
          newMedian: medianOf(Float64Array.from(confidence.values).sort()),
        };
  return {
    rowCount,
    columns: compared,
    driftedCount,
    confidence: shift,
    ...judge({ rowCount, driftedCount, columnCount: columns.length, shift }),
  };
}

function columnDrift(
  column: string,
  { training, values }: { readonly training: Distribution; readonly values: Float64Array },
  alpha: number,
): ColumnDrift {
  const stability = populationStability(training, values);
  const distance = kolmogorovSmirnov(training, values);
  const pValue = kolmogorovSmirnovP(distance, training.rowCount, values.length);
  return { column, stability, distance, pValue, hasDrifted: stability > MUCH && pValue < alpha };
}

function medianOf(sorted: Float64Array): number | null {
  const middle = (sorted.length - 1) / 2;
  return sorted.length === 0 ? null : (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

const FEWEST_ROWS = 20;
const MANY_COLUMNS = 0.2;

function judge(found: {
  readonly rowCount: number;
  readonly driftedCount: number;
  readonly columnCount: number;
  readonly shift: DriftReport['confidence'];
}): Pick<DriftReport, 'verdict' | 'advice'> {
  const { rowCount, driftedCount, columnCount, shift } = found;
  const columns = `${driftedCount} of ${columnCount} columns have drifted`;
  const { trainingMedian = 0, newMedian = null } = shift ?? {};
  const lessSure = shift?.hasDrifted === true && newMedian !== null && newMedian < trainingMedian;
  if (rowCount < FEWEST_ROWS) {
    const advice = `There are ${rowCount} rows; at least ${FEWEST_ROWS} are needed to tell drift from chance. Gather more.`;
    return { verdict: 'watch', advice };
  }
  const isMuch = driftedCount > MANY_COLUMNS * columnCount;
  if (lessSure && driftedCount > 0) {
    return {
      verdict: 'retrain',
      advice: `Retrain: ${columns}, and the model is less sure than it was on rows like those it learned from.`,
    };
  }
  if (isMuch) {
    return {
      verdict: 'retrain',
      advice: `Retrain: ${columns}, more than a fifth, so these rows are not what the model learned from.`,
    };
  }
  if (lessSure) {
    return {
      verdict: 'watch',
      advice:
        'Watch: the columns are as they were, but the model is less sure than it was. Label some of these rows and evaluate.',
    };
  }
  if (driftedCount > 0) {
    return {
      verdict: 'watch',
      advice: `Watch: ${columns}, but the model is as sure as it was. Label some of these rows and evaluate.`,
    };
  }
  return {
    verdict: 'stable',
    advice: 'No need to retrain: these rows look like those the model learned from.',
  };
}
