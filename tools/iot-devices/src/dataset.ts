import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EvaluationReport } from '@networkml/evaluation';
import type { FeatureSet } from '@networkml/featurizer';
import { type LabelledTable, evaluateModel, loadLabelled, selectLabelled } from '@networkml/pipeline';
import { type TrainOptions, trainModel } from '@networkml/pipeline/training';

/** The device types of two folders each are one role; this names them. */
const ROLE_MAP = fileURLToPath(new URL('../../../datasets/iot-sentinel/roles.csv', import.meta.url));
const DEVICE_MAC_FILE = '_iotdevice-mac.txt';

/** Where a model is judged on other captures, its own cross-validation is of no interest. */
const FEWEST_FOLDS = 2;

/** Whose rows count: those of the devices the folders are named after. */
export const DEVICE_SELECTION = 'labelled';

/** Reads a folder laid out as IoT Sentinel is: a folder a device, its MAC address in `_iotdevice-mac.txt`. */
export const readDataset = async (directory: string, sets: readonly FeatureSet[]): Promise<LabelledTable> => {
  const { labelled, failed } = await loadLabelled({
    paths: [directory],
    labels: { from: 'directory', roleMap: ROLE_MAP, deviceMacFile: DEVICE_MAC_FILE },
    sets,
    devices: DEVICE_SELECTION,
  });
  if (failed.length > 0) throw failed[0].error;
  return labelled;
};

/** Trains on what set-up persons B and C captured (`Setup-<person>-<n>-STA.pcap`), and judges what A did. */
export const holdOutPersonA = async (
  labelled: LabelledTable,
  options: TrainOptions,
): Promise<EvaluationReport> => {
  const byPersonA = (row: number): boolean =>
    basename(labelled.table.rows[row].capture).startsWith('Setup-A-');
  const rows = [...labelled.roles.keys()];
  const others = rows.filter((row) => !byPersonA(row));
  const { model } = await trainModel(selectLabelled(labelled, others), { ...options, folds: FEWEST_FOLDS });
  return evaluateModel(model, selectLabelled(labelled, rows.filter(byPersonA)));
};
