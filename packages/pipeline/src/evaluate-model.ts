import { type BootstrapOptions, type EvaluationReport, evaluate } from '@networkml/evaluation';
import { type Matrix, type ModelFile, type Prediction, createPredictor } from '@networkml/model';
import { PipelineError } from './errors.ts';
import type { LabelledTable } from './labels.ts';

/**
 * Holds a model's answers on labelled rows against their labels.
 *
 * @throws PipelineError PIPELINE_BAD_TABLE without rows or where a role is not one of the model's.
 */
export const evaluateModel = (
  model: ModelFile,
  labelled: LabelledTable,
  bootstrap: BootstrapOptions = {},
): EvaluationReport => {
  if (labelled.roles.length === 0) throw new PipelineError('PIPELINE_BAD_TABLE', 'no labelled row');
  const classOf = new Map(model.roles.map((role, index) => [role, index]));
  const truth = Int32Array.from(labelled.roles, (role) => {
    const index = classOf.get(role);
    if (index === undefined)
      throw new PipelineError('PIPELINE_BAD_TABLE', `role ${role}, which the model does not know`);
    return index;
  });
  const { table } = labelled;
  const predictions = createPredictor(model).predict(table);
  return evaluate({
    truth,
    probabilities: inOrderOf(classOf, predictions),
    roles: model.roles,
    unknownThreshold: model.unknown.threshold,
    unknownReasons: predictions.map(({ unknown }) => unknown),
    rows: table.rows,
    bootstrap,
  });
};

/** Confidences by class index, shape [n, roles]. */
const inOrderOf = (classOf: ReadonlyMap<string, number>, predictions: readonly Prediction[]): Matrix => {
  const columnCount = classOf.size;
  const values = new Float64Array(predictions.length * columnCount);
  predictions.forEach(({ roles }, row) => {
    for (const { role, confidence } of roles) {
      values[row * columnCount + (classOf.get(role) ?? 0)] = confidence;
    }
  });
  return { values, rowCount: predictions.length, columnCount };
};
