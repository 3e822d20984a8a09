import { beforeAll, describe, expect, it } from 'vitest';
import { type Model, serveModels } from './served-models.ts';
import { trainTinyModel } from './testing/tiny-model.ts';

describe('serveModels', () => {
  let tiny: Model;
  beforeAll(async () => {
    tiny = await trainTinyModel();
  });

  it('refuses two models of one name', () => {
    expect(() => serveModels(tiny, { ...tiny })).toThrow('SERVICE_DUPLICATE_MODEL');
  });

  it('refuses a model that needs features nobody computes, before any request does', () => {
    const foreign = { ...tiny, featureSets: [{ id: 'tea-leaves', version: 1 }] };
    expect(() => serveModels(foreign)).toThrow('PIPELINE_UNKNOWN_FEATURE_SET');
  });
});
