import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openCapture } from '@networkml/pcap-reader/node';

import { type DeviceChoice } from '../device-choice.ts';
import { type FeatureSet } from '../feature-set.ts';
import { createFeaturizer } from '../featurizer.ts';
import { networkmlHost } from '../sets/networkml-host/networkml-host.ts';
import { type FeatureTable } from '../table.ts';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../../..');

/** Captures and outputs of NetworkML, which are not part of the repository. */
export const SHARED: string = process.env.NETWORKML_SHARED ?? join(REPOSITORY, '../shared');

/** Whether NetworkML's outputs are at hand. */
export const HAS_GOLDEN: boolean = existsSync(join(SHARED, 'golden'));

/** NetworkML's output for one capture, and the capture it is of. */
export interface GoldenFile {
  readonly name: string;
  readonly csv: string;
  readonly capture: string;
}

/** The golden files of a mode: of real captures, and of those made for one quirk each. */
export const goldenFiles = (mode: 'default' | 'no_srcmacid' | 'sessionhost'): GoldenFile[] =>
  HAS_GOLDEN ? [...realFiles(mode), ...syntheticFiles(mode)] : [];

const realFiles = (mode: string): GoldenFile[] => {
  const folder = join(SHARED, 'golden', mode);
  return readdirSync(folder).map((file) => {
    const name = file.replace(/\.csv$/, '');
    return { name, csv: readFileSync(join(folder, file), 'utf8'), capture: captureOf(name) };
  });
};

const captureOf = (name: string): string => {
  const [group, capture] = name.split('__');
  return group.startsWith('upstream')
    ? join(SHARED, 'captures/networkml', `${capture}.pcap`)
    : join(SHARED, 'datasets/iot-sentinel', group, `${capture}.pcap`);
};

const syntheticFiles = (mode: string): GoldenFile[] => {
  const folder = join(SHARED, 'golden/synthetic');
  return readdirSync(folder)
    .filter((file) => file.endsWith(`.${mode}.csv`))
    .map((file) => {
      const name = file.slice(0, -`.${mode}.csv`.length);
      return {
        name: `synthetic/${name}`,
        csv: readFileSync(join(folder, file), 'utf8'),
        capture: join(folder, `${name}.pcap`),
      };
    });
};

/** Our table of a capture, of `networkml-host` unless another set is given. */
export const featurizeCapture = async (
  capture: string,
  devices: DeviceChoice,
  set: FeatureSet = networkmlHost(),
): Promise<FeatureTable> => {
  const featurizer = createFeaturizer({ sets: [set], devices, capture });
  for await (const batch of openCapture(capture, { last: true })) featurizer.observe(batch);
  return featurizer.finish();
};
