import { ModelError } from '../errors.ts';
import { type Matrix, zeros } from '../matrix.ts';

/** Learns mean and population standard deviation of each column, as scikit-learn's StandardScaler. */
export class StandardScaler {
  readonly #limit: number;

  /** @param limit what standardised values are cut to, either way. */
  constructor(limit: number = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  /** @param x shape [n, d], n at least 1; throws MODEL_BAD_TRAINING_DATA without rows. */
  fit(x: Matrix): FittedStandardScaler {
    if (x.rowCount === 0) throw new ModelError('MODEL_BAD_TRAINING_DATA', 'no row to fit the scaler on');
    const mean = columnMeans(x);
    const scale = columnVariances(x, mean);
    for (let column = 0; column < x.columnCount; column++) {
      const variance = scale[column];
      scale[column] = isConstant(variance, mean[column], x.rowCount) ? 1 : Math.sqrt(variance);
    }
    return new FittedStandardScaler(mean, scale, this.#limit);
  }
}

/** Subtracts each column's mean and divides by its scale, and cuts what lies beyond the limit; a column that was constant in training has scale 1. */
export class FittedStandardScaler {
  /** Shape [d]. */
  readonly mean: Float64Array;
  /** Shape [d], never 0. */
  readonly scale: Float64Array;
  /** Standardised values beyond it, either way, count as the limit. */
  readonly limit: number;

  constructor(mean: Float64Array, scale: Float64Array, limit: number = Number.POSITIVE_INFINITY) {
    this.mean = mean;
    this.scale = scale;
    this.limit = limit;
  }

  /** @param x shape [n, d]. @returns a new matrix of that shape; throws MODEL_SHAPE_MISMATCH for another d. */
  transform(x: Matrix): Matrix {
    const width = this.mean.length;
    if (x.columnCount !== width) {
      throw new ModelError('MODEL_SHAPE_MISMATCH', `${x.columnCount} columns, the scaler has ${width}`);
    }
    const scaled = zeros(x.rowCount, width);
    for (let start = 0; start < scaled.values.length; start += width) {
      for (let column = 0; column < width; column++) {
        const i = start + column;
        const value = (x.values[i] - this.mean[column]) / this.scale[column];
        scaled.values[i] = Math.max(-this.limit, Math.min(this.limit, value));
      }
    }
    return scaled;
  }
}

const columnMeans = (x: Matrix): Float64Array => {
  const sums = new Float64Array(x.columnCount);
  x.values.forEach((value, i) => (sums[i % x.columnCount] += value));
  return sums.map((sum) => sum / x.rowCount);
};

/** The two-pass formula with the correction for the mean's own rounding (Chan, Golub and LeVeque 1983), as scikit-learn. */
const columnVariances = (x: Matrix, mean: Float64Array): Float64Array => {
  const squares = new Float64Array(x.columnCount);
  const corrections = new Float64Array(x.columnCount);
  x.values.forEach((value, i) => {
    const column = i % x.columnCount;
    const distance = value - mean[column];
    corrections[column] += distance;
    squares[column] += distance * distance;
  });
  return squares.map((square, column) => (square - corrections[column] ** 2 / x.rowCount) / x.rowCount);
};

/** Whether the variance is no more than rounding errors make of equal values (scikit-learn's `_is_constant_feature`). */
const isConstant = (variance: number, mean: number, rowCount: number): boolean =>
  variance <= rowCount * Number.EPSILON * variance + (rowCount * mean * Number.EPSILON) ** 2;
