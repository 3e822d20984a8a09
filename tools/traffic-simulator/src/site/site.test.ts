import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { randomSite } from './random-site.ts';
import { readSite } from './read-site.ts';
import { parseSite } from './site.ts';

describe('parseSite', () => {
  it('fills in what a description leaves out', () => {
    const site = parseSite({ name: 'branch', devices: { Printer: 2 } });
    expect(site).toMatchObject({ kind: 'enterprise', controllers: 2, devices: { Printer: 2 } });
    expect(site.vlan).toBeUndefined();
  });

  it.each([
    { fault: { name: 'Branch-1', devices: {} }, field: 'name' },
    { fault: { name: 'a', devices: { Toaster: 1 } }, field: 'devices' },
    { fault: { name: 'a', devices: {}, lossRate: 2 }, field: 'lossRate' },
    { fault: { name: 'a', devices: {}, colour: 'red' }, field: 'colour' },
    { fault: 7, field: 'whole' },
  ])('refuses a fault in $field and names it', ({ fault, field }) => {
    expect(() => parseSite(fault)).toThrow(expect.objectContaining({ code: 'SIMULATOR_BAD_SITE' }));
    expect(() => parseSite(fault)).toThrow(field);
  });
});

describe('readSite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'site-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const written = (text: string): string => {
    const path = join(directory, 'site.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('reads a description in YAML', async () => {
    const site = await readSite(written('name: lab\nkind: lab\ndevices: { Printer: 1, PKIServer: 2 }\n'));
    expect(site).toMatchObject({ name: 'lab', kind: 'lab', devices: { Printer: 1, PKIServer: 2 } });
  });

  it('refuses what is no YAML, and a file that is not there', async () => {
    await expect(readSite(written('name: [lab'))).rejects.toMatchObject({ code: 'SIMULATOR_BAD_SITE' });
    await expect(readSite(join(directory, 'none.yaml'))).rejects.toMatchObject({
      code: 'SIMULATOR_UNREADABLE',
    });
  });
});

describe('randomSite', () => {
  it('gives the same site for the same seed, and sites that differ for different numbers', () => {
    const site = (index: number): unknown => randomSite({ seed: 4, index, devicesPerRole: 1 });
    expect(site(1)).toEqual(site(1));
    const kinds = new Set(
      Array.from({ length: 30 }, (_, i) => randomSite({ seed: 4, index: i, devicesPerRole: 1 }).kind),
    );
    expect([...kinds].sort()).toEqual(['cloud', 'enterprise', 'lab', 'office']);
  });
});
