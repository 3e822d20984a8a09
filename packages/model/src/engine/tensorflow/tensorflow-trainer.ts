import type * as tensorflow from '@tensorflow/tfjs';
import type { Activation, DenseLayer } from '../../dense/layer.ts';
import type { NetworkTrainer, TrainerSetup } from '../network-trainer.ts';

/** The module of TensorFlow.js. */
export type Tensorflow = typeof tensorflow;

/** Weights and biases of a layer, each with the running means of Adam. */
interface Variables {
  readonly layer: DenseLayer;
  readonly weights: AdamVariable;
  readonly biases: AdamVariable;
}

interface AdamVariable {
  readonly value: tensorflow.Variable;
  readonly mean: tensorflow.Variable;
  readonly square: tensorflow.Variable;
}

/** The rows of all batches, in TensorFlow's memory. */
interface Data {
  readonly x: tensorflow.Tensor2D;
  readonly truth: tensorflow.Tensor2D;
  readonly weights: tensorflow.Tensor1D;
}

/** Takes steps with TensorFlow's gradients, and with Adam as the other engines have it. */
export const startTensorflow = (tf: Tensorflow, setup: TrainerSetup): NetworkTrainer => {
  const { params, dropout } = setup;
  const data = dataOf(tf, setup);
  const layers = setup.layers.map((layer) => variablesOf(tf, layer));
  const all = layers.flatMap(({ weights, biases }) => [weights, biases]);
  const adam = adamOf(tf, params);
  const crossEntropy = (rows: Int32Array, left: TrainerSetup['dropout'] | undefined): tensorflow.Scalar => {
    const indices = tf.tensor1d(rows, 'int32');
    const logits = forward(tf, layers, { input: tf.gather(data.x, indices), dropout: left });
    const ownLosses = tf.sum(tf.mul(tf.logSoftmax(logits), tf.gather(data.truth, indices)), 1);
    return tf.neg(tf.sum(tf.mul(ownLosses, tf.gather(data.weights, indices))));
  };
  const meanLoss = (rows: Int32Array): tensorflow.Scalar => {
    const squares = layers.map(({ weights }) => tf.sum(tf.square(weights.value)));
    const penalty = tf.mul(tf.addN(squares), 0.5 * params.alpha);
    return tf.div(tf.add(crossEntropy(rows, dropout.share > 0 ? dropout : undefined), penalty), rows.length);
  };
  return {
    step: (rows, learningRate) =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(
          () => meanLoss(rows),
          all.map((variable) => variable.value),
        );
        adam.step(
          all.map((variable) => ({ variable, gradient: grads[variable.value.name] })),
          learningRate,
        );
        return value.dataSync()[0];
      }),
    loss: (rows) => tf.tidy(() => crossEntropy(rows, undefined).dataSync()[0]),
    layers: () => layers.map(readLayer),
    close: () => {
      tf.dispose([data.x, data.truth, data.weights]);
      for (const { value, mean, square } of all) tf.dispose([value, mean, square]);
    },
  };
};

const dataOf = (tf: Tensorflow, { x, y, classCount, rowWeights }: TrainerSetup): Data => ({
  x: tf.tensor2d(Float32Array.from(x.values), [x.rowCount, x.columnCount]),
  truth: tf.tidy(() => tf.oneHot(tf.tensor1d(y, 'int32'), classCount).toFloat().as2D(y.length, classCount)),
  weights: tf.tensor1d(Float32Array.from(rowWeights)),
});

const variablesOf = (tf: Tensorflow, layer: DenseLayer): Variables => {
  const adamVariable = (values: Float64Array, shape: number[]): AdamVariable => ({
    value: tf.variable(tf.tensor(Float32Array.from(values), shape)),
    mean: tf.variable(tf.zeros(shape), false),
    square: tf.variable(tf.zeros(shape), false),
  });
  return {
    layer,
    weights: adamVariable(layer.weights, [layer.inputs, layer.outputs]),
    biases: adamVariable(layer.biases, [layer.outputs]),
  };
};

const readLayer = ({ layer, weights, biases }: Variables): DenseLayer => ({
  ...layer,
  weights: Float64Array.from(weights.value.dataSync()),
  biases: Float64Array.from(biases.value.dataSync()),
});

/** What the last layer computes before its softmax. */
const forward = (
  tf: Tensorflow,
  layers: readonly Variables[],
  {
    input,
    dropout,
  }: { readonly input: tensorflow.Tensor; readonly dropout: TrainerSetup['dropout'] | undefined },
): tensorflow.Tensor =>
  layers.reduce((current, { layer, weights, biases }) => {
    const sums = tf.add(tf.matMul(current, weights.value), biases.value);
    const output = activate(tf, layer.activation, sums);
    if (dropout === undefined || layer.activation === 'softmax') return output;
    const shape = { rowCount: current.shape[0], units: layer.outputs, stride: layer.outputs };
    const factors = new Float32Array(shape.rowCount * shape.units);
    dropout.fill(factors, shape);
    return tf.mul(output, tf.tensor2d(factors, [shape.rowCount, shape.units]));
  }, input);

const activate = (tf: Tensorflow, activation: Activation, sums: tensorflow.Tensor): tensorflow.Tensor => {
  if (activation === 'relu') return tf.relu(sums);
  if (activation === 'tanh') return tf.tanh(sums);
  if (activation === 'logistic') return tf.sigmoid(sums);
  return sums;
};

/** A parameter and the slope of the loss against it. */
interface Slope {
  readonly variable: AdamVariable;
  readonly gradient: tensorflow.Tensor;
}

/** TensorFlow's own Adam adds its epsilon at another place, which small gradients feel. */
const adamOf = (
  tf: Tensorflow,
  { beta1, beta2, epsilon }: TrainerSetup['params'],
): { step(slopes: readonly Slope[], learningRate: number): void } => {
  let beta1Power = 1;
  let beta2Power = 1;
  return {
    step(slopes, learningRate) {
      beta1Power *= beta1;
      beta2Power *= beta2;
      const stepSize = (learningRate * Math.sqrt(1 - beta2Power)) / (1 - beta1Power);
      for (const { variable, gradient } of slopes) {
        const { value, mean, square } = variable;
        mean.assign(tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1)));
        square.assign(tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
        const move = tf.div(tf.mul(mean, stepSize), tf.add(tf.sqrt(square), epsilon));
        value.assign(tf.sub(value, move));
      }
    },
  };
};
