export {
  describeFeatureSet,
  type FeatureSetTestOptions,
  type TestRunner,
} from './testing/feature-set-contract.ts';
