import { fileURLToPath } from 'node:url';
import {
  featurizeCaptures,
  labelTable,
  listCaptures,
  resolveFeatureSets,
  DEFAULT_FEATURE_SET,
} from '@networkml/pipeline';
import { trainModel } from '@networkml/pipeline/training';
import type { Model } from '../served-models.ts';

/** The sample captures of this repository. */
export const SAMPLES: string = fileURLToPath(new URL('../../../../datasets/samples', import.meta.url));

/** A small model of the sample captures, trained in moments; it knows a role for Office devices and one for others. */
export const trainTinyModel = async (name: string): Promise<Model> => {
  const sets = resolveFeatureSets([DEFAULT_FEATURE_SET]);
  const { table } = await featurizeCaptures(await listCaptures([SAMPLES]), { sets, devices: 'all' });
  const roleOf = (capture: string): string => (capture.includes('office') ? 'Office' : 'Other');
  const labelled = await labelTable(table, (capture) => Promise.resolve([{ role: roleOf(capture) }]), true);
  const { model } = await trainModel(labelled, {
    name,
    description: 'for tests',
    deviceSelection: 'all',
    folds: 2,
    candidates: [{ hiddenLayers: [4] }],
  });
  return model;
};
