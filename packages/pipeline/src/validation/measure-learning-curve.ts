import { evaluate } from '@networkml/evaluation';
import type { ClassifierParams } from '@networkml/model';
import { learningCurve } from '@networkml/model/training';
import type { Run } from '../cross-validate.ts';
import { judgedRows } from './judged-rows.ts';
import { selectRows } from '@networkml/model';

/** How good models are that learned from so many captures. */
export interface LearningCurveRecord {
  /** Of each role; all there were of a role with fewer. */
  readonly capturesPerRole: number;
  /** Rows learned from, averaged over the folds. */
  readonly meanTrainRows: number;
  /** Null where no model could be trained. */
  readonly accuracy: number | null;
  readonly weightedF1: number | null;
  readonly error?: string;
}

/** Trains on 1, 2, 5, 10 ... captures of every role and judges by the same rows as the headline. */
export const measureLearningCurve = async (
  { problem, folds, options }: Run,
  params: ClassifierParams,
): Promise<LearningCurveRecord[]> => {
  const { x, y, roles, seed, labelled } = problem;
  const points = await learningCurve({
    x,
    y,
    classCount: roles.length,
    folds,
    seed,
    params,
    units: labelled.groupings.capture,
    ...(options.executor === undefined ? {} : { executor: options.executor }),
    onResult: (progress) => options.onProgress?.({ phase: 'learning curve', ...progress }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return points.map(({ unitsPerClass, meanTrainRows, outOfFold, error }) => {
    const rows = judgedRows(y, folds, outOfFold);
    const record = {
      capturesPerRole: unitsPerClass,
      meanTrainRows,
      ...(error === undefined ? {} : { error }),
    };
    if (rows.length === 0) return { ...record, accuracy: null, weightedF1: null };
    const truth = rows.map((row) => y[row]);
    const { accuracy, weighted } = evaluate({ truth, probabilities: selectRows(outOfFold, rows), roles });
    return { ...record, accuracy, weightedF1: weighted.f1 };
  });
};
