import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFeatureSets } from '@networkml/pipeline';
import { describe, expect, it } from 'vitest';
import { loadHostRows } from './host-rows.ts';
import { type KnownHost, readKnownHosts } from './known-hosts.ts';

const SAMPLES = fileURLToPath(new URL('../../../../datasets/samples', import.meta.url));
const sets = findFeatureSets(['device']);

const workstation = {
  file: 'office.pcapng.gz',
  mac: '02:00:5e:30:00:33',
  ip: '10.10.0.33',
  role: 'BusinessWorkstation',
};
const behindRouter = {
  file: 'office.pcapng.gz',
  mac: '02:00:5e:30:14:01',
  ip: '10.10.0.10',
  role: 'Printer',
};
const withoutMac = { file: 'raw-ip.pcap', ip: '2001:DB8:8::2', role: 'AdminWorkstation' };

const rowsOf = async (...hosts: readonly KnownHost[]): Promise<readonly string[]> =>
  (await loadHostRows(SAMPLES, hosts, sets)).table.rows.map(({ device }) => device);

describe('loadHostRows', () => {
  it('finds a host by its MAC address, and by its IP address behind a router or without a MAC, in the order given', async () => {
    expect(await rowsOf(withoutMac, workstation, behindRouter)).toEqual([
      '2001:db8:8::2',
      workstation.mac,
      behindRouter.ip,
    ]);
  });

  it('takes the IP address where the MAC is mostly that of another host', async () => {
    expect(await rowsOf({ ...workstation, ip: '10.10.0.10' })).toEqual(['10.10.0.10']);
  });

  it('refuses a host that is not in its capture', async () => {
    const absent = { ...workstation, mac: '02:00:00:00:00:01', ip: '10.9.9.9' };
    await expect(rowsOf(absent)).rejects.toMatchObject({
      code: 'PIPELINE_NO_DEVICE',
      detail: expect.stringContaining('10.9.9.9') as unknown,
    });
  });
});

const ROLES_DEV = join(
  process.env.NETWORKML_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url)),
  'datasets/roles-dev',
);
const HAS_HOSTS = existsSync(ROLES_DEV);

describe.skipIf(!HAS_HOSTS)(
  `the real hosts of roles-dev${HAS_HOSTS ? '' : ` (skipped: ${ROLES_DEV} is missing)`}`,
  () => {
    it('are all found, each with the address that is listed', async () => {
      const hosts = await readKnownHosts(ROLES_DEV);
      const { table, roles } = await loadHostRows(ROLES_DEV, hosts, sets);
      expect(table.rows.map(({ capture }) => capture)).toEqual(hosts.map(({ file }) => file));
      expect(roles).toEqual(hosts.map(({ role }) => role));
      hosts.forEach(({ ip }, row) => {
        expect(table.rows[row].ips).toContain(ip);
      });
    });
  },
);
