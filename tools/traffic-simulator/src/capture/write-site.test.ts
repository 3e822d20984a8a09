import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { randomSite } from '../site/random-site.ts';
import { writeSite } from './write-site.ts';

describe('writeSite', () => {
  it('leaves no file of a device without a packet', () => {
    const directory = mkdtempSync(join(tmpdir(), 'write-site-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const site = randomSite({ seed: 1, index: 0, devicesPerRole: 1 });
    const options = { directory, seed: 1, minutes: 1 };
    expect([...writeSite(site, { ...options, mostPackets: 0 })]).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
    const written = [...writeSite(site, { ...options, mostPackets: 1 })];
    expect(written.every(({ packetCount }) => packetCount === 1)).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(written.map(({ file }) => file).sort());
  });
});
