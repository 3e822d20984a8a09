import type { DenseLayer } from '../dense/layer.ts';
import type { ClassifierParams } from '../estimators/fitted-classifier.ts';
import type { MlpParams } from '../estimators/mlp-params.ts';
import type { InputTransform } from '../transform/input-transform.ts';

/** The format this library writes, and the only one it reads. */
export const MODEL_FORMAT_VERSION = 1;

/** Tells a model file from any other JSON document. */
export const MODEL_FILE_KIND = 'networkml-model';

/** A trained model and how it came about; in memory, with numbers as typed arrays. */
export interface ModelFile {
  readonly formatVersion: typeof MODEL_FORMAT_VERSION;
  readonly kind: typeof MODEL_FILE_KIND;
  /** What people call the model, such as iot-devices. */
  readonly name: string;
  readonly description?: string;
  /** Role of each class, in the order of the network's outputs. */
  readonly roles: readonly string[];
  readonly featureSets: readonly FeatureSetVersion[];
  /** Schema hash of the feature table the model was trained on. */
  readonly featureSchemaHash: string;
  /** Names of the input columns, in the order of the network's inputs. */
  readonly columns: readonly string[];
  readonly estimator: MlpRecord;
  readonly inputTransform: InputTransform;
  /**
   * Of each column, after the input transform; shape [columns.length] each. Standardised values beyond the limit count as
   * the limit, if there is one.
   */
  readonly scaler: { readonly mean: Float64Array; readonly scale: Float64Array; readonly limit?: number };
  /** How probabilities are corrected, or null for as they are. */
  readonly calibration: TemperatureCalibration | null;
  /** Reserved: no model of format 1 tells new devices from known ones. */
  readonly novelty: null;
  /** The answer is Unknown unless the best role's probability is above this. */
  readonly unknownThreshold: number;
  /** How good the model is on rows it had not seen; null if nobody has measured it. */
  readonly validation: ValidationRecord | null;
  readonly training: TrainingRecord;
  /** Version of the library that wrote the file. */
  readonly libraryVersion: string;
}

/** A feature set, as the table's schema names it. */
export interface FeatureSetVersion {
  readonly id: string;
  readonly version: number;
}

/** A trained network and what it was trained with. */
export interface MlpRecord {
  readonly type: 'mlp';
  readonly hyperparameters: MlpParams;
  readonly layers: readonly DenseLayer[];
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
  readonly hyperparameters: ClassifierParams;
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
  /** SHA-256 of the training rows, 64 lower-case hexadecimal digits, as the trainer defines it. */
  readonly datasetFingerprint: string;
  /** Which devices of a capture gave rows: upstream's canonical one, all, or those the labels name. */
  readonly deviceSelection: 'canonical' | 'all' | 'labelled';
  /** `TrainingEngine.id`. */
  readonly engine: string;
}
