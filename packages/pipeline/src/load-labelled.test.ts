import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFeatureCsv } from '@networkml/featurizer';
import { describe, expect, it } from 'vitest';
import { featurizeCapture } from './featurize-captures.ts';
import { loadLabelled } from './load-labelled.ts';
import { emptyDirectory, fileWith, hostSets, sample } from './testing/samples.ts';

const PLUG = '02:00:5e:10:00:21';
const manifest = (): string => fileWith('labels.csv', `file,role,mac\nplug.pcap,Plug,${PLUG}\n`);

const directoryWithPlug = (): string => {
  const directory = emptyDirectory();
  copyFileSync(sample('smart-plug.pcap'), join(directory, 'plug.pcap'));
  return directory;
};

describe('loadLabelled', () => {
  it('reads the captures a manifest names, relative to the directory given', async () => {
    const paths = [directoryWithPlug()];
    const labels = { from: 'manifest', manifest: manifest() } as const;
    const { labelled } = await loadLabelled({ paths, labels, sets: hostSets, devices: 'labelled' });
    expect(labelled.table.rows.map(({ mac }) => mac)).toEqual([PLUG]);
    expect(labelled.roles).toEqual(['Plug']);
  });

  it('joins a manifest to the rows of a feature CSV', async () => {
    const capture = join(directoryWithPlug(), 'plug.pcap');
    const { table } = await featurizeCapture(capture, { sets: hostSets, devices: 'all' });
    const paths = [fileWith('features.csv', formatFeatureCsv(table))];
    const labels = { from: 'manifest', manifest: manifest() } as const;
    const { labelled } = await loadLabelled({ paths, labels, sets: hostSets, devices: 'labelled' });
    expect(labelled.roles).toEqual(['Plug']);
  });

  it('refuses labels of which no device occurs', async () => {
    const paths = [directoryWithPlug()];
    const absent = fileWith('labels.csv', 'file,role,mac\nplug.pcap,Plug,02:00:00:00:00:99\n');
    const labels = { from: 'manifest', manifest: absent } as const;
    await expect(loadLabelled({ paths, labels, sets: hostSets, devices: 'labelled' })).rejects.toMatchObject({
      code: 'PIPELINE_NO_DEVICE',
    });
  });
});
