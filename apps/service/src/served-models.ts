import { PipelineError, type PredictOptions, createCapturePredictor } from '@networkml/pipeline';
import { ServiceError } from './errors.ts';

/** A model, loaded. */
export type Model = PredictOptions['model'];

/** The models of a running service: those it started with, and no other. */
export interface ServedModels {
  readonly all: readonly Model[];
  /** The one that answers where a request names none. */
  readonly default: Model;
  /** @throws PipelineError PIPELINE_UNKNOWN_MODEL. */
  find(name: string): Model;
}

/**
 * Puts models up for service, the first of them as the default.
 *
 * @throws ServiceError SERVICE_DUPLICATE_MODEL; PipelineError, ModelError where a model cannot be used.
 */
export const serveModels = (first: Model, ...others: readonly Model[]): ServedModels => {
  const all = [first, ...others];
  const byName = new Map<string, Model>();
  for (const model of all) {
    if (byName.has(model.name)) throw new ServiceError('SERVICE_DUPLICATE_MODEL', model.name);
    byName.set(model.name, model);
    createCapturePredictor({ model, devices: 'all' });
  }
  const find = (name: string): Model => {
    const model = byName.get(name);
    if (model !== undefined) return model;
    const names = [...byName.keys()].join(', ');
    throw new PipelineError('PIPELINE_UNKNOWN_MODEL', `${name} is not served, only ${names}`);
  };
  return { all, default: first, find };
};
