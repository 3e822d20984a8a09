import { ModelError } from '../../errors.ts';
import type { FittedModel } from '../../estimator.ts';
import { type Matrix, zeros } from '../../matrix.ts';
import type { ForestRecord } from './forest-record.ts';
import { type NodeShares, createNodeShares } from './node-shares.ts';
import { type Trees, layOutTrees } from './trees.ts';

/** Rows that go through a tree before the next tree takes its turn: these and the tree stay in the processor's cache. */
const ROWS_AT_ONCE = 64;

/** What each column did to the probability of a class: `bias` and `values` sum to it. */
export interface Contributions {
  /** Probability before any column is looked at: that of the class among the training rows. */
  readonly bias: number;
  /** What each column added or took away, shape [d]. */
  readonly values: Float64Array;
}

/** A fitted random forest or extra trees: the mean of its trees' probabilities. */
export class FittedForest implements FittedModel {
  readonly record: ForestRecord;
  readonly #trees: Trees;
  readonly #sharesOf: NodeShares;

  /** @param record sound, as `fitForest` makes it or `forestFault` has found it. */
  constructor(record: ForestRecord) {
    this.record = record;
    this.#trees = layOutTrees(record);
    this.#sharesOf = createNodeShares(this.#trees);
  }

  /** @param x raw feature values, shape [n, d]. @returns shape [n, classCount]; throws MODEL_SHAPE_MISMATCH for another d. */
  predictProbabilities(x: Matrix): Matrix {
    this.#checkWidth(x.columnCount);
    const sums = zeros(x.rowCount, this.record.outputs);
    for (let first = 0; first < x.rowCount; first += ROWS_AT_ONCE) {
      addVotes(this.#trees, { x, sums, first, end: Math.min(first + ROWS_AT_ONCE, x.rowCount) });
    }
    const { length } = this.#trees.roots;
    for (let i = 0; i < sums.values.length; i++) sums.values[i] /= length;
    return sums;
  }

  /**
   * Follows the row down every tree and gives each step's change of the class's probability to the column split at:
   * Palczewska et al., Interpreting random forest models using a feature contribution method (2013).
   * @param row raw feature values, shape [d]. @returns sums to the row's probability, but for rounding.
   */
  contributions(row: Float64Array, classIndex: number): Contributions {
    this.#checkWidth(row.length);
    const { roots, column, threshold, right } = this.#trees;
    const shares = this.#sharesOf(classIndex);
    const values = new Float64Array(row.length);
    let bias = 0;
    for (const root of roots) {
      bias += shares[root];
      for (let node = root; column[node] >= 0;) {
        const next = row[column[node]] <= threshold[node] ? node + 1 : right[node];
        values[column[node]] += shares[next] - shares[node];
        node = next;
      }
    }
    return { bias: bias / roots.length, values: values.map((value) => value / roots.length) };
  }

  #checkWidth(columnCount: number): void {
    const { inputs } = this.record;
    if (columnCount === inputs) return;
    throw new ModelError('MODEL_SHAPE_MISMATCH', `${columnCount} columns, the forest has ${inputs} inputs`);
  }
}

/** Rows from `first` to `end`, and the matrix their probabilities are summed in. */
interface Block {
  readonly x: Matrix;
  readonly sums: Matrix;
  readonly first: number;
  readonly end: number;
}

/** Adds the probabilities of every tree to the sums of some rows. */
const addVotes = (trees: Trees, { x, sums, first, end }: Block): void => {
  const { column, threshold, right, leafStarts, leafClasses, leafShares } = trees;
  const { values, columnCount } = x;
  for (const root of trees.roots) {
    for (let row = first; row < end; row++) {
      const start = row * columnCount;
      let node = root;
      for (let at = column[node]; at >= 0; at = column[node]) {
        node = values[start + at] <= threshold[node] ? node + 1 : right[node];
      }
      const leaf = right[node];
      for (let entry = leafStarts[leaf]; entry < leafStarts[leaf + 1]; entry++) {
        sums.values[row * sums.columnCount + leafClasses[entry]] += leafShares[entry];
      }
    }
  }
};
