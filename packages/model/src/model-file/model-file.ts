import type { EstimatorRecord } from '../estimators/estimator-record.ts';
import type { EstimatorParams } from '../estimators/params.ts';
import type { NoveltyRecord } from '../novelty/novelty-record.ts';

/** The format this library writes, and the only one it reads. */
export const MODEL_FORMAT_VERSION = 2;

/** Tells a model file from any other JSON document. */
export const MODEL_FILE_KIND = 'networkml-model';

/** A trained model and how it came about; in memory, with numbers as typed arrays. */
export interface ModelFile {
  readonly formatVersion: typeof MODEL_FORMAT_VERSION;
  readonly kind: typeof MODEL_FILE_KIND;
  /** What people call the model, such as iot-devices. */
  readonly name: string;
  readonly description?: string;
  /** Where a model comes from that this library did not train; absent where it did. */
  readonly origin?: OriginRecord;
  /** Role of each class, in the order of the network's outputs. */
  readonly roles: readonly string[];
  readonly featureSets: readonly FeatureSetVersion[];
  /** Schema hash of the feature table the model was trained on. */
  readonly featureSchemaHash: string;
  /** Names of the input columns, in the order of the network's inputs. */
  readonly columns: readonly string[];
  readonly estimator: EstimatorRecord;
  /** How probabilities are corrected, or null for as they are. */
  readonly calibration: TemperatureCalibration | null;
  /** Tells how unlike all training rows a row is, or null where nothing does. */
  readonly novelty: NoveltyRecord | null;
  /** When the answer is Unknown. */
  readonly unknown: UnknownRule;
  /** What the training rows were like, for explanations and to notice that new rows are unlike them; null where nobody knows. */
  readonly distribution: DistributionRecord | null;
  /** How good the model is on rows it had not seen; null if nobody has measured it. */
  readonly validation: ValidationRecord | null;
  readonly training: TrainingRecord;
  /** Version of the library that wrote the file. */
  readonly libraryVersion: string;
}

/** Where a model comes from that another program trained. */
export interface OriginRecord {
  /** The program, such as NetworkML. */
  readonly importedFrom: string;
  /** What is known of its training, and how it is fed here. */
  readonly note: string;
}

/** When a model does not name a role. */
export interface UnknownRule {
  /** Unless the best role's probability is above this, the answer is `ambiguous`. */
  readonly threshold: number;
  /** Where the novelty score is above this, the answer is `unlike-training`; null for never. */
  readonly noveltyThreshold: number | null;
  /** Where a device has fewer packets, the answer is `too-little-traffic`; 0 for never. */
  readonly minimumPackets: number;
}

/** What the rows were like that a model was trained on, as values below which 0, 1/m, 2/m, ..., 1 of them lie. */
export interface DistributionRecord {
  readonly rowCount: number;
  /** Quantiles of each column of raw feature values, shape [columns.length, m + 1], row-major. */
  readonly columnQuantiles: Float64Array;
  /** Quantiles of the best role's calibrated probability on rows the model had not seen, shape [m + 1]; null if nobody has measured it. */
  readonly confidenceQuantiles: Float64Array | null;
}

/** A feature set, as the table's schema names it. */
export interface FeatureSetVersion {
  readonly id: string;
  readonly version: number;
}

/** Probabilities are raised to 1 / temperature and made to sum to 1 again: Guo et al., On Calibration of Modern Neural Networks (2017). */
export interface TemperatureCalibration {
  readonly method: 'temperature';
  /** Above 1 for a model that is too sure of itself. */
  readonly temperature: number;
}

/** Cross-validation of the chosen hyperparameters, and the grid they were chosen from. */
export interface ValidationRecord {
  /** Such as stratified-k-fold. */
  readonly method: string;
  readonly folds: number;
  /** What rows were kept together, such as site or person. */
  readonly groupedBy?: string;
  /** Of the out-of-fold predictions: accuracy, weightedF1, macroF1 and others, by name. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly grid: readonly GridRecord[];
}

/** One candidate of the grid; scores are null where it could not be trained. */
export interface GridRecord {
  readonly hyperparameters: EstimatorParams;
  readonly meanScore: number | null;
  readonly stdScore: number | null;
  readonly foldScores: readonly (number | null)[];
  readonly error?: string;
}

/** What the model was trained on and with. */
export interface TrainingRecord {
  readonly seed: number;
  readonly rowCount: number;
  readonly rowsPerRole: Readonly<Record<string, number>>;
  /** SHA-256 of the training rows, 64 lower-case hexadecimal digits, as the trainer defines it; of an imported model, of its files. */
  readonly datasetFingerprint: string;
  /** Which devices of a capture gave rows: upstream's canonical one, all, or those the labels name. */
  readonly deviceSelection: 'canonical' | 'all' | 'labelled';
  /** `TrainingEngine.id`. */
  readonly engine: string;
  /** The model that it was adapted from; absent where it was trained anew. */
  readonly adaptedFrom?: AdaptedFromRecord;
}

/** The model that another one started from, and what was added. */
export interface AdaptedFromRecord {
  /** Name of the base. */
  readonly model: string;
  /** Content hash of the base's file. */
  readonly contentHash: string;
  /** Rows that the base remembers of its own training and that were learned again. */
  readonly rememberedRows: number;
  /** Labelled rows that were added, by role. */
  readonly addedRowsPerRole: Readonly<Record<string, number>>;
}
