import { type DriftReport, detectDrift, highestProbabilities } from '@networkml/evaluation';
import type { FeatureTable } from '@networkml/featurizer';
import { type ModelFile, createPredictor } from '@networkml/model';
import { PipelineError } from '../errors.ts';

/**
 * Compares new rows with those a model learned from, as the model file describes them.
 *
 * @throws PipelineError PIPELINE_NO_DISTRIBUTION where it does not, as imported models; ModelError as `predict`.
 */
export const modelDrift = (model: ModelFile, table: FeatureTable): DriftReport => {
  const { distribution } = model;
  if (distribution === null) {
    throw new PipelineError('PIPELINE_NO_DISTRIBUTION', `${model.name} (train it again to compare with it)`);
  }
  const { rowCount, columnQuantiles, confidenceQuantiles } = distribution;
  const steps = columnQuantiles.length / model.columns.length;
  const confidences = highestProbabilities(createPredictor(model).probabilities(table));
  const indexOf = new Map(table.columns.map(({ name }, index) => [name, index]));
  return detectDrift({
    columns: model.columns.map((name, i) => ({
      name,
      training: { quantiles: columnQuantiles.subarray(i * steps, (i + 1) * steps), rowCount },
      values: columnOf(table, indexOf.get(name) ?? 0),
    })),
    ...(confidenceQuantiles === null
      ? {}
      : { confidence: { training: { quantiles: confidenceQuantiles, rowCount }, values: confidences } }),
  });
};

const columnOf = ({ values, rowCount, columnCount }: FeatureTable, column: number): Float64Array =>
  Float64Array.from({ length: rowCount }, (_, row) => values[row * columnCount + column]);
