import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FeatureSet } from '@networkml/featurizer';
import { type LabelledTable, loadLabelled } from '@networkml/pipeline';

/** The device types of two folders each are one role; this names them. */
export const ROLE_MAP: string = fileURLToPath(
  new URL('../../../datasets/iot-sentinel/roles.csv', import.meta.url),
);
/** In each folder: the MAC address of the device that the folder is of. */
export const DEVICE_MAC_FILE = '_iotdevice-mac.txt';

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

/** Whether set-up person A made the capture of a row: `Setup-<person>-<n>-STA.pcap`. */
export const isOfPersonA = ({ table }: LabelledTable, row: number): boolean =>
  basename(table.rows[row].capture).startsWith('Setup-A-');
