import type { IncomingMessage } from 'node:http';
import {
  DEVICE_WORDS,
  type DevicePrediction,
  type PredictMessage,
  type PredictOptions,
  type PredictedCapture,
  createCapturePredictor,
  predictMessage,
} from '@networkml/pipeline';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../errors.ts';
import { bodyStream } from '../request-body.ts';
import type { Model } from '../served-models.ts';
import type { ServiceSettings } from '../settings.ts';
import { onlyMethods } from './only-methods.ts';

const URL = '/v1/predictions';

interface PredictionRoute {
  readonly Querystring: PredictionQuery;
}

/** What a request may say about its capture. */
interface PredictionQuery {
  readonly name: string;
  readonly format: 'json' | 'message';
  readonly salvage: boolean;
  readonly devices?: PredictOptions['devices'];
  readonly model?: string;
  readonly threshold?: number;
}

const querySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 255, default: 'capture' },
    format: { enum: ['json', 'message'], default: 'json' },
    salvage: { type: 'boolean', default: false },
    devices: { enum: DEVICE_WORDS },
    model: { type: 'string', minLength: 1 },
    threshold: { type: 'number', minimum: 0, maximum: 1 },
  },
} as const;

/** `POST /v1/predictions`: the body is the capture, read as it arrives. */
export const predictionRoutes = (app: FastifyInstance, settings: ServiceSettings): void => {
  app.post<PredictionRoute>(URL, {
    schema: { querystring: querySchema },
    onRequest: ignoreContentType,
    handler: async ({ query, raw }, reply) => {
      const model = query.model === undefined ? settings.models.default : settings.models.find(query.model);
      const predicted = await predict({ body: raw, model, query }, settings);
      describeCapture(reply, predicted.info);
      return formatPredictions(predicted.predictions, { model, query });
    },
  });
  onlyMethods(app, URL, ['POST']);
};

/** A body is a capture whatever its content type says; only a form would put other bytes around the capture. */
const ignoreContentType = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
  const type = request.headers['content-type'];
  if (type?.toLowerCase().startsWith('multipart/') === true)
    throw new ServiceError('SERVICE_MULTIPART', 'send it with curl --data-binary @FILE');
  delete request.raw.headers['content-type'];
  done();
};

interface Asked {
  readonly body: IncomingMessage;
  readonly model: Model;
  readonly query: PredictionQuery;
}

const predict = ({ body, model, query }: Asked, settings: ServiceSettings): Promise<PredictedCapture> => {
  const { devices = settings.devices, threshold = settings.threshold, salvage } = query;
  const predictor = createCapturePredictor({
    model,
    devices,
    salvage,
    ...(threshold === undefined ? {} : { threshold }),
  });
  return predictor(bodyStream(body, settings.maxBodyBytes), query.name);
};

const describeCapture = (reply: FastifyReply, info: PredictedCapture['info']): void => {
  reply.header('x-networkml-packets', info.packets);
  reply.header('x-networkml-damaged-packets', info.damagedPackets);
  if (info.brokenBy !== undefined) reply.header('x-networkml-broken-by', info.brokenBy.code);
};

/** A message is about one of many requests, so nothing of it is taken from the environment of the service. */
const formatPredictions = (
  predictions: readonly DevicePrediction[],
  { model, query }: Omit<Asked, 'body'>,
): readonly DevicePrediction[] | PredictMessage =>
  query.format === 'json'
    ? predictions
    : predictMessage(predictions, { capture: query.name, roles: model.roles, environment: {} });
