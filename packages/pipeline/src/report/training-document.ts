import { type ReportDocument, reportDocument } from '@networkml/evaluation';
import type { EstimatorRecord } from '@networkml/model';
import type { TrainedModel } from '../train-model.ts';
import { reportedModel } from './reported-model.ts';

/** What a training run says of itself. */
export interface TrainingDocumentOptions {
  readonly command?: string;
  readonly date?: string;
  /** Whole sentences that stand before what is to be known of the rows. */
  readonly remarks?: readonly string[];
  /** Hyperparameters and whatever else was chosen. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The report of a training run as one document: its headline, and what stands beside it. */
export const trainingDocument = (
  { model, report }: Pick<TrainedModel, 'model' | 'report'>,
  { command, date, remarks = [], settings }: TrainingDocumentOptions = {},
): ReportDocument => {
  const { validation, training, unused } = report;
  const sentences = [...remarks, ...validation.notes];
  const curve = validation.learningCurve?.flatMap(
    ({ capturesPerRole, meanTrainRows, accuracy, weightedF1 }) =>
      accuracy === null || weightedF1 === null
        ? []
        : [{ unitsPerRole: capturesPerRole, meanTrainRows, accuracy, weightedF1 }],
  );
  return reportDocument({
    title: `${model.name}, cross-validated`,
    ...(date === undefined ? {} : { date }),
    model: reportedModel(model),
    data: {
      ...(sentences.length === 0 ? {} : { description: sentences.join(' ') }),
      rowsPerRole: training.rowsPerRole,
      unused,
    },
    validation: {
      method: validation.method,
      folds: validation.folds,
      ...(validation.groupedBy === undefined ? {} : { groupedBy: validation.groupedBy }),
    },
    evaluation: validation.report,
    ...(validation.ungrouped === undefined ? {} : { ungrouped: validation.ungrouped }),
    ...(validation.notGrouped === undefined ? {} : { notGrouped: validation.notGrouped }),
    ...(curve === undefined ? {} : { learningCurve: { unit: 'captures', points: curve } }),
    reproduction: {
      ...(command === undefined ? {} : { command }),
      seed: training.seed,
      fingerprints: { 'training data': training.datasetFingerprint },
      versions: { networkml: model.libraryVersion },
      settings: { engine: training.engine, ...hyperparametersOf(model.estimator), ...settings },
    },
  });
};

const hyperparametersOf = (estimator: EstimatorRecord): Readonly<Record<string, unknown>> => {
  switch (estimator.type) {
    case 'majority':
      return {};
    case 'ensemble':
      return {
        members: estimator.members.map((member) => ({
          estimator: member.type,
          ...hyperparametersOf(member),
        })),
      };
    default:
      return { hyperparameters: estimator.hyperparameters };
  }
};
