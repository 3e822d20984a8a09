import type { ModelFile } from '@networkml/model';
import { valueText } from './card-text.ts';

type EstimatorRecord = ModelFile['estimator'];
type NetworkRecord = Extract<EstimatorRecord, { readonly type: 'mlp' }>;

/** What an estimator is, in a few words, such as `random forest of 500 trees`. */
export const estimatorName = (estimator: EstimatorRecord): string => {
  switch (estimator.type) {
    case 'mlp': {
      const { hiddenLayers, networks } = estimator.hyperparameters;
      const network = networks === 1 ? 'network' : `average of ${networks} networks`;
      return hiddenLayers.length === 0
        ? `${network} without hidden layers`
        : `${network} with hidden layers of ${valueText(hiddenLayers)} units`;
    }
    case 'randomForest':
      return `random forest of ${estimator.hyperparameters.trees} trees`;
    case 'extraTrees':
      return `${estimator.hyperparameters.trees} extremely randomised trees`;
    case 'majority':
      return 'always the most common role';
    case 'ensemble': {
      const members = estimator.members.map(
        (member, i) => `${estimatorName(member)} (weight ${Number(estimator.weights[i].toPrecision(3))})`,
      );
      return `ensemble: ${members.join('; ')}`;
    }
  }
};

/** What becomes of the columns on their way to the answer. */
export const estimatorText = (estimator: EstimatorRecord): string => {
  switch (estimator.type) {
    case 'mlp':
      return networkText(estimator);
    case 'randomForest':
      return `as they are, into a ${estimatorName(estimator)}`;
    case 'extraTrees':
      return `as they are, into ${estimatorName(estimator)}`;
    case 'majority':
      return 'none of which is looked at: the answer is always the most common role of the training rows';
    case 'ensemble': {
      const members = estimator.members.map((member, i) => `${i + 1}. ${estimatorText(member)}`).join('; ');
      return `into an ensemble whose members' probabilities are averaged: ${members}`;
    }
  }
};

const networkText = (record: NetworkRecord): string => {
  const { hyperparameters, inputTransform, scaler } = record;
  const before = inputTransform === 'none' ? '' : 'signed logarithms of them, ';
  const limit = scaler.limit === undefined ? '' : ` and cut at ${scaler.limit} deviations`;
  const article = hyperparameters.networks === 1 ? 'a' : 'the';
  return `${before}standardised${limit}, into ${article} ${estimatorName(record)}`;
};
