import { DenseNetwork } from '../dense/dense-network.ts';
import type { FittedModel } from '../estimator.ts';
import type { Matrix } from '../matrix.ts';
import { FittedStandardScaler } from '../transform/standard-scaler.ts';
import { type Contributions, networkContributions } from './contributions.ts';
import { FittedEnsemble } from './ensemble/fitted-ensemble.ts';
import type { EstimatorRecord, MemberRecord, MlpRecord } from './estimator-record.ts';
import { FittedForest } from './forest/fitted-forest.ts';
import { FittedMajority } from './majority/fitted-majority.ts';

/** A fitted estimator of any kind, of raw feature values, which can be written down and can say what spoke for a class. */
export interface FittedClassifier extends FittedModel {
  readonly record: EstimatorRecord;
  /**
   * What each column did to the probability of a class; with the bias, contributions sum to that probability, but for
   * rounding and, of networks, the steps of an integral.
   * @param row raw feature values, shape [d].
   */
  contributions(row: Float64Array, classIndex: number): Contributions;
}

/** Makes a classifier of plain data, as `FittedClassifier.record` gives it and `checkEstimator` has found it sound. */
export const classifierFromRecord = (record: EstimatorRecord): FittedClassifier => {
  if (record.type !== 'ensemble') return memberFromRecord(record);
  const members = record.members.map(memberFromRecord);
  const ensemble = new FittedEnsemble(members, record.weights);
  return {
    record,
    predictProbabilities: (x) => ensemble.predictProbabilities(x),
    contributions: (row, classIndex) => ensembleContributions(ensemble, row, classIndex),
  };
};

const memberFromRecord = (record: MemberRecord): FittedClassifier => {
  switch (record.type) {
    case 'mlp':
      return new FittedNetwork(record);
    case 'randomForest':
    case 'extraTrees':
      return new FittedForest(record);
    case 'majority': {
      const majority = new FittedMajority(record);
      return {
        record,
        predictProbabilities: (x) => majority.predictProbabilities(x),
        contributions: (row, classIndex) => ({
          bias: record.probabilities[classIndex],
          values: new Float64Array(row.length),
        }),
      };
    }
  }
};

/** Input transform, scaler and network as one model of raw feature values. */
class FittedNetwork implements FittedClassifier {
  readonly record: MlpRecord;
  readonly #network: DenseNetwork;

  constructor(record: MlpRecord) {
    this.record = record;
    this.#network = networkFromRecord(record);
  }

  predictProbabilities(x: Matrix): Matrix {
    return this.#network.predictProbabilities(x);
  }

  contributions(row: Float64Array, classIndex: number): Contributions {
    return networkContributions(this.record, row, classIndex);
  }
}

/** The kernels' network of a record; its probabilities are raised to 1 / temperature and made to sum to 1 again. */
export const networkFromRecord = (record: MlpRecord, temperature = 1): DenseNetwork => {
  const { mean, scale, limit } = record.scaler;
  return new DenseNetwork({ ...record, scaler: new FittedStandardScaler(mean, scale, limit), temperature });
};

const ensembleContributions = (
  { members, weights }: FittedEnsemble<FittedClassifier>,
  row: Float64Array,
  classIndex: number,
): Contributions => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const values = new Float64Array(row.length);
  let bias = 0;
  members.forEach((member, i) => {
    const share = weights[i] / total;
    const part = member.contributions(row, classIndex);
    bias += share * part.bias;
    part.values.forEach((value, column) => (values[column] += share * value));
  });
  return { bias, values };
};
