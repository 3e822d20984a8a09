import fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify';
import { ServiceError } from './errors.ts';
import { toHttpAnswer } from './http-error.ts';
import { discardRest } from './request-body.ts';
import { healthRoutes } from './routes/health.ts';
import { modelRoutes } from './routes/models.ts';
import { predictionRoutes } from './routes/predictions.ts';
import type { ServiceSettings } from './settings.ts';

/** How a server is made. */
export interface ServerOptions extends ServiceSettings {
  /** Fastify's: nothing is logged by default. */
  readonly logger?: NonNullable<FastifyServerOptions['logger']>;
}

/** Makes the service, which listens only when it is told to. */
export const createServer = (options: ServerOptions): FastifyInstance => {
  const app = fastify({
    logger: options.logger ?? false,
    /** A query parameter nobody knows is a typing error to report, not to drop. */
    ajv: { customOptions: { removeAdditional: false } },
    /** A peer that vanished is noticed, while one that has nothing to send may be quiet for as long as it likes. */
    http: { keepAlive: true },
    return503OnClosing: false,
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      const { status, body } = toHttpAnswer(error);
      void reply.code(status).send(body);
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  answerErrors(app);
  finishRequests(app);
  for (const addRoutes of [healthRoutes, modelRoutes, predictionRoutes]) addRoutes(app, options);
  return app;
};

const answerErrors = (app: FastifyInstance): void => {
  app.setErrorHandler((error, request, reply) => {
    const { status, body } = toHttpAnswer(error);
    if (status < 500) request.log.info({ code: body.error.code }, body.error.message);
    else request.log.error(error);
    void reply.code(status).send(body);
  });
  app.setNotFoundHandler((request) => {
    throw new ServiceError('SERVICE_NOT_FOUND', `${request.method} ${request.url}`);
  });
};

/** Lets clients that are still sending get at their answer, before it where the connection ends with it. */
const finishRequests = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!reply.raw.shouldKeepAlive) await discardRest(request.raw);
    return payload;
  });
  app.addHook('onResponse', async (request) => {
    if (!(await discardRest(request.raw))) request.raw.destroy();
  });
};
