import type { EvaluationReport } from '@networkml/evaluation';
import { builtinSets } from '@networkml/featurizer';
import { findFeatureSets } from '@networkml/pipeline';
import {
  type TrainOptions,
  type TrainedModel,
  trainModel,
  withFoldThreads,
} from '@networkml/pipeline/training';
import { DEVICE_SELECTION, readDataset } from './dataset.ts';
import { holdOutPersonA } from './judge.ts';
import { ENSEMBLE } from './measure-estimators.ts';

const OPTIONS = {
  name: 'iot-devices',
  deviceSelection: DEVICE_SELECTION,
  seed: 1,
  candidates: [ENSEMBLE],
} as const;

/** What comes of a rebuild. */
export interface BuiltModel extends TrainedModel {
  /** Trained on the captures of set-up persons B and C, judged on those of person A. */
  readonly heldOut: EvaluationReport;
}

/**
 * Trains `iot-devices` on a folder laid out as IoT Sentinel is: a folder a device with its MAC address in
 * `_iotdevice-mac.txt` and captures `Setup-<person>-<n>-STA.pcap`. The same captures give the same model, byte for byte.
 */
export const buildModel = async (directory: string, threads: number): Promise<BuiltModel> => {
  const labelled = await readDataset(directory, findFeatureSets(['device'], builtinSets));
  return withFoldThreads(threads, async (executor) => {
    const options: TrainOptions = { ...OPTIONS, executor };
    const { report: heldOut } = await holdOutPersonA(labelled, options);
    const trained = await trainModel(labelled, { ...options, description: describe(heldOut) });
    return { ...trained, heldOut };
  });
};

const describe = (heldOut: EvaluationReport): string =>
  [
    'Tells 27 types of consumer devices (cameras, plugs, switches, hubs, kettles and the like) apart while they are being set up.',
    'Trained on the 550 captures of IoT Sentinel (Miettinen et al., "IoT SENTINEL: Automated Device-Type Identification for Security Enforcement in IoT", ICDCS 2017), on the packets of the device that was set up.',
    `The honest figure: trained on the captures of two of the people who set the devices up and judged on the ${heldOut.rowCount} captures of the third, accuracy is ${heldOut.accuracy.toFixed(3)} and weighted F1 ${heldOut.weighted.f1.toFixed(3)}.`,
    'The cross-validation below mixes captures of the same physical device, so it flatters.',
    'Limits: it knows these 27 types and the first minutes of their lives in one home network, each type from one or two physical devices; anything else (phones, routers, computers, devices in daily use) is unlike what it has seen and may still be given one of its names with confidence.',
  ].join(' ');
