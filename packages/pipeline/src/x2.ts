import { featurizeCaptures, listCaptures, createLabeller, labelTable, resolveFeatureSets } from './index.ts';
import { trainModel } from './training.ts';
const S = '/work/shared/datasets/iot-sentinel';
const caps = await listCaptures([S]);
const f = await featurizeCaptures(caps, {
  sets: resolveFeatureSets(['networkml-host']),
  devices: 'canonical',
});
const lab = await createLabeller({ from: 'directory', roleMap: '/tmp/rolemap.csv' });
const l = await labelTable(f.table, lab, true);
const base = { hiddenLayers: [64, 32] };
const variants: any[] = [
  {},
  { alpha: 0.01 },
  { alpha: 0.1 },
  { alpha: 1 },
  { alpha: 3 },
  { batchSize: 32 },
  { batchSize: 64, alpha: 0.3 },
  { batchSize: 32, alpha: 1 },
  { learningRate: 0.003, alpha: 0.3 },
];
for (const v of variants)
  for (const tr of ['none', 'signedLog'] as const) {
    const r: number[] = [];
    const mm: number[] = [];
    const t = Date.now();
    for (const seed of [1, 2]) {
      const m = await trainModel(l, {
        name: 'x',
        deviceSelection: 'canonical',
        inputTransform: tr,
        seed,
        candidates: [{ ...base, ...v }],
      });
      r.push(m.report.validation.report.weighted.f1);
      mm.push(m.report.grid[0].meanScore!);
    }
    console.log(
      JSON.stringify(v),
      tr,
      r.map((x) => x.toFixed(3)).join(' '),
      mm.map((x) => x.toFixed(3)).join(' '),
      Date.now() - t,
    );
  }
