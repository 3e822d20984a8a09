import { beforeAll, describe, expect, it } from 'vitest';
import { type Model, serveModels } from '../served-models.ts';
import { createServer } from '../server.ts';
import { errorBody } from '../testing/error-body.ts';
import { trainTinyModel } from '../testing/tiny-model.ts';

describe('GET /v1/models', () => {
  let tiny: Model;
  let other: Model;
  beforeAll(async () => {
    tiny = await trainTinyModel();
    other = { ...tiny, name: 'other', validation: null };
  });

  it('lists the served models and marks the default', async () => {
    const app = createServer({ models: serveModels(tiny, other), devices: 'all' });
    const answer = await app.inject('/v1/models');
    expect(answer.json()).toMatchObject([
      { name: 'tiny', default: true },
      { name: 'other', default: false },
    ]);
  });

  it('describes one model by its name', async () => {
    const app = createServer({ models: serveModels(tiny), devices: 'all' });
    const answer = await app.inject('/v1/models/tiny');
    expect(answer.json()).toEqual({
      name: 'tiny',
      description: 'for tests',
      default: true,
      roles: ['Office', 'Other'],
      featureSets: [{ id: 'device', version: 1 }],
      threshold: 0.5,
      validation: {
        method: 'stratified-k-fold',
        folds: 2,
        groupedBy: null,
        metrics: tiny.validation?.metrics,
      },
      libraryVersion: tiny.libraryVersion,
    });
  });

  it('says so of a model that nobody has validated', async () => {
    const app = createServer({ models: serveModels(other), devices: 'all' });
    expect((await app.inject('/v1/models/other')).json()).toMatchObject({ validation: null });
  });

  it("shows the service's threshold where it overrides the model's", async () => {
    const app = createServer({ models: serveModels(tiny), devices: 'all', threshold: 0.9 });
    expect((await app.inject('/v1/models/tiny')).json()).toMatchObject({ threshold: 0.9 });
  });

  it.each(['nope', '..%2Ftiny', '%2Fetc%2Fpasswd'])('knows no model %s', async (name) => {
    const app = createServer({ models: serveModels(tiny), devices: 'all' });
    const answer = await app.inject(`/v1/models/${name}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual(errorBody('PIPELINE_UNKNOWN_MODEL'));
  });
});
