import type { EvaluationReport } from '@networkml/evaluation';
import {
  type EstimatorCandidate,
  type Executor,
  type InputTransform,
  MODEL_FILE_KIND,
  MODEL_FORMAT_VERSION,
  type ModelFile,
  type TrainingRecord,
  deriveSeed,
} from '@networkml/model';
import {
  DEFAULT_ENGINE,
  type EngineName,
  type FoldResult,
  type FoldTask,
  fitClassifier,
  resolveEngine,
} from '@networkml/model/training';
import type { LabelledTable } from './labels.ts';
import { type TrainingProblem, fingerprint, poseProblem } from './training-problem.ts';
import { crossValidate } from './cross-validate.ts';
import { finishModel } from './finish-model.ts';
import type { OutOfFold } from './validation/judged-rows.ts';
import type { LearningCurveRecord } from './validation/measure-learning-curve.ts';
import type { ValidationOptions } from './validation/validation-options.ts';
import { LIBRARY_VERSION } from './version.ts';

/** How a model is trained. */
export interface TrainOptions {
  readonly name: string;
  readonly description?: string;
  /** Which devices the rows are of; it is written into the model. */
  readonly deviceSelection: TrainingRecord['deviceSelection'];
  /** Fixes everything random: the same rows and seed give the same model, bit for bit. */
  readonly seed?: number;
  /** At most; fewer where a role has fewer rows, or there are fewer groups. */
  readonly folds?: number;
  /** How the model is judged. */
  readonly validation?: ValidationOptions;
  /** Hyperparameters to choose from, by weighted F1; upstream's four layer shapes by default. */
  readonly candidates?: readonly EstimatorCandidate[];
  /** What is done to features before they are standardised; by default `none` for NetworkML's own, else `signedLog`. */
  readonly inputTransform?: InputTransform;
  readonly unknownThreshold?: number;
  /** Whether confidences are calibrated on rows out of fold; they are unless told otherwise. */
  readonly calibrate?: boolean;
  /** What trains networks; `DEFAULT_ENGINE` unless given. */
  readonly engine?: EngineName;
  /** Runs the folds; on this thread by default. */
  readonly executor?: Executor<FoldTask, FoldResult> | undefined;
  readonly onProgress?: (progress: TrainingProgress) => void;
  readonly signal?: AbortSignal;
}

/** How far a training run is in one of its phases. */
export interface TrainingProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** How a model was trained and how good it is. */
export interface TrainingReport {
  readonly model: string;
  readonly validation: {
    /** Such as `stratified-group-k-fold`, or `stratified-k-fold` where rows stand alone. */
    readonly method: string;
    readonly folds: number;
    /** What rows are kept together by, such as `device`. */
    readonly groupedBy?: string;
    /** The headline: out-of-fold answers of the chosen candidate, or in a nested search of the one chosen in each fold. */
    readonly report: EvaluationReport;
    /** Where the choice was judged as well: the candidate chosen in each fold, and the figures of the best one, which are kind. */
    readonly nested?: {
      readonly chosen: readonly number[];
      readonly bestAccuracy: number;
      readonly bestWeightedF1: number;
    };
    /** The same without regard to groups, where there are any: it flatters. */
    readonly ungrouped?: EvaluationReport;
    /** Accuracy that is lost when groups are kept together. */
    readonly gap?: number;
    /** Why groups were not kept together, or other ones, though there are some. */
    readonly notGrouped?: string;
    readonly learningCurve?: readonly LearningCurveRecord[];
    /** What a reader should know about the rows the figures rest on. */
    readonly notes: readonly string[];
  };
  readonly grid: NonNullable<ModelFile['validation']>['grid'];
  readonly training: TrainingRecord;
  readonly unused: LabelledTable['unused'];
}

/** A trained model and its report. */
export interface TrainedModel {
  readonly model: ModelFile;
  readonly report: TrainingReport;
  /** The answers that the headline is about. */
  readonly outOfFold: OutOfFold;
}

const DEFAULT_THRESHOLD = 0.5;

/** Stands apart from the seeds of the folds, which are derived from candidate and fold. */
export const FINAL_FIT = 0xf17;

/**
 * Trains a classifier of roles: cross-validated grid search, then the best candidate on all rows.
 *
 * @throws PipelineError PIPELINE_TOO_FEW_ROLES, PIPELINE_TOO_FEW_ROWS; ModelError where no candidate can be trained.
 */
export const trainModel = async (labelled: LabelledTable, options: TrainOptions): Promise<TrainedModel> => {
  const problem = poseProblem(labelled, options.seed ?? 0);
  return trainOnProblem({ ...problem, datasetFingerprint: fingerprint(problem) }, options);
};

/** Rows as numbers, and the fingerprint of them. */
interface HashedProblem extends TrainingProblem, Pick<TrainingRecord, 'datasetFingerprint'> {}

/** The same of rows that were turned into numbers and hashed before; `problem.seed` counts. */
export const trainOnProblem = async (
  problem: HashedProblem,
  options: TrainOptions,
): Promise<TrainedModel> => {
  const { labelled } = problem;
  const { best, grid, validation, outOfFold, ...judged } = await crossValidate(problem, options);
  const engine = await resolveEngine(options.engine ?? DEFAULT_ENGINE);
  const fitted = fitClassifier(problem.x, problem.y, {
    classCount: problem.roles.length,
    seed: deriveSeed(problem.seed, FINAL_FIT),
    params: best,
    engine,
  });
  const training = recordTraining(problem, options, engine.id);
  const model: ModelFile = {
    formatVersion: MODEL_FORMAT_VERSION,
    kind: MODEL_FILE_KIND,
    name: options.name,
    ...(options.description === undefined ? {} : { description: options.description }),
    roles: problem.roles,
    featureSets: labelled.table.featureSets,
    featureSchemaHash: labelled.table.schemaHash,
    columns: problem.columns,
    estimator: fitted.record,
    calibration: judged.calibration,
    ...finishModel({
      problem,
      folds: judged.folds,
      probabilities: outOfFold.probabilities,
      threshold: options.unknownThreshold ?? DEFAULT_THRESHOLD,
    }),
    validation: {
      method: validation.method,
      folds: validation.folds,
      ...(validation.groupedBy === undefined ? {} : { groupedBy: validation.groupedBy }),
      metrics: metricsOf(validation),
      grid,
    },
    training,
    libraryVersion: LIBRARY_VERSION,
  };
  const report = { model: options.name, validation, grid, training, unused: labelled.unused };
  return { model, report, outOfFold };
};

/** The figures of a validation that a model file holds, by name. */
export const metricsOf = ({
  report,
  nested,
  ungrouped,
}: TrainingReport['validation']): Record<string, number> => ({
  accuracy: report.accuracy,
  top3Accuracy: report.top3Accuracy,
  weightedPrecision: report.weighted.precision,
  weightedRecall: report.weighted.recall,
  weightedF1: report.weighted.f1,
  macroF1: report.macro.f1,
  ...(nested === undefined
    ? {}
    : { bestCandidateAccuracy: nested.bestAccuracy, bestCandidateWeightedF1: nested.bestWeightedF1 }),
  ...(ungrouped === undefined
    ? {}
    : { ungroupedAccuracy: ungrouped.accuracy, ungroupedWeightedF1: ungrouped.weighted.f1 }),
});

const recordTraining = (problem: HashedProblem, options: TrainOptions, engine: string): TrainingRecord => ({
  seed: problem.seed,
  rowCount: problem.y.length,
  rowsPerRole: Object.fromEntries(problem.roles.map((role, index) => [role, problem.rowsPerClass[index]])),
  datasetFingerprint: problem.datasetFingerprint,
  deviceSelection: options.deviceSelection,
  engine,
});
