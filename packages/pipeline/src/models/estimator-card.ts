import type { ModelFile } from '@networkml/model';
import { valueText } from './card-text.ts';

type EstimatorRecord = ModelFile['estimator'];
type NetworkRecord = Extract<EstimatorRecord, { readonly type: 'mlp' }>;

/** What becomes of the columns on their way to the answer. */
export const estimatorText = (estimator: EstimatorRecord): string => {
  switch (estimator.type) {
    case 'mlp':
      return networkText(estimator);
    case 'randomForest':
      return `as they are, into a random forest of ${estimator.hyperparameters.trees} trees`;
    case 'extraTrees':
      return `as they are, into ${estimator.hyperparameters.trees} extremely randomised trees`;
    case 'majority':
      return 'none of which is looked at: the answer is always the most common role of the training rows';
    case 'ensemble': {
      const members = estimator.members.map((member, i) => `${i + 1}. ${estimatorText(member)}`).join('; ');
      return `into an ensemble whose members' probabilities are averaged: ${members}`;
    }
  }
};

const networkText = ({ hyperparameters, inputTransform, scaler }: NetworkRecord): string => {
  const { hiddenLayers, networks } = hyperparameters;
  const before = inputTransform === 'none' ? '' : 'signed logarithms of them, ';
  const limit = scaler.limit === undefined ? '' : ` and cut at ${scaler.limit} deviations`;
  const network = networks === 1 ? 'a network' : `the average of ${networks} networks`;
  const layers =
    hiddenLayers.length === 0
      ? 'without hidden layers'
      : `with hidden layers of ${valueText(hiddenLayers)} units`;
  return `${before}standardised${limit}, into ${network} ${layers}`;
};
