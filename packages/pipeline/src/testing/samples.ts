import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FeatureSet, FeatureTable } from '@networkml/featurizer';
import { onTestFinished } from 'vitest';
import { findFeatureSets } from '../feature-sets.ts';
import { featurizeCaptures } from '../featurize-captures.ts';

const SAMPLES = fileURLToPath(new URL('../../../../datasets/samples', import.meta.url));

/** Path of a sample capture of this repository. */
export const sample = (name: string): string => join(SAMPLES, name);

/** The feature set that upstream computes. */
export const hostSets: readonly FeatureSet[] = findFeatureSets(['networkml-host']);

/** A row for each device of the office and of the smart plug. */
export const sampleTable = async (): Promise<FeatureTable> => {
  const captures = [sample('office.pcapng.gz'), sample('smart-plug.pcap')];
  const { table } = await featurizeCaptures(captures, { sets: hostSets, devices: 'all' });
  return table;
};

/** A directory that is gone when the test is over. */
export const emptyDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'networkml-pipeline-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  return directory;
};

/** A file of that name in a directory of its own. */
export const fileWith = (name: string, content: string | Uint8Array): string => {
  const path = join(emptyDirectory(), name);
  writeFileSync(path, content);
  return path;
};
