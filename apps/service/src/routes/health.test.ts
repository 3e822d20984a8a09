import { LIBRARY_VERSION } from '@networkml/pipeline';
import { describe, expect, it } from 'vitest';
import { createServer } from '../server.ts';
import { serveModels } from '../served-models.ts';
import { trainTinyModel } from '../testing/tiny-model.ts';

describe('GET /healthz', () => {
  it('says that the service is up, its version and its default model', async () => {
    const app = createServer({ models: serveModels(await trainTinyModel()), devices: 'all' });
    const answer = await app.inject('/healthz');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ok', version: LIBRARY_VERSION, model: 'tiny' });
  });
});
