import { type FeatureSet } from '../feature-set.ts';
import { networkmlHost } from './networkml-host/networkml-host.ts';

/** The feature sets that come with the package, each by its id. */
export const builtinSets: readonly FeatureSet[] = [networkmlHost(), networkmlHost({ ipFlags: 'tshark3' })];
