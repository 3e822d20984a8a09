import { formatModelFile } from '@networkml/model';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../defaults.ts';
import { exampleModel } from '../testing/example-model.ts';
import { fileWith } from '../testing/samples.ts';
import { verifyModel } from './verify-model.ts';

const text = formatModelFile(exampleModel);

describe('verifyModel', () => {
  it('finds nothing wrong with a bundled model, or with a file of it', async () => {
    const clean = { problem: null, warnings: [] };
    expect(await verifyModel(DEFAULT_MODEL)).toMatchObject(clean);
    expect(await verifyModel(fileWith('model.json', text))).toMatchObject({ ...clean, model: exampleModel });
  });

  it.each([
    ['cut short', text.slice(0, text.length / 2), 'MODEL_FILE_NOT_JSON'],
    ['of another kind', '{}', 'MODEL_FILE_OTHER_KIND'],
    ['with a field too many', text.replace('{', '{"surprise":1,'), 'MODEL_FILE_INVALID'],
    [
      'with a role twice',
      text.replace(/("roles": \[\s*)("[^"]*"),\s*"[^"]*"/, '$1$2, $2'),
      'MODEL_FILE_INCONSISTENT',
    ],
  ])('tells why a file %s cannot be used', async (_, broken, code) => {
    const file = fileWith('model.json', broken);
    const { model, problem } = await verifyModel(file);
    expect(model).toBeNull();
    expect(problem).toMatchObject({ code });
    expect(problem?.message).toContain(file);
  });

  it('tells that there is no such file', async () => {
    const { problem } = await verifyModel('no-such-file.json');
    expect(problem).toMatchObject({ code: 'PIPELINE_UNKNOWN_MODEL' });
  });

  it('warns of features that this library does not have, or not in that version', async () => {
    const featureSets = [
      { id: 'device', version: 99 },
      { id: 'mine', version: 1 },
    ];
    const { warnings } = await verifyModel(
      fileWith('model.json', formatModelFile({ ...exampleModel, featureSets })),
    );
    expect(warnings).toEqual([
      expect.stringMatching(/^It needs version 99 of device; this library computes version \d+\.$/),
      'It needs the feature set mine, which is not built in.',
    ]);
  });
});
