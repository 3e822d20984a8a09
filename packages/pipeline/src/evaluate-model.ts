import { type BootstrapOptions, type EvaluationReport, evaluate } from '@networkml/evaluation';
import { type ModelFile, createPredictor } from '@networkml/model';
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
  const predictor = createPredictor(model);
  return evaluate({
    truth,
    probabilities: predictor.probabilities(table),
    roles: model.roles,
    unknownThreshold: model.unknown.threshold,
    unknownReasons: predictor.predict(table).map(({ unknown }) => unknown),
    rows: table.rows,
    bootstrap,
  });
};
