import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FeatureSet } from '@networkml/featurizer';
import type { ModelFile } from '@networkml/model';
import { measuredWith, publishPart } from '@networkml/pages';
import { type LabelledTable, findFeatureSets, loadModel } from '@networkml/pipeline';
import { print } from '@networkml/pipeline/command-line';
import { loadHostRows } from '../hosts/host-rows.ts';
import { type KnownHost, readKnownHosts } from '../hosts/known-hosts.ts';
import { renderTransfer } from './render-transfer.ts';
import { type Transfer, scoreTransfer } from './score-transfer.ts';

/** The document that keeps what was measured. */
export const PAGE: string = fileURLToPath(new URL('../../../../docs/accuracy.md', import.meta.url));

/** What `eval:transfer` is asked for. */
export interface TransferRequest {
  /** Captures of real hosts, and `ROLES.tsv`. */
  readonly folder: string;
  /** A bundled model's name, or a file. */
  readonly model: string;
  readonly format: 'text' | 'json';
  /** Whether the table goes into docs/accuracy.md. */
  readonly write: boolean;
}

/** A model, and the known hosts of a folder with their features. */
export interface LoadedHosts {
  readonly model: ModelFile;
  readonly hosts: readonly KnownHost[];
  readonly rows: LabelledTable;
}

/** Loads a model, and the features it needs of the known hosts. @throws as `readKnownHosts`, `loadHostRows`, `loadModel`. */
export const loadHosts = async ({
  folder,
  model: name,
}: Pick<TransferRequest, 'folder' | 'model'>): Promise<LoadedHosts> => {
  const [model, hosts] = await Promise.all([loadModel(name), readKnownHosts(folder)]);
  return { model, hosts, rows: await loadHostRows(folder, hosts, setsOf(model)) };
};

/** The feature sets that a model needs. @throws PipelineError PIPELINE_UNKNOWN_FEATURE_SET. */
export const setsOf = ({ featureSets }: ModelFile): readonly FeatureSet[] =>
  findFeatureSets(featureSets.map(({ id }) => id));

/** Judges the hosts, prints the tables, and keeps them in docs/accuracy.md where asked to. */
export const evalTransfer = async (request: TransferRequest): Promise<void> => {
  const { model, hosts, rows } = await loadHosts(request);
  const transfer = scoreTransfer(model, hosts, rows);
  if (request.format === 'json') {
    await print(`${JSON.stringify({ folder: basename(resolve(request.folder)), ...transfer }, null, 2)}\n`);
    return;
  }
  await publishPart({ page: PAGE, name: 'accuracy transfer', write: request.write }, page(request, transfer));
};

const page = ({ folder }: TransferRequest, transfer: Transfer): string =>
  [
    `${measuredWith('npm run eval:transfer -- --write')}: model \`${transfer.model}\`, the ${transfer.hosts.length} hosts of \`${basename(resolve(folder))}\`.`,
    renderTransfer(transfer),
  ].join('\n\n');
