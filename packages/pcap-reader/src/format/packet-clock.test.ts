import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureInfo } from '../capture-info.ts';
import { PacketBatch } from '../packet-batch.ts';
import { PacketClock, tickSource } from './packet-clock.ts';

const stamped = (
  ticks: bigint,
  ticksPerSecond: number | bigint,
  offsetSeconds = 0,
): { seconds: number; nanos: number } => {
  const batch = new PacketBatch({ capacity: 1 });
  const source = tickSource({ ticksPerSecond, offsetSeconds });
  const clock = new PacketClock(new CaptureInfo());
  clock.stampTicks(batch, 0, Number(ticks >> 32n), Number(ticks & 0xffffffffn), source);
  return { seconds: batch.seconds[0], nanos: batch.nanos[0] };
};

describe('PacketClock', () => {
  it('divides 64-bit tick counts exactly in every resolution', () => {
    const resolutions = fc.oneof(
      fc.integer({ min: 0, max: 20 }).map((exponent) => 10n ** BigInt(exponent)),
      fc.integer({ min: 0, max: 63 }).map((exponent) => 2n ** BigInt(exponent)),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), resolutions, (ticks, perSecond) => {
        const resolution = perSecond <= 1_000_000_000n ? Number(perSecond) : perSecond;
        expect(stamped(ticks, resolution)).toStrictEqual({
          seconds: Number(ticks / perSecond),
          nanos: Number(((ticks % perSecond) * 1_000_000_000n) / perSecond),
        });
      }),
      { numRuns: 5000 },
    );
  });

  it.each([6, 9])('divides counts next to a whole second exactly, in units of 10^-%i', (exponent) => {
    const perSecond = 10n ** BigInt(exponent);
    for (const second of [0n, 1n, 1_700_000_000n, 4_294_967_295n, 18_446_744_072n]) {
      for (const off of [-1n, 0n, 1n]) {
        const ticks = second * perSecond + off;
        if (ticks < 0n) continue;
        expect(stamped(ticks, Number(perSecond))).toStrictEqual({
          seconds: Number(ticks / perSecond),
          nanos: Number(((ticks % perSecond) * 1_000_000_000n) / perSecond),
        });
      }
    }
  });

  it('adds the offset of the interface', () => {
    expect(stamped(1_500_000n, 1_000_000, -10)).toStrictEqual({ seconds: -9, nanos: 500_000_000 });
  });

  it('measures a delta across a second without losing nanoseconds', () => {
    const batch = new PacketBatch({ capacity: 2 });
    const clock = new PacketClock(new CaptureInfo());
    clock.stamp(batch, 0, 1_700_000_000, 999_999_999);
    clock.stamp(batch, 1, 1_700_000_001, 1);
    expect(batch.deltaSeconds[1]).toBeCloseTo(2e-9, 15);
  });

  it('carries nanoseconds beyond a second over, and counts that', () => {
    const info = new CaptureInfo();
    const batch = new PacketBatch({ capacity: 2 });
    const clock = new PacketClock(info);
    clock.stamp(batch, 0, 10, 999_999_999);
    clock.stamp(batch, 1, 10, 4_294_967_295_000); // 2^32 - 1 microseconds
    expect([batch.seconds[1], batch.nanos[1], info.carriedTimestamps]).toStrictEqual([4304, 967_295_000, 1]);
  });
});
