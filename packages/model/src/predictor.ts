import { calibrate } from './calibration/temperature.ts';
import { ModelError } from './errors.ts';
import { type Matrix, zeros } from './matrix.ts';
import { classifierFromRecord } from './model-file/classifier-record.ts';
import type { FeatureSetVersion, ModelFile } from './model-file/model-file.ts';

/** The answer where no role is probable enough. */
export const UNKNOWN_ROLE = 'Unknown';

/** A table of raw feature values; the featurizer's FeatureTable is one. */
export interface PredictionTable extends Matrix {
  /** Name of each column; the model picks those it needs, in whatever order they come. */
  readonly columns: readonly { readonly name: string }[];
  /** If it equals the model's, versions need no comparing. */
  readonly schemaHash?: string;
  /** If given, a set the model needs must have the version it was trained with. */
  readonly featureSets?: readonly FeatureSetVersion[];
}

/** What the model thinks of one row. */
export interface Prediction {
  /** The most probable role, or `UNKNOWN_ROLE` if its probability is not above the model's threshold. */
  readonly role: string;
  /** Every role of the model, the most probable first, equals in the model's order; confidences sum to 1. */
  readonly roles: readonly RoleConfidence[];
}

/** A role and its probability. */
export interface RoleConfidence {
  readonly role: string;
  readonly confidence: number;
}

/** A loaded model, ready to judge tables. */
export interface Predictor {
  readonly model: ModelFile;
  /** Probability of each role, shape [table.rowCount, roles.length]; throws as `predict`. */
  probabilities(table: PredictionTable): Matrix;
  /**
   * One prediction a row. Throws MODEL_COLUMN_MISSING with the first missing column, MODEL_FEATURE_VERSION, or
   * MODEL_INPUT_NOT_FINITE with row and column.
   */
  predict(table: PredictionTable): Prediction[];
}

/** Makes a predictor of a parsed model file. */
export const createPredictor = (model: ModelFile): Predictor => {
  const classifier = classifierFromRecord(model);
  const probabilities = (table: PredictionTable): Matrix => {
    checkVersions(model, table);
    const x = selectColumns(table, model.columns);
    return calibrate(classifier.predictProbabilities(x), model.calibration);
  };
  return {
    model,
    probabilities,
    predict(table) {
      const { values, rowCount, columnCount } = probabilities(table);
      return Array.from({ length: rowCount }, (_, row) =>
        toPrediction(model, values.subarray(row * columnCount, (row + 1) * columnCount)),
      );
    },
  };
};

const checkVersions = (model: ModelFile, table: PredictionTable): void => {
  if (table.schemaHash === model.featureSchemaHash) return;
  for (const { id, version } of model.featureSets) {
    const found = table.featureSets?.find((set) => set.id === id);
    if (found !== undefined && found.version !== version) {
      const detail = `${id} version ${found.version}, trained on version ${version}`;
      throw new ModelError('MODEL_FEATURE_VERSION', detail);
    }
  }
};

/** The named columns in the model's order, shape [table.rowCount, names.length]. */
const selectColumns = (table: PredictionTable, names: readonly string[]): Matrix => {
  const indexOf = new Map(table.columns.map(({ name }, index) => [name, index]));
  const selected = zeros(table.rowCount, names.length);
  names.forEach((name, target) => {
    const source = indexOf.get(name);
    if (source === undefined) throw new ModelError('MODEL_COLUMN_MISSING', JSON.stringify(name));
    for (let row = 0; row < table.rowCount; row++) {
      const value = table.values[row * table.columnCount + source];
      if (!Number.isFinite(value)) {
        throw new ModelError('MODEL_INPUT_NOT_FINITE', `row ${row}, column ${JSON.stringify(name)}`);
      }
      selected.values[row * names.length + target] = value;
    }
  });
  return selected;
};

const toPrediction = (model: ModelFile, probabilities: Float64Array): Prediction => {
  const roles = model.roles
    .map((role, i) => ({ role, confidence: probabilities[i] }))
    .sort((a, b) => b.confidence - a.confidence);
  const [best] = roles;
  return { role: best.confidence > model.unknownThreshold ? best.role : UNKNOWN_ROLE, roles };
};
