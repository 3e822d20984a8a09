import { describe, expect, it } from 'vitest';
import { BasePool, packBases } from './bases/pool.ts';
import { readOwnBases, readSharedBases } from './bases/read-bases.ts';
import { createInput } from './mutate/input.ts';
import { runInputs } from './run/run-inputs.ts';

const OWN = packBases(readOwnBases(), []);

describe('a short run', () => {
  it('finds nothing in inputs made from our own captures', async () => {
    const { tally, findings } = await runInputs(new BasePool(OWN), { seed: 11, from: 0, to: 1500 });
    expect(findings).toStrictEqual([]);
    expect(tally.packets).toBeGreaterThan(1000);
  }, 60_000);

  const shared = readSharedBases();
  it.skipIf(shared.length === 0)(
    'finds nothing in inputs made from public captures (skipped without shared/captures)',
    async () => {
      const pool = new BasePool(packBases(readOwnBases(), shared));
      const { findings } = await runInputs(pool, { seed: 12, from: 0, to: 1500 });
      expect(findings).toStrictEqual([]);
    },
    60_000,
  );
});

describe('an input', () => {
  it('depends on the seed and its number alone', () => {
    const bytes = (seed: number, index: number): Uint8Array =>
      createInput(new BasePool(OWN), seed, index).bytes;
    expect(bytes(3, 70)).toStrictEqual(bytes(3, 70));
    expect(bytes(3, 70)).not.toStrictEqual(bytes(4, 70));
  });
});
