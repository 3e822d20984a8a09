import { createFeaturizer, networkmlHost } from '@networkml/featurizer';
import { CaptureError } from '@networkml/pcap-reader';
import { openCaptureSync } from '@networkml/pcap-reader/node';
import { must } from './finding.ts';

const SETS = [networkmlHost()];

/**
 * Computes features of an input, to see that what lies behind the reader takes whatever it reads.
 *
 * @throws FeatureError where it does not; Finding where a value is not a finite number.
 */
export const checkFeatures = (bytes: Uint8Array): void => {
  const featurizer = createFeaturizer({ sets: SETS, devices: 'auto' });
  try {
    for (const batch of openCaptureSync(bytes, { last: true, salvage: true, batchCapacity: 256 }))
      featurizer.observe(batch);
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
  }
  const { values } = featurizer.finish();
  must(
    values.every((value) => Number.isFinite(value)),
    () => 'a feature is not a finite number',
  );
};
