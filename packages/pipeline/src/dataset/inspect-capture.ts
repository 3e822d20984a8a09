import {
  type DeviceWord,
  type FeatureSet,
  type RowIdentity,
  columnsOfSets,
  createFeaturizer,
  defineFeatureSet,
  deviceChoiceOf,
} from '@networkml/featurizer';
import type { CaptureOptions } from '@networkml/pcap-reader/node';
import { type CaptureSummary, summarizeCapture } from '../summarize-capture.ts';
import { type Fingerprint, startFingerprint } from './fingerprint.ts';

/** What of a capture a dataset is judged by. */
export interface CaptureInspection {
  /** Without its comments, which may be long and say nothing here. */
  readonly summary: CaptureSummary;
  readonly fingerprint: Fingerprint;
  /** The devices that training would make rows of, before labels choose among them. */
  readonly devices: readonly RowIdentity[];
}

/** How a capture is inspected. */
export interface InspectOptions extends Pick<CaptureOptions, 'maxExpansion'> {
  readonly devices: DeviceWord;
}

/** Tells devices apart as features are computed, and computes next to nothing of them. */
export const inventory: FeatureSet = defineFeatureSet({
  id: 'inventory',
  version: 1,
  level: 'device',
  columns: { inventory_packets: { unit: 'packets', doc: 'Packets the device sent or received.' } },
  create: () => {
    let packets = 0;
    return {
      observe: () => {
        packets += 1;
      },
      finish: () => ({ inventory_packets: packets }),
    };
  },
});

/** The columns of a table of `inventory`. */
export const INVENTORY_COLUMNS: ReturnType<typeof columnsOfSets> = columnsOfSets([inventory]);

/**
 * Reads a capture once, in bounded memory, up to where it breaks off if it does.
 *
 * @throws CaptureError where nothing of it can be read.
 */
export const inspectCapture = async (
  source: string,
  { devices, ...options }: InspectOptions,
): Promise<CaptureInspection> => {
  const fingerprint = startFingerprint();
  const featurizer = createFeaturizer({
    sets: [inventory],
    devices: deviceChoiceOf(devices),
    capture: source,
  });
  const reading = { ...options, salvage: true, last: devices === 'canonical' };
  const summary = await summarizeCapture(source, reading, (batch) => {
    fingerprint.observe(batch);
    featurizer.observe(batch);
  });
  return {
    summary: { ...summary, comments: [], packetComments: [] },
    fingerprint: fingerprint.finish(),
    devices: featurizer.finish().rows,
  };
};
