import { createHash } from 'node:crypto';
import { type IpFlags, columnsOfSets, hashSchema, networkmlHost } from '@networkml/featurizer';
import { MODEL_FILE_KIND, MODEL_FORMAT_VERSION, type ModelFile } from '@networkml/model';
import { type ImportedNetworkml, type NetworkmlFiles, importNetworkml } from '@networkml/model/exchange';
import { LIBRARY_VERSION } from '../version.ts';

/** How a model of NetworkML is taken over. */
export interface NetworkmlImportOptions {
  readonly name: string;
  /**
   * Which `ip.flags` the model is to be given: the word of 16 bits that tshark 3 printed, on which NetworkML's published
   * models were trained (the default), or the three bits that tshark 4 prints.
   */
  readonly ipFlags?: IpFlags;
}

/** NetworkML names a role whose probability is above this. */
const NETWORKML_THRESHOLD = 0.5;

/**
 * A model file of NetworkML's three files; it answers as NetworkML does. Throws ModelError as `importNetworkml` does, and
 * MODEL_IMPORT_INCONSISTENT where the model wants a column that NetworkML 0.6 does not compute.
 */
export const importNetworkmlModel = async (
  files: NetworkmlFiles,
  { name, ipFlags = 'tshark3' }: NetworkmlImportOptions,
): Promise<ModelFile> => {
  const imported = await importNetworkml(files);
  const set = networkmlHost({ ipFlags });
  const columns = columnsOfSets([set]);
  const featureSets = [{ id: set.id, version: set.version }];
  return {
    formatVersion: MODEL_FORMAT_VERSION,
    kind: MODEL_FILE_KIND,
    name,
    origin: { importedFrom: 'NetworkML', note: describeImport(imported, ipFlags) },
    libraryVersion: LIBRARY_VERSION,
    roles: imported.roles,
    unknown: { threshold: NETWORKML_THRESHOLD, noveltyThreshold: null, minimumPackets: 0 },
    featureSets,
    featureSchemaHash: hashSchema({ featureSets, columns }),
    training: {
      seed: 0,
      rowCount: imported.rowCount ?? 1,
      rowsPerRole: {},
      datasetFingerprint: fingerprintOf(files),
      deviceSelection: 'canonical',
      engine: 'scikit-learn',
    },
    validation: null,
    calibration: null,
    novelty: null,
    distribution: null,
    columns: imported.columns,
    estimator: {
      type: 'mlp',
      hyperparameters: imported.hyperparameters,
      inputTransform: 'none',
      scaler: { mean: imported.mean, scale: imported.scale },
      layers: imported.layers,
    },
  };
};

const fingerprintOf = ({ network, labelEncoder, scaler }: NetworkmlFiles): string =>
  createHash('sha256').update(network).update(labelEncoder).update(scaler).digest('hex');

const describeImport = ({ rowCount, scikitLearn }: ImportedNetworkml, ipFlags: IpFlags): string => {
  const rows = rowCount === null ? 'rows of unknown number' : `${rowCount} rows`;
  const version = scikitLearn === null ? 'scikit-learn' : `scikit-learn ${scikitLearn}`;
  const flags =
    ipFlags === 'tshark3'
      ? 'It is fed `ip.flags` as the word of 16 bits that tshark 3 printed and that it was trained on.'
      : 'It is fed `ip.flags` as the three bits that tshark 4 prints, as NetworkML feeds it with tshark 4; it was trained on words of 16 bits.';
  return `Trained on ${rows} with ${version}. ${flags}`;
};
