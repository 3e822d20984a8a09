import { type Interval, evaluate } from '@networkml/evaluation';
import { type EstimatorParams, selectRows } from '@networkml/model';
import { learningCurve } from '@networkml/model/training';
import type { Run } from '../cross-validate.ts';
import { judgedRows } from './judged-rows.ts';

/** How good models are that learned from so many captures. */
export interface LearningCurveRecord {
  /** Of each role; all there were of a role with fewer. */
  readonly capturesPerRole: number;
  /** Rows learned from, averaged over the folds. */
  readonly meanTrainRows: number;
  /** With its bootstrap interval; null where no model could be trained. */
  readonly accuracy: Interval | null;
  readonly weightedF1: number | null;
  readonly error?: string;
}

/** Trains on 1, 2, 5, 10 ... captures of every role and judges by the same rows as the headline. */
export const measureLearningCurve = async (
  { problem, plan, folds, options }: Run,
  params: EstimatorParams,
): Promise<LearningCurveRecord[]> => {
  const { x, y, roles, seed, labelled } = problem;
  const points = await learningCurve({
    x,
    y,
    classCount: roles.length,
    folds,
    seed,
    engine: options.engine,
    params,
    units: labelled.groupings.capture,
    executor: options.executor,
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
    const probabilities = selectRows(outOfFold, rows);
    const groups =
      plan.groups === undefined ? undefined : Array.from(rows, (row) => plan.groups?.[row] ?? '');
    const { intervals, weighted } = evaluate({ truth, probabilities, roles, bootstrap: { seed, groups } });
    return { ...record, accuracy: intervals.accuracy, weightedF1: weighted.f1 };
  });
};
