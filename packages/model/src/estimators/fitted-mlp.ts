import { forwardLayer } from '../dense/forward.ts';
import type { DenseLayer } from '../dense/layer.ts';
import { type MatrixView, viewOf } from '../dense/multiply.ts';
import { ModelError } from '../errors.ts';
import type { FittedModel } from '../estimator.ts';
import { type Matrix, zeros } from '../matrix.ts';

/** A trained feed-forward network: ReLU layers, then softmax. */
export class FittedMlp implements FittedModel {
  /** From the input to the output; each one's inputs are the outputs of the one before. */
  readonly layers: readonly DenseLayer[];

  constructor(layers: readonly DenseLayer[]) {
    this.layers = layers;
  }

  /** @param x shape [n, d], scaled as in training. @returns shape [n, classCount]; throws MODEL_SHAPE_MISMATCH for another d. */
  predictProbabilities(x: Matrix): Matrix {
    const { inputs } = this.layers[0];
    if (x.columnCount !== inputs) {
      throw new ModelError(
        'MODEL_SHAPE_MISMATCH',
        `${x.columnCount} columns, the network has ${inputs} inputs`,
      );
    }
    let current: MatrixView = viewOf(x.values, x.rowCount, x.columnCount);
    for (const layer of this.layers) {
      const next = viewOf(zeros(x.rowCount, layer.outputs).values, x.rowCount, layer.outputs);
      forwardLayer(layer, current, next);
      current = next;
    }
    return { values: current.values, rowCount: current.rowCount, columnCount: current.columnCount };
  }
}
