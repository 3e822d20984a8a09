import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { featurizeCapture } from './featurize-captures.ts';
import { type LabelOptions, openLabels } from './labeller.ts';
import { labelTable, selectLabelled } from './labels.ts';
import { emptyDirectory, fileWith, hostSets, sample } from './testing/samples.ts';

const PLUG = '02:00:5e:10:00:21';
const plugTable = async (name: string) =>
  (await featurizeCapture(sample('smart-plug.pcap'), { sets: hostSets, devices: 'all', name })).table;

const manifestOf = (...lines: readonly string[]): LabelOptions => ({
  from: 'manifest',
  manifest: fileWith('labels.csv', ['file,role,mac,group', ...lines, ''].join('\n')),
  directory: '.',
});

const labelled = async (name: string, options: LabelOptions, anyDevice = false) =>
  labelTable(await plugTable(name), (await openLabels(options)).labeller, anyDevice);

describe('labelTable', () => {
  it('takes the row of the device that a manifest names', async () => {
    const { table, roles, groupings } = await labelled('a.pcap', manifestOf(`a.pcap,Plug,${PLUG},kitchen`));
    expect(table.rows.map(({ mac }) => mac)).toEqual([PLUG]);
    expect(roles).toEqual(['Plug']);
    expect(groupings).toEqual({ group: ['kitchen'], capture: ['a.pcap'], device: [PLUG] });
  });

  it('takes every row where the device does not matter', async () => {
    const { roles } = await labelled('a.pcap', manifestOf(`a.pcap,Plug,${PLUG},`), true);
    expect(roles).toEqual(['Plug', 'Plug', 'Plug']);
  });

  it('takes the row of its own device for each of several labels, whatever else is asked', async () => {
    const lines = [`a.pcap,Plug,${PLUG},`, 'a.pcap,Hub,02:00:5e:10:00:01,'];
    const { table, roles } = await labelled('a.pcap', manifestOf(...lines), true);
    expect(table.rows.map(({ mac }) => mac)).toEqual([PLUG, '02:00:5e:10:00:01']);
    expect(roles).toEqual(['Plug', 'Hub']);
  });

  it('knows a capture by the end of its path, the longest that the manifest has', async () => {
    const manifest = manifestOf(`a.pcap,Other,${PLUG},`, `x/a.pcap,Plug,${PLUG},`);
    expect((await labelled('elsewhere/x/a.pcap', manifest)).roles).toEqual(['Plug']);
  });

  it('says so where the labelled device was not met', async () => {
    const { roles, unused } = await labelled('a.pcap', manifestOf('a.pcap,Plug,02:00:00:00:00:99,'));
    expect(roles).toEqual([]);
    expect(unused).toEqual([{ capture: 'a.pcap', reason: 'no packet of 02:00:00:00:00:99' }]);
  });

  it('groups by further columns of a manifest that say something of every row', async () => {
    const text = `file,role,mac,site,note\na.pcap,Plug,${PLUG},lab,\na.pcap,Hub,02:00:5e:10:00:01,lab,new\n`;
    const manifest = { from: 'manifest', manifest: fileWith('l.csv', text), directory: '.' } as const;
    const { groupings } = await labelled('a.pcap', manifest);
    expect(groupings.site).toEqual(['lab', 'lab']);
    expect(Object.keys(groupings).sort()).toEqual(['capture', 'device', 'site']);
  });

  it('takes the physical device from a manifest, and the MAC address where it names none', async () => {
    const text = `file,role,mac,device\na.pcap,Plug,${PLUG},kitchen\na.pcap,Hub,02:00:5e:10:00:01,\n`;
    const manifest = { from: 'manifest', manifest: fileWith('l.csv', text), directory: '.' } as const;
    const { groupings } = await labelled('a.pcap', manifest);
    expect(groupings.device).toEqual(['kitchen', '02:00:5e:10:00:01']);
  });

  it('names roles by directory, and devices by their MAC addresses', async () => {
    const { roles, table, groupings } = await labelled('captures/Plug/a.pcap', { from: 'directory' });
    expect(roles).toEqual(['Plug', 'Plug', 'Plug']);
    expect(groupings.device).toEqual(table.rows.map(({ mac }) => mac));
    expect(groupings).not.toHaveProperty('group');
  });

  it('names roles by file name and keeps the rows of one device together', async () => {
    const { roles, groupings } = await labelled('x/Plug-a-Fri0036-15m-n00.pcap', { from: 'file-name' });
    expect(roles).toEqual(['Plug', 'Plug', 'Plug']);
    expect(groupings.device).toEqual(['Plug-a', 'Plug-a', 'Plug-a']);
  });

  it('drops captures labelled Unknown', async () => {
    const { roles, table, unused } = await labelled('Unknown/a.pcap', { from: 'directory' });
    expect([roles.length, table.rowCount]).toEqual([0, 0]);
    expect(unused).toEqual([{ capture: 'Unknown/a.pcap', reason: 'labelled Unknown' }]);
  });

  it('renames labels by a role map', async () => {
    const roleMap = fileWith('roles.csv', 'label,role\nPlug,Socket\n');
    const { roles } = await labelled('Plug/a.pcap', { from: 'directory', roleMap });
    expect(new Set(roles)).toEqual(new Set(['Socket']));
  });

  it('takes the labelled device from a file beside the capture', async () => {
    const directory = join(emptyDirectory(), 'Plug');
    mkdirSync(directory);
    copyFileSync(fileWith('mac', `${PLUG.toUpperCase()}\n`), join(directory, 'mac'));
    const { table } = await labelled(join(directory, 'a.pcap'), { from: 'directory', deviceMacFile: 'mac' });
    expect(table.rows.map(({ mac }) => mac)).toEqual([PLUG]);
  });

  it('refuses a capture without a label', async () => {
    await expect(labelled('b.pcap', manifestOf('a.pcap,Plug,,'))).rejects.toMatchObject({
      code: 'PIPELINE_NO_LABEL',
    });
  });
});

describe('selectLabelled', () => {
  it('keeps rows, roles and groups of the numbers given, in their order', async () => {
    const lines = [`a.pcap,Plug,${PLUG},1`, 'a.pcap,Hub,02:00:5e:10:00:01,2'];
    const all = await labelled('a.pcap', manifestOf(...lines));
    const { table, roles, groupings } = selectLabelled(all, [1, 0]);
    expect(table.rows.map(({ mac }) => mac)).toEqual(['02:00:5e:10:00:01', PLUG]);
    expect({ roles, groups: groupings.group }).toEqual({ roles: ['Hub', 'Plug'], groups: ['2', '1'] });
    expect(table.values.subarray(table.columnCount)).toEqual(all.table.values.subarray(0, table.columnCount));
  });
});
