import { fileURLToPath } from 'node:url';
import {
  DEFAULT_FEATURE_SET,
  featurizeCaptures,
  findFeatureSets,
  labelTable,
  listCaptures,
} from '@networkml/pipeline';
import { trainModel } from '@networkml/pipeline/training';
import type { Model } from '../served-models.ts';

const SAMPLES = fileURLToPath(new URL('../../../../datasets/samples', import.meta.url));

/** Path of one of the sample captures of this repository. */
export const sample = (name: string): string => `${SAMPLES}/${name}`;

/** A model of the sample captures, trained in moments, with the roles Office and Other. */
export const trainTinyModel = async (name = 'tiny'): Promise<Model> => {
  const sets = findFeatureSets([DEFAULT_FEATURE_SET]);
  const { table } = await featurizeCaptures(await listCaptures([SAMPLES]), { sets, devices: 'all' });
  const labeller = (capture: string): Promise<{ role: string }[]> =>
    Promise.resolve([{ role: capture.includes('office') ? 'Office' : 'Other' }]);
  const { model } = await trainModel(await labelTable(table, labeller, true), {
    name,
    description: 'for tests',
    deviceSelection: 'all',
    folds: 2,
    candidates: [{ hiddenLayers: [16] }],
  });
  return model;
};
