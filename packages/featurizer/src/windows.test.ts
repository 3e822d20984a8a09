import { describe, expect, it } from 'vitest';

import { type FeaturizerOptions } from './featurizer.ts';
import { builtinSets } from './sets/builtin.ts';
import { networkmlHost } from './sets/networkml-host/networkml-host.ts';
import { type FeatureTable } from './table.ts';
import { featurizePackets, namedRows, withDeltas } from './testing/counts.ts';
import { type TestPacket } from './testing/packets.ts';

const [A, B] = [0x02000000000a, 0x02000000000b];
const [NAME_A, NAME_B] = ['02:00:00:00:00:0a', '02:00:00:00:00:0b'];
const GROUP = 0x01005e7ffffa;

const at = (seconds: number, from = A): TestPacket => ({ from, to: GROUP, seconds });

const windowed = (packets: readonly TestPacket[], options: Partial<FeaturizerOptions> = {}): FeatureTable =>
  featurizePackets(packets, { windowSeconds: 10, ...options });

const startsOf = ({ rows }: FeatureTable): unknown[] => rows.map(({ windowStart }) => windowStart);

/** Traffic between two devices of some variety, a packet every two seconds or so. */
const traffic = (length: number): TestPacket[] =>
  withDeltas(
    Array.from({ length }, (_, index): TestPacket => {
      const isFromA = index % 3 !== 0;
      return {
        ...(isFromA ? { from: A, to: B } : { from: B, to: A }),
        seconds: 1.7e9 + index * 2,
        nanos: (index * 98_765_432) % 1e9,
        length: 60 + ((index * 7) % 30),
        etherType: 0x0800,
        source: isFromA ? '10.0.0.1' : `10.0.1.${index % 4}`,
        destination: isFromA ? `10.0.1.${index % 4}` : '10.0.0.1',
        ...(index % 2 === 0 ? { tcp: [50_000 + (index % 5), 443, 0x18] } : { udp: [5353, 5353] }),
      };
    }),
  );

describe('time windows', () => {
  it('give a row for each device and window, windows first', () => {
    const table = windowed([at(100), at(109, B), at(109), at(110), at(121, B), at(122)]);
    expect(namedRows(table)).toEqual([
      `${NAME_A} 2 0`,
      `${NAME_B} 1 0`,
      `${NAME_A} 1 0`,
      `${NAME_B} 1 0`,
      `${NAME_A} 1 0`,
    ]);
    expect(startsOf(table)).toEqual([100, 100, 110, 120, 120]);
  });

  it('count from the first packet, whatever the time is', () => {
    const packets = [0, 9.5, 10, 25].map((seconds) => at(seconds));
    const counts = (offset: number): string[] =>
      namedRows(windowed(packets.map((packet) => ({ ...packet, seconds: (packet.seconds ?? 0) + offset }))));
    expect(counts(0)).toEqual([`${NAME_A} 2 0`, `${NAME_A} 1 0`, `${NAME_A} 1 0`]);
    for (const offset of [3, 1.7e9, 1.7e9 + 0.25, -1e6]) expect(counts(offset)).toEqual(counts(0));
  });

  it('count a nanosecond before the end of a window to it', () => {
    const packets = [
      { ...at(1.7e9), nanos: 5 },
      { ...at(1.7e9 + 10), nanos: 4 },
      { ...at(1.7e9 + 10), nanos: 5 },
    ];
    expect(namedRows(windowed(packets))).toEqual([`${NAME_A} 2 0`, `${NAME_A} 1 0`]);
  });

  it('are not told of where rows are of whole captures', () => {
    expect(featurizePackets([at(100)]).rows[0]).not.toHaveProperty('windowStart');
  });

  it('lie before the first packet where time runs back', () => {
    const table = windowed([at(100), at(85), at(101)]);
    expect([namedRows(table), startsOf(table)]).toEqual([
      [`${NAME_A} 1 0`, `${NAME_A} 2 0`],
      [80, 100],
    ]);
  });

  it('take a packet without time for one of the window before it', () => {
    const table = windowed([at(Number.NaN), at(100), at(112), at(Number.NaN)]);
    expect([namedRows(table), startsOf(table)]).toEqual([
      [`${NAME_A} 2 0`, `${NAME_A} 2 0`],
      [100, 110],
    ]);
    expect(windowed([at(Number.NaN)]).rows[0]).not.toHaveProperty('windowStart');
  });

  it('lose no packet however times jump, and give a window that was finished early another row', () => {
    const times = [0, 10, 20, 30, 40, 0, 1e9, 5];
    const table = windowed(times.map((seconds) => at(seconds)));
    expect(startsOf(table)).toEqual([0, 0, 10, 20, 30, 40, 1e9]);
    expect(namedRows(table)[1]).toBe(`${NAME_A} 2 0`);
  });

  it('are refused where their rows do not fit', () => {
    const packets = Array.from({ length: 20 }, (_, index) => at(index * 10));
    expect(() => windowed(packets, { maxWindowValues: 30 })).toThrow(
      'FEATURE_TOO_MANY_WINDOWS, found "10 s"',
    );
    expect(windowed(packets, { maxWindowValues: 40 }).rowCount).toBe(20);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'have a length, which is not %f',
    (windowSeconds) => {
      expect(() => windowed([], { windowSeconds })).toThrow('FEATURE_BAD_WINDOW');
    },
  );

  it('give rows of the device that is canonical in the whole capture', () => {
    const packets = [
      { ...at(0), source: '10.0.0.1' },
      { ...at(1, B), source: '10.0.0.2' },
      { ...at(11, B), source: '10.0.0.2' },
      { ...at(12), source: '10.0.0.3' },
      { ...at(55), source: '10.0.0.1' },
    ];
    const table = windowed(packets, { devices: 'canonical' });
    expect(table.rows.map(({ device, windowStart }) => [device, windowStart])).toEqual([
      [NAME_B, 0],
      [NAME_B, 10],
    ]);
  });

  it('are the same whether packets come in one batch or in many', () => {
    const packets = traffic(40);
    const options = { sets: [networkmlHost()], windowSeconds: 15 };
    const expected = featurizePackets(packets, options);
    for (const size of [2, 7, 40]) expect(featurizePackets(packets, options, size)).toEqual(expected);
  });
});

describe.each(builtinSets.map((set) => [set.id, set] as const))('time windows of %s', (_, set) => {
  it('have the values of a capture that was cut to them', () => {
    const packets = traffic(60);
    const whole = featurizePackets(packets, { sets: [set], windowSeconds: 30 });
    const first = packets[0].seconds ?? 0;
    for (const windowStart of new Set(startsOf(whole))) {
      const start = Math.round(Number(windowStart) - first) + first;
      const inside = packets.filter(({ seconds = 0 }) => seconds >= start && seconds < start + 30);
      // The time since the packet before is that of the whole capture, also across the cut.
      const cut = featurizePackets(inside, { sets: [set] });
      const rows = whole.rows.flatMap((row, index) => (row.windowStart === windowStart ? [index] : []));
      expect(rows.map((row) => whole.rows[row].device)).toEqual(cut.rows.map(({ device }) => device));
      for (const [index, row] of rows.entries()) {
        const valuesOf = (table: FeatureTable, at: number): Float64Array =>
          table.values.subarray(at * table.columnCount, (at + 1) * table.columnCount);
        expect(valuesOf(whole, row)).toEqual(valuesOf(cut, index));
      }
    }
    expect(new Set(startsOf(whole)).size).toBe(4);
  });
});
