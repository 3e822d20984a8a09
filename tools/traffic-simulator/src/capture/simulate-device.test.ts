import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCaptureName } from '@networkml/naming';
import { readManifest } from '@networkml/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsOf, unintended } from '../check/findings.ts';
import { ROLE_SCRIPTS } from '../roles/roles.ts';
import { randomSite } from '../site/random-site.ts';
import type { Packet } from '../wire/packet.ts';
import { simulateDevice } from './simulate-device.ts';
import { MANIFEST_HEADER, manifestLine, type WrittenCapture, writeSite } from './write-site.ts';

const TSHARK = 'tshark';
const OPTIONS = { seed: 7, minutes: 2, mostPackets: 1_500 };

/** The same devices each time; cheap enough to look at every packet. */
function packetsOf(role: string, index: number, seed = OPTIONS.seed): readonly Packet[] {
  const script = ROLE_SCRIPTS.find((known) => known.role === role);
  if (script === undefined) throw new Error(role);
  const site = randomSite({ seed, index, devicesPerRole: 1 });
  return [...simulateDevice({ ...OPTIONS, site, script, index, seed }).packets];
}

/** What a receiver finds when it adds up an IP packet whose payload is zeros: all ones everywhere. */
function isSound({ bytes, wireBytes }: Packet): boolean {
  const tagBytes = word(bytes, 12) === 0x8100 ? 4 : 0;
  const start = 14 + tagBytes;
  const type = word(bytes, start - 2);
  if (type === 0x0806) return bytes.length === start + 28;
  const isVersion4 = type === 0x0800;
  const headerBytes = isVersion4 ? 20 : 40;
  // The checksum of a datagram in fragments counts all of them: only the header of IP can be added up.
  if (isVersion4 && (word(bytes, start + 6) & 0x3fff) !== 0)
    return folded(sum(bytes, start, start + 20)) === 0xffff;
  const total = word(bytes, start + (isVersion4 ? 2 : 4)) + (isVersion4 ? 0 : 40);
  const protocol = bytes[start + (isVersion4 ? 9 : 6)];
  const isBare = protocol === 1 || protocol === 2;
  const addresses = [start + (isVersion4 ? 12 : 8), start + headerBytes];
  const pseudo = isBare ? 0 : sum(bytes, addresses[0], addresses[1]) + protocol + total - headerBytes;
  const transport = folded(pseudo + sum(bytes, start + headerBytes, bytes.length));
  const isHeaderSound = !isVersion4 || folded(sum(bytes, start, start + 20)) === 0xffff;
  return isHeaderSound && transport === 0xffff && wireBytes >= start + total;
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

function sum(bytes: Uint8Array, start: number, end: number): number {
  let total = 0;
  for (let at = start; at < end; at += 2) total += (bytes[at] << 8) | (at + 1 < end ? bytes[at + 1] : 0);
  return total;
}

function folded(total: number): number {
  return total > 0xffff ? folded((total & 0xffff) + (total >>> 16)) : total;
}

const ROLES = ROLE_SCRIPTS.map(({ role }) => role);

describe.each(ROLES)('a capture of %s', (role) => {
  const captures = [0, 1, 2, 3].map((index) => packetsOf(role, index));

  it('has right lengths and checksums in every packet', () => {
    expect(captures.flat().filter((packet) => !isSound(packet))).toEqual([]);
  });

  it('is in order of time and within its limits', () => {
    for (const packets of captures) {
      const times = packets.map(({ atMicros }) => atMicros);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((time) => time >= 0)).toBe(true);
      expect(packets.length).toBeLessThanOrEqual(OPTIONS.mostPackets);
    }
  });

  it('is the same for the same seed and another for another seed', () => {
    expect(packetsOf(role, 1)).toEqual(captures[1]);
    expect(packetsOf(role, 1, 8)).not.toEqual(captures[1]);
  });
});

/** Destination ports of connections that others open to the device, or it opens to others. */
function openedPorts(role: string, direction: 'in' | 'out'): ReadonlySet<number> {
  const script = ROLE_SCRIPTS.find((known) => known.role === role);
  if (script === undefined) throw new Error(role);
  const ports = new Set<number>();
  for (let index = 0; index < 12; index += 1) {
    const site = randomSite({ seed: 3, index, devicesPerRole: 1 });
    const capture = simulateDevice({ ...OPTIONS, minutes: 5, mostPackets: 4_000, site, script, index });
    for (const { bytes } of capture.packets) {
      const start = 14 + (word(bytes, 12) === 0x8100 ? 4 : 0);
      const type = word(bytes, start - 2);
      const transport = start + (type === 0x86dd ? 40 : 20);
      const protocol = type === 0x0806 ? 0 : bytes[start + (type === 0x86dd ? 6 : 9)];
      const isSyn = protocol === 6 && (bytes[transport + 13] & 0x12) === 2;
      const isFromDevice = Buffer.compare(bytes.subarray(6, 12), capture.mac) === 0;
      if (isSyn && isFromDevice === (direction === 'out')) ports.add(word(bytes, transport + 2));
    }
  }
  return ports;
}

describe('the tell-tale ports', () => {
  it.each([
    { role: 'ActiveDirectoryController', direction: 'in', ports: [88, 389, 445, 135] },
    { role: 'AdminServer', direction: 'out', ports: [22, 5985] },
    { role: 'AdminWorkstation', direction: 'out', ports: [22, 3389] },
    { role: 'BusinessWorkstation', direction: 'out', ports: [80, 443] },
    { role: 'ConfluenceServer', direction: 'in', ports: [443] },
    { role: 'DevWorkstation', direction: 'out', ports: [22, 443] },
    { role: 'DistrFileShare', direction: 'in', ports: [445] },
    { role: 'ExchangeServer', direction: 'in', ports: [25, 443] },
    { role: 'ExchangeServer', direction: 'out', ports: [25, 389] },
    { role: 'GPULaptop', direction: 'out', ports: [443, 22] },
    { role: 'GithubRepo', direction: 'in', ports: [443, 22] },
    { role: 'PKIServer', direction: 'in', ports: [80, 443] },
    { role: 'Printer', direction: 'in', ports: [9100, 631, 515] },
  ] as const)('of $role are opened ($direction)', ({ role, direction, ports }) => {
    const opened = openedPorts(role, direction);
    expect(ports.filter((port) => !opened.has(port))).toEqual([]);
  });
});

describe('a written site', () => {
  const directory = mkdtempSync(join(tmpdir(), 'traffic-simulator-'));
  let written: readonly WrittenCapture[] = [];
  beforeAll(() => {
    written = [...writeSite(randomSite({ seed: 2, index: 0, devicesPerRole: 2 }), { ...OPTIONS, directory })];
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('has a file of every device under a name that tells its role', () => {
    expect(readdirSync(directory).sort()).toEqual(written.map(({ file }) => file).sort());
    const names = written.map(({ file }) => parseCaptureName(file));
    expect(names.map((parsed) => parsed.ok && parsed.name.role)).toEqual(
      ROLES.flatMap((role) => [role, role]),
    );
  });

  it('comes with a manifest that training reads', async () => {
    const path = join(directory, 'manifest.csv');
    const { writeFile, rm } = await import('node:fs/promises');
    await writeFile(path, [MANIFEST_HEADER, ...written.map(manifestLine), ''].join('\n'));
    const entries = await readManifest(path, directory);
    await rm(path);
    expect(entries.map(({ role, mac, group }) => [role, mac, group])).toEqual(
      written.map(({ role, mac }) => [role, mac, 'site0']),
    );
  });

  it.skipIf(spawnSync(TSHARK, ['--version']).status !== 0)(
    'has nothing malformed and no TCP segment out of place for tshark, but what is sent again on purpose',
    async () => {
      for (const { file } of written) {
        expect([...unintended(await findingsOf(join(directory, file)))], file).toEqual([]);
      }
      expect(readFileSync(join(directory, written[0].file)).length).toBeGreaterThan(24);
    },
    120_000,
  );
});
