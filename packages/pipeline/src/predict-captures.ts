import {
  type DeviceWord,
  type FeatureSet,
  type FeatureTable,
  ROW_WARNINGS,
  type RowIdentity,
  warningsOf,
} from '@networkml/featurizer';
import { type ModelFile, type Prediction, createPredictor } from '@networkml/model';
import type { CaptureInfo } from '@networkml/pcap-reader';
import type { CaptureSource } from '@networkml/pcap-reader/node';
import { type DescribedExplanation, describeExplanation } from './describe-explanation.ts';
import { findFeatureSets } from './feature-sets.ts';
import { featurizeCapture } from './featurize-captures.ts';

/** What is said of one device of one capture; docs/predictions.schema.json describes it as JSON. */
export interface DevicePrediction {
  /** Path or name of the capture. */
  readonly capture: string;
  readonly device: {
    /** null where the link has no MAC addresses. */
    readonly mac: string | null;
    /** Addresses the device sent packets from, the one of most packets first. */
    readonly ips: readonly string[];
  };
  /** The most probable role, or `Unknown` where none is probable enough. */
  readonly role: string;
  /** Every role of the model, the most probable first; confidences sum to 1. */
  readonly roles: Prediction['roles'];
  /** Why the role is Unknown; null where it is not. */
  readonly unknown: Prediction['unknown'];
  /** How unlike all training rows the device is, around 0 for what is like them; null where the model cannot tell. */
  readonly novelty: number | null;
  /** What spoke for and against the most probable role; absent where nobody asked. */
  readonly explanation?: DescribedExplanation;
  /** Packets the device sent or received, and how many of them it sent. */
  readonly packets: number;
  readonly packetsOut: number;
  /** Sum of their lengths on the wire, in bytes. */
  readonly bytes: number;
  /** Seconds since 1970 of its first and last packet; null where the capture has no timestamps. */
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  /** Reasons to trust the verdict less. */
  readonly warnings: readonly string[];
  /** Name of the model that said so. */
  readonly model: string;
  /** Packets of the whole capture, and how many of them were damaged in what way; absent where only features are known. */
  readonly capturePackets?: number;
  readonly captureDamage?: Readonly<Record<string, number>>;
}

/** The verdicts on a capture, and what was met in it. */
export interface PredictedCapture {
  readonly predictions: readonly DevicePrediction[];
  readonly info: CaptureInfo;
}

/** How captures are judged. */
export interface PredictOptions {
  readonly model: ModelFile;
  readonly devices: DeviceWord;
  readonly salvage?: boolean;
  /** Probability above which a role is named; the model's own threshold by default. */
  readonly threshold?: number;
  /** Whether each verdict is explained; it is unless told otherwise. */
  readonly explain?: boolean;
  /** The sets among which the model's are looked for; the built-in ones by default. */
  readonly featureSets?: readonly FeatureSet[];
}

/** Judges captures, one after the other, with a model that is prepared once. */
export type CapturePredictor = (source: CaptureSource, name?: string) => Promise<PredictedCapture>;

/**
 * Prepares a model for captures.
 *
 * @throws PipelineError PIPELINE_UNKNOWN_FEATURE_SET where the model needs features that are not there.
 */
export const createCapturePredictor = (options: PredictOptions): CapturePredictor => {
  const { devices, salvage = false } = options;
  const model = withThreshold(options.model, options.threshold);
  const sets = findFeatureSets(
    model.featureSets.map(({ id }) => id),
    options.featureSets,
  );
  const judge = tableJudge(model, options.explain ?? true);
  return async (source, name) => {
    const { table, info } = await featurizeCapture(source, {
      sets,
      devices,
      salvage,
      ...(name === undefined ? {} : { name }),
    });
    const capture = { capturePackets: info.packets, captureDamage: info.damageCounts() };
    const warnings = info.brokenBy === undefined ? [] : [info.brokenBy.message];
    const predictions = judge(table).map((prediction) => ({
      ...prediction,
      warnings: [...prediction.warnings, ...warnings],
      ...capture,
    }));
    return { predictions, info };
  };
};

/** Judges every row of a feature table. */
export const predictTable = (
  table: FeatureTable,
  options: Pick<PredictOptions, 'model' | 'threshold' | 'explain'>,
): readonly DevicePrediction[] =>
  tableJudge(withThreshold(options.model, options.threshold), options.explain ?? true)(table);

type TableJudge = (table: FeatureTable) => readonly DevicePrediction[];

const tableJudge = (model: ModelFile, isExplained: boolean): TableJudge => {
  const predictor = createPredictor(model);
  return (table) =>
    predictor.predict(table, { explain: isExplained }).map((prediction, row) => ({
      ...describeDevice(table.rows[row], prediction, model.name),
      ...(prediction.explanation === undefined
        ? {}
        : { explanation: describeExplanation(prediction.explanation, table.columns) }),
    }));
};

const withThreshold = (model: ModelFile, threshold: number | undefined): ModelFile =>
  threshold === undefined ? model : { ...model, unknown: { ...model.unknown, threshold } };

const describeDevice = (identity: RowIdentity, prediction: Prediction, model: string): DevicePrediction => ({
  capture: identity.capture,
  device: {
    mac: identity.mac ?? null,
    ips: identity.ips.length > 0 || identity.mac !== undefined ? identity.ips : [identity.device],
  },
  role: prediction.role,
  roles: prediction.roles,
  unknown: prediction.unknown,
  novelty: prediction.novelty,
  packets: identity.packets,
  packetsOut: identity.packetsOut,
  bytes: identity.bytes,
  firstSeen: finiteOrNull(identity.firstSeen),
  lastSeen: finiteOrNull(identity.lastSeen),
  warnings: warningsOf(identity).map((warning) => ROW_WARNINGS[warning]),
  model,
});

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
