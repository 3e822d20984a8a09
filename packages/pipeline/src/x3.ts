import { featurizeCaptures, listCaptures, createLabeller, labelTable, resolveFeatureSets } from './index.ts';
import { trainModel } from './training.ts';
const S = '/work/shared/datasets/iot-sentinel';
const caps = await listCaptures([S]);
const f = await featurizeCaptures(caps, {
  sets: resolveFeatureSets(['networkml-host']),
  devices: 'canonical',
});
const lab = await createLabeller({ from: 'directory', roleMap: '/tmp/rolemap.csv' });
const l0 = await labelTable(f.table, lab, true);
const n = l0.table.rowCount,
  C = l0.table.columnCount;
function mod(kind: string) {
  const v = Float64Array.from(l0.table.values);
  for (let c = 0; c < C; c++) {
    const col = Array.from({ length: n }, (_, r) => v[r * C + c]);
    const s = [...col].sort((a, b) => a - b);
    if (kind === 'rank') {
      const m = new Map<number, number>();
      s.forEach((x, i) => {
        if (!m.has(x)) m.set(x, i);
      });
      const last = new Map<number, number>();
      s.forEach((x, i) => last.set(x, i));
      for (let r = 0; r < n; r++) v[r * C + c] = (m.get(col[r])! + last.get(col[r])!) / 2 / n;
    } else {
      const mu = col.reduce((a, b) => a + b, 0) / n;
      const sd = Math.sqrt(col.reduce((a, b) => a + (b - mu) ** 2, 0) / n) || 1;
      const k = Number(kind);
      for (let r = 0; r < n; r++) v[r * C + c] = Math.max(-k, Math.min(k, (col[r] - mu) / sd));
    }
  }
  return { ...l0, table: { ...l0.table, values: v } };
}
const base = { hiddenLayers: [64, 32] };
const variants: [string, any][] = [
  ['raw', { batchSize: 32 }],
  ['3', {}],
  ['5', {}],
  ['rank', {}],
  ['rank', { batchSize: 32 }],
  ['3', { batchSize: 32 }],
  ['rank', { batchSize: 32, hiddenLayers: [128] }],
  ['rank', { alpha: 0.1 }],
];
for (const [k, v] of variants) {
  const l = k === 'raw' ? l0 : mod(k);
  const r: number[] = [];
  const mm: number[] = [];
  const t = Date.now();
  for (const seed of [1, 2]) {
    const m = await trainModel(l, {
      name: 'x',
      deviceSelection: 'canonical',
      seed,
      candidates: [{ ...base, ...v }],
    });
    r.push(m.report.validation.report.weighted.f1);
    mm.push(m.report.grid[0].meanScore!);
  }
  console.log(
    k,
    JSON.stringify(v),
    r.map((x) => x.toFixed(3)).join(' '),
    mm.map((x) => x.toFixed(3)).join(' '),
    Date.now() - t,
  );
}
