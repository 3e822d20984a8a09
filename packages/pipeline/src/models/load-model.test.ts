import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../defaults.ts';
import { bundledModelNames, loadModel } from './load-model.ts';
import { createCapturePredictor } from '../predict-captures.ts';
import { arePredictions } from '../prediction-schema.ts';
import { fileWith, sample } from '../testing/samples.ts';

describe('loadModel', () => {
  it.each(bundledModelNames)(
    'loads the bundled model %s, which judges a capture by the schema',
    async (name) => {
      const judge = createCapturePredictor({ model: await loadModel(name), devices: 'all' });
      const { predictions } = await judge(sample('smart-plug.pcap'), 'plug');
      expect(predictions).toHaveLength(3);
      expect(arePredictions(predictions)).toBe(true);
      expect(arePredictions([{ ...predictions[0], packets: -1 }])).toBe(false);
      for (const { roles } of predictions) {
        expect(roles.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 9);
      }
    },
  );

  it('has the default model among the bundled ones', () => {
    expect(bundledModelNames).toContain(DEFAULT_MODEL);
  });

  it('lists the bundled models where one is neither bundled nor a file', async () => {
    await expect(loadModel('no-such-model')).rejects.toThrow(/iot-devices.*PIPELINE_UNKNOWN_MODEL/);
  });

  it('refuses a file that is no model, by its name', async () => {
    const path = fileWith('model.json', '{}');
    await expect(loadModel(path)).rejects.toMatchObject({ code: 'PIPELINE_BAD_MODEL' });
    await expect(loadModel(path)).rejects.toThrow(path);
  });
});
