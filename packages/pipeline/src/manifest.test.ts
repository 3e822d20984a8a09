import { describe, expect, it } from 'vitest';
import { readManifest, readRoleMap } from './manifest.ts';
import { fileWith } from './testing/samples.ts';

const anyTextWith = (part: string): unknown => expect.stringContaining(part);

describe('readManifest', () => {
  it('joins paths to their directory and writes MAC addresses as the reader does', async () => {
    const text = 'file,role,mac,group\na.pcap,Plug,02-00-5E-10-00-21,kitchen\nb/c.pcap,Hub,,\n';
    expect(await readManifest(fileWith('labels.csv', text), 'captures')).toEqual([
      { capture: 'captures/a.pcap', role: 'Plug', mac: '02:00:5e:10:00:21', group: 'kitchen', row: 2 },
      { capture: 'captures/b/c.pcap', role: 'Hub', row: 3 },
    ]);
  });

  it('keeps the cells of further columns by name', async () => {
    const text = 'file,role,site,person\na.pcap,Plug,lab,A\nb.pcap,Plug,lab,\n';
    const entries = await readManifest(fileWith('labels.csv', text), '.');
    expect(entries.map(({ columns }) => columns)).toEqual([{ site: 'lab', person: 'A' }, { site: 'lab' }]);
  });

  it.each([
    ['a missing column', 'file\na.pcap\n', 'row 1, no column role'],
    ['an empty file', 'file,role\na.pcap,Plug\n,Plug\n', 'row 3, column file'],
    ['an empty role', 'file,role\na.pcap,\n', 'row 2, column role'],
    ['no MAC address', 'file,role,mac\na.pcap,Plug,02:00\n', 'row 2, column mac'],
    ['a row too short', 'file,role\na.pcap,Plug\nb.pcap\n', 'row 3'],
  ])('refuses %s and says where', async (_, text, place) => {
    const path = fileWith('labels.csv', text);
    await expect(readManifest(path, '.')).rejects.toMatchObject({
      code: 'PIPELINE_BAD_MANIFEST',
      message: anyTextWith(`${path}, ${place}`),
    });
  });

  it('refuses a file that is not there', async () => {
    await expect(readManifest('missing.csv', '.')).rejects.toMatchObject({ code: 'PIPELINE_UNREADABLE' });
  });
});

describe('readRoleMap', () => {
  it('gives the role of each label', async () => {
    const path = fileWith('roles.csv', 'label,role\nCam1,Cam\nCam2,Cam\n');
    expect([...(await readRoleMap(path))]).toEqual([
      ['Cam1', 'Cam'],
      ['Cam2', 'Cam'],
    ]);
  });

  it.each([
    ['an empty cell', 'label,role\nCam1,Cam\nCam2,\n', 'row 3'],
    ['a missing column', 'label\nCam1\n', 'row 1, no column role'],
  ])('refuses %s and says where', async (_, text, place) => {
    await expect(readRoleMap(fileWith('roles.csv', text))).rejects.toThrow(
      new RegExp(`${place}.*PIPELINE_BAD_ROLE_MAP`),
    );
  });
});
