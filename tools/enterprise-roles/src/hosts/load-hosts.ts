import { basename, resolve } from 'node:path';
import type { FeatureSet } from '@networkml/featurizer';
import type { ModelFile } from '@networkml/model';
import { type LabelledTable, findFeatureSets, loadModel } from '@networkml/pipeline';
import { loadHostRows } from './host-rows.ts';
import { type KnownHost, readKnownHosts } from './known-hosts.ts';

/** A model and the hosts that it is held against. */
export interface HostsRequest {
  /** Captures of real hosts, and `ROLES.tsv`. */
  readonly folder: string;
  /** A bundled model's name, or a file. */
  readonly model: string;
}

/** A model, and known hosts with the features that it needs. */
export interface LoadedHosts {
  readonly model: ModelFile;
  readonly hosts: readonly KnownHost[];
  /** A row a host, in their order. */
  readonly rows: LabelledTable;
}

/** Loads a model, and the known hosts of a folder. @throws as `readKnownHosts`, `loadHostRows` and `loadModel`. */
export const loadHosts = async ({ folder, model: name }: HostsRequest): Promise<LoadedHosts> => {
  const [model, hosts] = await Promise.all([loadModel(name), readKnownHosts(folder)]);
  return { model, hosts, rows: await loadHostRows(folder, hosts, setsOf(model)) };
};

/** The feature sets that a model needs. @throws PipelineError PIPELINE_UNKNOWN_FEATURE_SET. */
export const setsOf = ({ featureSets }: ModelFile): readonly FeatureSet[] =>
  findFeatureSets(featureSets.map(({ id }) => id));

/** What people call the folder. */
export const folderName = ({ folder }: HostsRequest): string => basename(resolve(folder));
