import type { EvaluationReport } from '@networkml/evaluation';
import { type EstimatorCandidate, type Labels, type Matrix, createPredictor } from '@networkml/model';
import { type LabelledTable, evaluateModel, selectLabelled } from '@networkml/pipeline';
import { type TrainOptions, trainModel } from '@networkml/pipeline/training';
import { DEVICE_SELECTION, isOfPersonA } from './dataset.ts';

/** Folds that the held-out captures have no part in: they choose hyperparameters and make confidences likely, as they do for any model. */
const INNER_FOLDS = 5;
const FOLDS = 10;

/** Calibrated answers for rows that no model had seen, and what they come to. */
export interface Judgement {
  readonly report: EvaluationReport;
  /** Class of each row, shape [n]. */
  readonly truth: Labels;
  /** Shape [n, roles]. */
  readonly probabilities: Matrix;
}

/** An estimator judged in both ways. */
export interface Judged {
  /** Stratified 10-fold, which has captures of one person and device on both sides. */
  readonly crossValidated: Judgement;
  /** Trained on set-up persons B and C, judged on A. */
  readonly heldOut: Judgement;
}

/** What is judged and by what luck. */
export interface Judging extends Pick<TrainOptions, 'executor'> {
  readonly params: EstimatorCandidate;
  readonly seed: number;
}

/** Judges an estimator on IoT Sentinel, by folds and on the captures of person A. */
export const judge = async (labelled: LabelledTable, judging: Judging): Promise<Judged> => {
  const { params, seed, executor } = judging;
  const options: TrainOptions = {
    name: 'judged',
    deviceSelection: DEVICE_SELECTION,
    seed,
    candidates: [params],
    executor,
  };
  return {
    crossValidated: await crossValidate(labelled, options),
    heldOut: await holdOutPersonA(labelled, options),
  };
};

/** Judges by stratified folds; where there are several candidates, the choice among them as well. */
export const crossValidate = async (labelled: LabelledTable, options: TrainOptions): Promise<Judgement> => {
  const validation = { method: 'stratified', nested: true } as const;
  const { report, outOfFold } = await trainModel(labelled, { ...options, folds: FOLDS, validation });
  const { truth, probabilities } = outOfFold;
  return { report: report.validation.report, truth, probabilities };
};

/**
 * Trains on what set-up persons B and C captured, and judges what A did. A held-out split of one training run would
 * make the confidences likely by the very captures that it judges; this one leaves them out of that as well.
 */
export const holdOutPersonA = async (labelled: LabelledTable, options: TrainOptions): Promise<Judgement> => {
  const rows = [...labelled.roles.keys()];
  const others = rows.filter((row) => !isOfPersonA(labelled, row));
  const ofPersonA = selectLabelled(
    labelled,
    rows.filter((row) => isOfPersonA(labelled, row)),
  );
  const { model } = await trainModel(selectLabelled(labelled, others), { ...options, folds: INNER_FOLDS });
  return {
    report: evaluateModel(model, ofPersonA),
    truth: Int32Array.from(ofPersonA.roles, (role) => model.roles.indexOf(role)),
    probabilities: createPredictor(model).probabilities(ofPersonA.table),
  };
};
