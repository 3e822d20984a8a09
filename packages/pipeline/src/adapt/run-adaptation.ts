import { PipelineError } from '../errors.ts';
import { resolveFeatureSets } from '../feature-sets.ts';
import type { CaptureProgress } from '../featurize-captures.ts';
import { type LabelledSource, loadLabelled } from '../load-labelled.ts';
import { loadModel } from '../models/load-model.ts';
import { withFoldThreads } from '../run-training.ts';
import { type AdaptOptions, type AdaptedModel, adaptModel } from './adapt-model.ts';
import { verdictText } from './adaptation-text.ts';

/** A whole adaptation: from captures, or a table of features, to a model. */
export interface AdaptationRun
  extends Omit<AdaptOptions, 'executor'>, Pick<LabelledSource, 'paths' | 'labels'> {
  /** Name of a bundled model, or a model file. */
  readonly base: string;
  /** Files or packages with more feature sets. */
  readonly plugins?: readonly string[] | undefined;
  /** Worker threads for the folds; the result does not depend on it. */
  readonly threads?: number;
  /** Whether a model that was not shown to beat its base is refused. */
  readonly onlyIfBetter?: boolean;
  readonly onCapture?: CaptureProgress;
}

/**
 * Adapts a model in one go. A capture that cannot be read ends the run: a model must not rest on half of its data.
 *
 * @throws what the base, the first unreadable capture, plug-ins, the labels or `adaptModel` throw; PIPELINE_NOT_BETTER where
 * that is refused.
 */
export const runAdaptation = async (run: AdaptationRun): Promise<AdaptedModel> => {
  const { paths, labels, deviceSelection: devices, plugins, signal, threads = 1 } = run;
  const base = await loadModel(run.base);
  const ids = base.featureSets.map(({ id }) => id);
  const { labelled } = await loadLabelled(
    {
      paths,
      labels,
      sets: await resolveFeatureSets(ids, { plugins }),
      devices,
      failFast: true,
      threads,
      plugins,
      ...(signal === undefined ? {} : { signal }),
    },
    run.onCapture,
  );
  const adapted = await withFoldThreads(threads, (executor) =>
    adaptModel(base, labelled, { ...run, executor }),
  );
  if (run.onlyIfBetter === true && adapted.adaptation.verdict !== 'better') {
    throw new PipelineError('PIPELINE_NOT_BETTER', verdictText(adapted.adaptation));
  }
  return adapted;
};
