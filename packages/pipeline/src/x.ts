import { featurizeCaptures, listCaptures, createLabeller, labelTable, resolveFeatureSets } from './index.ts';
import { trainModel } from './training.ts';
import { writeFileSync } from 'node:fs';
const S = '/work/shared/datasets/iot-sentinel';
const dev = process.argv[2] as 'canonical' | 'all';
const tr = process.argv[3] as 'none' | 'signedLog';
const seed = Number(process.argv[4] ?? 0);
writeFileSync(
  '/tmp/rolemap.csv',
  'label,role\nEdimaxCam1,EdimaxCam\nEdimaxCam2,EdimaxCam\nEdnetCam1,EdnetCam\nEdnetCam2,EdnetCam\nWeMoInsightSwitch2,WeMoInsightSwitch\nWeMoSwitch2,WeMoSwitch\n',
);
const t0 = Date.now();
const caps = await listCaptures([S]);
const f = await featurizeCaptures(caps, { sets: resolveFeatureSets(['networkml-host']), devices: dev });
console.log(caps.length, f.table.rowCount, f.failed.length, f.packets, Date.now() - t0);
const lab = await createLabeller({
  from: 'directory',
  roleMap: '/tmp/rolemap.csv',
  ...(dev === 'all' ? { deviceMacFile: '_iotdevice-mac.txt' } : {}),
});
const l = await labelTable(f.table, lab, dev === 'canonical');
console.log(l.roles.length, new Set(l.roles).size, l.unused.length, l.unused.slice(0, 3));
const t1 = Date.now();
const m = await trainModel(l, {
  name: 'x',
  deviceSelection: dev === 'all' ? 'labelled' : 'canonical',
  inputTransform: tr,
  seed,
});
console.log(
  dev,
  tr,
  seed,
  m.report.validation.report.accuracy,
  m.report.validation.report.weighted,
  m.report.grid.map((g) => [g.hyperparameters.hiddenLayers.join(), g.meanScore]),
  Date.now() - t1,
);
