import type { FastifyInstance } from 'fastify';
import type { Model } from '../served-models.ts';
import type { ServiceSettings } from '../settings.ts';
import { onlyMethods } from './only-methods.ts';

const URL = '/v1/models';

/** What there is to know of a served model. */
export interface ModelSummary {
  readonly name: string;
  readonly description: string | null;
  /** Whether it answers where a request names no model. */
  readonly default: boolean;
  readonly roles: readonly string[];
  readonly featureSets: Model['featureSets'];
  /** The answer is Unknown unless the best role's probability is above this. */
  readonly threshold: number;
  /** How good it was on rows it had not seen; null if nobody has measured it. */
  readonly validation: {
    readonly method: string;
    readonly folds: number;
    readonly groupedBy: string | null;
    readonly metrics: Readonly<Record<string, number>>;
  } | null;
  /** Version of the library that trained it. */
  readonly libraryVersion: string;
}

/** `GET /v1/models` and `GET /v1/models/:name`. */
export const modelRoutes = (app: FastifyInstance, settings: ServiceSettings): void => {
  const { models } = settings;
  app.get(URL, () => models.all.map((model) => summarize(model, settings)));
  app.get<{ Params: { name: string } }>(`${URL}/:name`, ({ params }) =>
    summarize(models.find(params.name), settings),
  );
  onlyMethods(app, URL, ['GET', 'HEAD']);
  onlyMethods(app, `${URL}/:name`, ['GET', 'HEAD']);
};

const summarize = (model: Model, { models, threshold }: ServiceSettings): ModelSummary => ({
  name: model.name,
  description: model.description ?? null,
  default: model === models.default,
  roles: model.roles,
  featureSets: model.featureSets,
  threshold: threshold ?? model.unknown.threshold,
  validation: summarizeValidation(model.validation),
  libraryVersion: model.libraryVersion,
});

const summarizeValidation = (validation: Model['validation']): ModelSummary['validation'] => {
  if (validation === null) return null;
  const { method, folds, groupedBy = null, metrics } = validation;
  return { method, folds, groupedBy, metrics };
};
