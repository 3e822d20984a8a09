import { beforeAll, describe, expect, it } from 'vitest';
import { type ServedModels, serveModels } from './served-models.ts';
import { createServer } from './server.ts';
import { errorBody } from './testing/error-body.ts';
import { trainTinyModel } from './testing/tiny-model.ts';

describe('createServer', () => {
  let models: ServedModels;
  beforeAll(async () => {
    models = serveModels(await trainTinyModel());
  });

  it.each(['/', '/v1', '/v1/predictions/x'])('answers 404 in its own shape for %s', async (url) => {
    const answer = await createServer({ models, devices: 'all' }).inject(url);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual(errorBody('SERVICE_NOT_FOUND'));
  });

  it.each([
    ['GET', '/v1/predictions', 'POST'],
    ['PUT', '/v1/predictions', 'POST'],
    ['POST', '/v1/models', 'GET, HEAD'],
    ['DELETE', '/v1/models/tiny', 'GET, HEAD'],
    ['POST', '/healthz', 'GET, HEAD'],
  ] as const)('refuses %s %s and names what is allowed', async (method, url, allowed) => {
    const answer = await createServer({ models, devices: 'all' }).inject({ method, url });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe(allowed);
    expect(answer.json()).toEqual(errorBody('SERVICE_METHOD_NOT_ALLOWED'));
  });

  it.each([
    ['/%zz', 400],
    [`/v1/models/${'x'.repeat(1000)}`, 414],
  ])('answers a malformed address in its own shape: %.12s', async (url, status) => {
    const answer = await createServer({ models, devices: 'all' }).inject(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual(errorBody('SERVICE_BAD_REQUEST'));
  });
});
