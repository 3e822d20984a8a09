import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type CapturePredictor, createCapturePredictor } from '../predict-captures.ts';
import { predictMessage } from '../predict-message.ts';
import { importNetworkmlModel } from './import-networkml-model.ts';

const SHARED = process.env.NETWORKML_SHARED ?? join(import.meta.dirname, '../../../../../shared');
const MODEL = join(SHARED, 'models/networkml-0.6');
const PREDICTIONS = join(SHARED, 'golden/predictions');
const HAS_MODEL = existsSync(MODEL) && existsSync(PREDICTIONS);

const files = () => ({
  network: readFileSync(join(MODEL, 'host_footprint.json'), 'utf8'),
  labelEncoder: readFileSync(join(MODEL, 'host_footprint_le.json'), 'utf8'),
  scaler: readFileSync(join(MODEL, 'host_footprint_scaler.mod')),
});

/** NetworkML's predict.json, and beside it what it found for each row. */
const goldenSchema = z.object({
  predict_json: z.object({
    data: z.object({
      mac_addresses: z.record(
        z.string(),
        z.object({
          timestamp: z.number(),
          source_ip: z.string(),
          decisions: z.object({ investigate: z.boolean() }),
          classification: z.object({ labels: z.array(z.string()), confidences: z.array(z.number()) }),
        }),
      ),
    }),
  }),
  raw: z.record(z.string(), z.array(z.object({ top_role: z.string() }))),
});

const goldenOf = (name: string): z.infer<typeof goldenSchema> =>
  goldenSchema.parse(JSON.parse(readFileSync(join(PREDICTIONS, `${name}.json`), 'utf8')));

/** NetworkML lost digits of these devices' IPv6 addresses, or took one for an IPv4 address. */
const WRONG_ADDRESSES: ReadonlyMap<string, string> = new Map([
  ['D-LinkSiren__Setup-A-1-STA', 'fe80::'],
  ['D-LinkSwitch__Setup-A-1-STA', 'fe80::'],
  ['upstream__trace_ab12_2001-01-01_02_03-client-ip6-1-2-3-4', '0.0.0.1'],
]);

const captureOf = (name: string): string => {
  const [folder, capture] = name.split('__');
  return folder.startsWith('upstream')
    ? join(SHARED, 'captures/networkml', `${capture}.pcap`)
    : join(SHARED, 'datasets/iot-sentinel', folder, `${capture}.pcap`);
};

const names = HAS_MODEL
  ? readdirSync(PREDICTIONS)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.replace(/\.json$/, ''))
  : [];

/** These need NetworkML's published model and its predictions beside the project, which are not part of it. */
describe.skipIf(!HAS_MODEL)("NetworkML's published model", () => {
  it('is given the flags it was trained on unless asked otherwise, and says so', async () => {
    const trained = await importNetworkmlModel(files(), { name: 'host' });
    expect(trained.featureSets).toEqual([{ id: 'networkml-host-tshark3', version: 1 }]);
    expect(trained.origin?.note).toContain('44383 rows with scikit-learn 0.24.2');
    const three = await importNetworkmlModel(files(), { name: 'host', ipFlags: 'tshark4' });
    expect(three.featureSets).toEqual([{ id: 'networkml-host', version: 1 }]);
    expect(three.origin?.note).toContain('three bits');
  });

  describe('with the flags of tshark 4', () => {
    let judge: CapturePredictor;
    beforeAll(async () => {
      const model = await importNetworkmlModel(files(), { name: 'host', ipFlags: 'tshark4' });
      judge = createCapturePredictor({ model, devices: 'canonical' });
    });

    it.each(names)('gives the predict.json that NetworkML gave for %s', async (name) => {
      const golden = goldenOf(name);
      const { predictions } = await judge(captureOf(name));
      const message = predictMessage(predictions, { capture: name, roles: [], environment: {} });
      const ours = Object.entries(message.data.mac_addresses);
      const theirs = Object.entries(golden.predict_json.data.mac_addresses);
      expect(ours.map(([mac]) => mac)).toEqual(theirs.map(([mac]) => mac));
      ours.forEach(([, entry], i) => {
        const expected = theirs[i][1];
        expect(entry.classification.labels).toEqual(expected.classification.labels);
        entry.classification.confidences.forEach((confidence, place) => {
          expect(Math.abs(confidence - expected.classification.confidences[place])).toBeLessThan(1e-6);
        });
        expect(entry.decisions).toEqual(expected.decisions);
        expect(entry.timestamp).toBeCloseTo(expected.timestamp, 5);
        // NetworkML takes any of the device's addresses, by chance.
        const wrong = WRONG_ADDRESSES.get(name);
        if (wrong === undefined) expect(predictions[i].device.ips).toContain(expected.source_ip);
        else expect(expected.source_ip).toBe(wrong);
      });
      const [rows] = Object.values(golden.raw);
      expect(predictions.map(({ role }) => role)).toEqual(rows.map(({ top_role }) => top_role));
    });
  });
});
