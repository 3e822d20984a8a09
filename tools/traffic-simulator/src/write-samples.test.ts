import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROLE_LABELS } from '@networkml/naming';
import { describe, expect, it } from 'vitest';
import { ROLE_SAMPLES, roleSamples } from './write-samples.ts';

const MOST_BYTES = 100_000;

/** Compressed bytes depend on the version of zlib; what they hold does not. */
const contentOf = (name: string, bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);

describe('roleSamples', async () => {
  const samples = await roleSamples();

  it('are all there is in datasets/samples/roles, one of each role', () => {
    const names = samples.map(({ name }) => name);
    expect(readdirSync(ROLE_SAMPLES).sort()).toEqual([...names].sort());
    const roles = names.filter((name) => name.endsWith('.gz')).map((name) => name.split('-')[0]);
    expect(roles.sort()).toEqual(Object.keys(ROLE_LABELS).sort());
  });

  it.each(samples)('gives $name as it lies there; npm run samples renews it', ({ name, bytes }) => {
    const committed = readFileSync(join(ROLE_SAMPLES, name));
    expect(Buffer.compare(contentOf(name, bytes), contentOf(name, committed))).toBe(0);
    expect(committed.length).toBeLessThan(MOST_BYTES);
  });
});
