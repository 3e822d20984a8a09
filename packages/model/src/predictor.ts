import { calibratedModel } from './calibration/calibrated-model.ts';
import { ModelError } from './errors.ts';
import { classifierFromRecord } from './estimators/fitted-classifier.ts';
import { type Explanation, explain } from './explanation/explain.ts';
import { type Matrix, argmaxRows, zeros } from './matrix.ts';
import type { FeatureSetVersion, ModelFile, UnknownRule } from './model-file/model-file.ts';
import { noveltyScores } from './novelty/novelty-scores.ts';

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
  /** If given, how many packets each row is made of, which a model may want a number of. */
  readonly rows?: readonly { readonly packets: number }[];
}

/**
 * Why no role is named: the device was seen in too few packets, it is unlike all that the model was trained on, or no role
 * is probable enough; the first of them that holds.
 */
export type UnknownReason = 'too-little-traffic' | 'unlike-training' | 'ambiguous';

/** What the model thinks of one row. */
export interface Prediction {
  /** The most probable role, or `UNKNOWN_ROLE` by the model's `UnknownRule`. */
  readonly role: string;
  /** Why it is Unknown; null where it is not. */
  readonly unknown: UnknownReason | null;
  /** How unlike all training rows the row is, around 0 for what is like them; null where the model cannot tell. */
  readonly novelty: number | null;
  /** What spoke for and against the most probable role; absent unless asked for. */
  readonly explanation?: Explanation;
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
  predict(table: PredictionTable, options?: { readonly explain?: boolean }): Prediction[];
}

/** Makes a predictor of a parsed model file. */
export const createPredictor = (model: ModelFile): Predictor => {
  const classifier = classifierFromRecord(model.estimator);
  const blocksOf = (table: PredictionTable): Iterable<Block> => {
    checkVersions(model, table);
    return selectInBlocks(table, model.columns);
  };
  const calibrated = calibratedModel(classifier, model.calibration);
  return {
    model,
    probabilities(table) {
      const all = zeros(table.rowCount, model.roles.length);
      for (const { x, firstRow } of blocksOf(table)) {
        all.values.set(calibrated.predictProbabilities(x).values, firstRow * all.columnCount);
      }
      return all;
    },
    predict(table, options = {}) {
      const predictions: Prediction[] = [];
      for (const { x, firstRow } of blocksOf(table)) {
        const probabilities = calibrated.predictProbabilities(x);
        const { values, columnCount } = probabilities;
        const best = options.explain === true ? argmaxRows(probabilities) : undefined;
        const novelty = model.novelty === null ? undefined : noveltyScores(model.novelty, x);
        for (let row = 0; row < x.rowCount; row++) {
          const judged = {
            probabilities: values.subarray(row * columnCount, (row + 1) * columnCount),
            novelty: novelty === undefined ? null : novelty[row],
            packets: table.rows?.[firstRow + row].packets,
            ...(best === undefined ? {} : { explanation: explain({ model, classifier, x }, row, best[row]) }),
          };
          predictions.push(toPrediction(model, judged));
        }
      }
      return predictions;
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

/** Some rows of a table as a model takes them; `x` is the same memory for every block. */
interface Block {
  readonly x: Matrix;
  readonly firstRow: number;
}

/** Few enough to stay close to the processor: memory for all rows would take longer to get than to fill. */
const BLOCK_ROWS = 128;

/** The named columns in the model's order, block by block. */
function* selectInBlocks(table: PredictionTable, names: readonly string[]): Generator<Block> {
  const indexOf = new Map(table.columns.map(({ name }, index) => [name, index]));
  const sources = Int32Array.from(names, (name) => {
    const source = indexOf.get(name);
    if (source === undefined) throw new ModelError('MODEL_COLUMN_MISSING', JSON.stringify(name));
    return source;
  });
  const { values, columnCount } = table;
  const block = zeros(Math.min(BLOCK_ROWS, table.rowCount), names.length);
  for (let firstRow = 0; firstRow < table.rowCount; firstRow += BLOCK_ROWS) {
    const rowCount = Math.min(BLOCK_ROWS, table.rowCount - firstRow);
    const from = { values: values.subarray(firstRow * columnCount), rowCount, columnCount };
    const bad = copyColumns(from, sources, block.values);
    if (bad >= 0) {
      const [row, column] = [firstRow + Math.floor(bad / names.length), bad % names.length];
      throw new ModelError('MODEL_INPUT_NOT_FINITE', `row ${row}, column ${JSON.stringify(names[column])}`);
    }
    const x = { ...block, values: block.values.subarray(0, rowCount * names.length), rowCount };
    yield { x, firstRow };
  }
}

/** Copies until a value is not finite, whose place it gives; -1 where all are. */
const copyColumns = (from: Matrix, sources: Int32Array, to: Float64Array): number => {
  const { values, rowCount, columnCount } = from;
  const width = sources.length;
  for (let row = 0, at = 0; row < rowCount; row++) {
    const start = row * columnCount;
    for (let column = 0; column < width; column++, at++) {
      const value = values[start + sources[column]];
      if (value - value !== 0) return at; // infinite, or NaN
      to[at] = value;
    }
  }
  return -1;
};

/** What is known of a row. */
interface Judged {
  readonly probabilities: Float64Array;
  readonly novelty: number | null;
  readonly packets: number | undefined;
  readonly explanation?: Explanation;
}

const toPrediction = (model: ModelFile, judged: Judged): Prediction => {
  const { probabilities, novelty, explanation } = judged;
  const roles = model.roles
    .map((role, i) => ({ role, confidence: probabilities[i] }))
    .sort((a, b) => b.confidence - a.confidence);
  const [best] = roles;
  const unknown = unknownReason(model.unknown, judged, best.confidence);
  const role = unknown === null ? best.role : UNKNOWN_ROLE;
  return { role, unknown, novelty, roles, ...(explanation === undefined ? {} : { explanation }) };
};

const unknownReason = (rule: UnknownRule, judged: Judged, confidence: number): UnknownReason | null => {
  const { packets = Number.POSITIVE_INFINITY, novelty } = judged;
  if (packets < rule.minimumPackets) return 'too-little-traffic';
  const isUnlike = novelty !== null && rule.noveltyThreshold !== null && novelty > rule.noveltyThreshold;
  if (isUnlike) return 'unlike-training';
  return confidence > rule.threshold ? null : 'ambiguous';
};
