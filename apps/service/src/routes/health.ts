import { LIBRARY_VERSION } from '@networkml/pipeline';
import type { FastifyInstance } from 'fastify';
import type { ServiceSettings } from '../settings.ts';
import { onlyMethods } from './only-methods.ts';

const URL = '/healthz';

/** That the service is up, and what it answers with. */
export interface Health {
  readonly status: 'ok';
  readonly version: string;
  /** Name of the default model. */
  readonly model: string;
}

/** `GET /healthz`. */
export const healthRoutes = (app: FastifyInstance, { models }: ServiceSettings): void => {
  const health: Health = { status: 'ok', version: LIBRARY_VERSION, model: models.default.name };
  app.get(URL, () => health);
  onlyMethods(app, URL, ['GET', 'HEAD']);
};
