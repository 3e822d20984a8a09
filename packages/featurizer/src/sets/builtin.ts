import { type FeatureSet } from '../feature-set.ts';
import { deviceFeatures } from './device/device.ts';
import { networkmlHost } from './networkml-host/networkml-host.ts';
import { networkmlSessionhost } from './networkml-sessionhost/networkml-sessionhost.ts';

/** The feature sets that come with the package, each by its id. */
export const builtinSets: readonly FeatureSet[] = [
  deviceFeatures,
  networkmlHost(),
  networkmlHost({ ipFlags: 'tshark3' }),
  networkmlSessionhost(),
  networkmlSessionhost({ ipFlags: 'tshark3' }),
];
