import {
  type Executor,
  MODEL_FILE_KIND,
  MODEL_FORMAT_VERSION,
  type EstimatorRecord,
  type ModelFile,
  type TrainingRecord,
  deriveSeed,
  selectRows,
} from '@networkml/model';
import {
  DEFAULT_ENGINE,
  type EngineName,
  type FoldResult,
  type FoldTask,
  type TrainingEngine,
  fitClassifier,
  fitNovelty,
  resolveEngine,
} from '@networkml/model/training';
import { reportOf } from '../cross-validate.ts';
import { type ModelManners, distributionOf, noveltyOutOfFold, noveltyThresholdOf } from '../finish-model.ts';
import type { LabelledTable } from '../labels.ts';
import { FINAL_FIT, type TrainedModel, type TrainingProgress, metricsOf } from '../train-model.ts';
import { fingerprint } from '../training-problem.ts';
import type { ValidationOptions } from '../validation/validation-options.ts';
import { notesOn } from '../validation/validation-notes.ts';
import { LIBRARY_VERSION } from '../version.ts';
import { adaptationRemarks } from './adaptation-text.ts';
import { type AdaptationReport, compareAdaptation } from './compare-adaptation.ts';
import { type AdaptationJudgement, judgeAdaptation } from './judge-adaptation.ts';
import { type AdaptationProblem, poseAdaptation } from './pose-adaptation.ts';
import { learnedRows, networkParams, recipeEstimator } from './recipes.ts';

/** How a model is adapted. */
export interface AdaptOptions {
  /** What the adapted model is called. */
  readonly name: string;
  readonly description?: string;
  /** Which devices the rows are of; it is written into the model. */
  readonly deviceSelection: TrainingRecord['deviceSelection'];
  /** Fixes everything random: the same base, rows and seed give the same model, bit for bit. */
  readonly seed?: number;
  /** How rows are split to judge it. */
  readonly validation?: Pick<ValidationOptions, 'groupBy' | 'folds' | 'copies'>;
  /** What trains networks; `DEFAULT_ENGINE` unless given. */
  readonly engine?: EngineName;
  /** Runs the folds; on this thread by default. */
  readonly executor?: Executor<FoldTask, FoldResult> | undefined;
  readonly onProgress?: (progress: TrainingProgress) => void;
  readonly signal?: AbortSignal;
}

/** An adapted model, its report, and how it compares with its base. */
export interface AdaptedModel extends TrainedModel {
  readonly adaptation: AdaptationReport;
}

/**
 * Teaches a model roles of a site from a few labelled rows, new ones as well as ones it knows, and keeps the others. What the base
 * was trained on is not needed: its file holds rows to compare others with, and they are learned again beside the labelled ones.
 *
 * @throws PipelineError as `poseAdaptation` and `judgeAdaptation`; ModelError where nothing can be trained, or the table lacks
 * what the base needs.
 */
export const adaptModel = async (
  base: ModelFile,
  labelled: LabelledTable,
  options: AdaptOptions,
): Promise<AdaptedModel> => {
  const problem = poseAdaptation(base, labelled, options.seed ?? 0);
  const judgement = await judgeAdaptation(problem, options);
  const engine = await resolveEngine(options.engine ?? DEFAULT_ENGINE);
  const adaptation = compareAdaptation(problem, judgement);
  const validation = validationOf(problem, judgement);
  const learned = learnedRows(problem, judgement.recipe, Int32Array.from(problem.y.keys()));
  const training = recordTraining(problem, { options, engine, adaptation, learned });
  const model: ModelFile = {
    formatVersion: MODEL_FORMAT_VERSION,
    kind: MODEL_FILE_KIND,
    name: options.name,
    description: options.description ?? adaptationRemarks(adaptation).join(' '),
    roles: problem.given.roles,
    featureSets: base.featureSets,
    featureSchemaHash: base.featureSchemaHash,
    columns: base.columns,
    estimator: recipeEstimator(judgement.recipe, fitNetwork(problem, learned, engine), problem.expanded),
    calibration: judgement.calibration,
    ...mannersOf(problem, judgement),
    validation: {
      method: validation.method,
      folds: validation.folds,
      ...(validation.groupedBy === undefined ? {} : { groupedBy: validation.groupedBy }),
      metrics: {
        ...metricsOf(validation),
        baseAccuracy: adaptation.all.base,
        fromScratchAccuracy: adaptation.all.fromScratch,
        ...(adaptation.kept === null ? {} : { answersKept: adaptation.kept.share }),
      },
      grid: [],
    },
    training,
    libraryVersion: LIBRARY_VERSION,
  };
  const report = { model: options.name, validation, grid: [], training, unused: labelled.unused };
  return { model, report, outOfFold: judgement.outOfFold, adaptation };
};

const fitNetwork = (
  problem: AdaptationProblem,
  learned: Int32Array,
  engine: TrainingEngine,
): EstimatorRecord => {
  const { x, y, given } = problem;
  const labels = learned.map((row) => y[row]);
  return fitClassifier(selectRows(x, learned), labels, {
    classCount: given.roles.length,
    seed: deriveSeed(given.seed, FINAL_FIT),
    params: networkParams(problem),
    engine,
  }).record;
};

/**
 * When to answer Unknown, by what the base remembers and the labelled rows. The threshold of novelty keeps as large a share of
 * either part, since there are many more remembered rows, and they may come from another site.
 */
const mannersOf = (
  { base, x, y, rememberedCount, given }: AdaptationProblem,
  { allFolds, outOfFold }: AdaptationJudgement,
): ModelManners => {
  const { seed } = given;
  const scores = noveltyOutOfFold({ x, y, seed }, allFolds);
  const thresholds = [
    scores.filter(({ row }) => row < rememberedCount),
    scores.filter(({ row }) => row >= rememberedCount),
  ].flatMap((part) => noveltyThresholdOf(part.map(({ score }) => score)) ?? []);
  const packets = given.labelled.table.rows.map((row) => row.packets);
  return {
    novelty: fitNovelty(x, y, { seed }),
    unknown: {
      threshold: base.unknown.threshold,
      noveltyThreshold: thresholds.length === 0 ? null : Math.max(...thresholds),
      minimumPackets: packets.reduce((least, count) => Math.min(least, count), base.unknown.minimumPackets),
    },
    distribution: distributionOf(x, outOfFold.probabilities),
  };
};

const validationOf = (
  { own, given }: AdaptationProblem,
  { plan, folds, outOfFold }: AdaptationJudgement,
): TrainedModel['report']['validation'] => ({
  method: plan.method,
  folds: folds.length,
  ...(plan.groupedBy === undefined ? {} : { groupedBy: plan.groupedBy }),
  report: reportOf(given, outOfFold),
  ...(plan.notGrouped === undefined ? {} : { notGrouped: plan.notGrouped }),
  notes: notesOn({
    problem: own,
    plan,
    outOfFold: { ...outOfFold, truth: outOfFold.rows.map((row) => own.y[row]) },
  }),
});

interface Recording {
  readonly options: AdaptOptions;
  readonly engine: TrainingEngine;
  readonly adaptation: AdaptationReport;
  /** Rows that the final network learned, some several times. */
  readonly learned: Int32Array;
}

const recordTraining = (
  { y, given, own, rememberedCount }: AdaptationProblem,
  { options, engine, adaptation, learned }: Recording,
): TrainingRecord => {
  const rows = [...new Set(learned)];
  return {
    seed: given.seed,
    rowCount: rows.length,
    rowsPerRole: Object.fromEntries(
      given.roles.map((role, label) => [role, rows.filter((row) => y[row] === label).length]),
    ),
    datasetFingerprint: fingerprint(given),
    deviceSelection: options.deviceSelection,
    engine: engine.id,
    adaptedFrom: {
      model: adaptation.base.name,
      contentHash: adaptation.base.contentHash,
      rememberedRows: rows.filter((row) => row < rememberedCount).length,
      addedRowsPerRole: Object.fromEntries(own.roles.map((role, label) => [role, own.rowsPerClass[label]])),
    },
  };
};
