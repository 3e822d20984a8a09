import type { FastifyInstance } from 'fastify';
import { ServiceError } from '../errors.ts';

/** Answers every method an address does not take with 405 and those it does take. */
export const onlyMethods = (app: FastifyInstance, url: string, methods: readonly string[]): void => {
  app.route({
    method: app.supportedMethods.filter((method) => !methods.includes(method)),
    url,
    handler: (request, reply) => {
      reply.header('allow', methods.join(', '));
      throw new ServiceError('SERVICE_METHOD_NOT_ALLOWED', `${request.method} ${url}`);
    },
  });
};
