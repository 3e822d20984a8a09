import { PacketBatch } from '@networkml/pcap-reader';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { quantile } from '../../stats/quantile.ts';
import { rowOf } from '../../testing/ends.ts';
import { STATISTICS } from './columns.ts';
import { HostTable } from './host-table.ts';
import { IP_FLAGS_READINGS } from './ip-flags.ts';
import { EXACT_LENGTHS, EXACT_TIMES } from './kernel-layout.ts';

const CAPACITY = 2048;
const ENTRIES = Uint32Array.from({ length: CAPACITY }, (_, row) => row * 2);
const SUBJECTS = new Uint32Array(CAPACITY);

type Statistics = Readonly<Record<(typeof STATISTICS)[number][0], number>>;

/** The statistics of packets that a device sent. */
const describePackets = (
  count: number,
  fill: (batch: PacketBatch, row: number, index: number) => void,
): { readonly lengths: Statistics; readonly times: Statistics } => {
  const table = new HostTable({ ipFlags: IP_FLAGS_READINGS.tshark4, setId: 'networkml-host' });
  const batch = new PacketBatch({ capacity: CAPACITY, last: true });
  for (let start = 0; start < count; start += CAPACITY) {
    batch.count = Math.min(CAPACITY, count - start);
    for (let row = 0; row < batch.count; row += 1) fill(batch, row, start + row);
    table.observe(batch, { count: batch.count, entries: ENTRIES, subjects: SUBJECTS });
  }
  const row = rowOf(table, 0, 280);
  table.release();
  const statisticsAt = (at: number): Statistics => {
    const [max, min, number, total, average, median, variance, lower, upper] = row.subarray(at);
    return { max, min, count: number, total, average, median, variance, '25q': lower, '75q': upper };
  };
  return { lengths: statisticsAt(0), times: statisticsAt(STATISTICS.length) };
};

const ofTimes = (values: ArrayLike<number>): Statistics =>
  describePackets(values.length, (batch, row, index) => {
    batch.deltaSeconds[row] = values[index];
  }).times;

const ofLengths = (values: ArrayLike<number>): Statistics =>
  describePackets(values.length, (batch, row, index) => {
    batch.wireLengthBytes[row] = values[index];
  }).lengths;

const quartilesOf = ({ '25q': lower, median, '75q': upper }: Statistics): number[] => [lower, median, upper];

const exactQuartiles = (values: readonly number[]): number[] => {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((share) => quantile(share, sorted.length, (rank) => sorted[rank]));
};

/** Numbers one after the other again and again, so many that not all are kept. */
const repeated = (values: readonly number[], count = EXACT_TIMES + 100): number[] =>
  Array.from({ length: count }, (_, index) => values[index % values.length]);

/** Numbers of all magnitudes that times have, both signs and 0. */
const magnitudes = fc
  .tuple(fc.constantFrom(-1, 0, 1, 1, 1), fc.double({ min: -30, max: 30, noNaN: true }))
  .map(([sign, exponent]) => sign * 2 ** exponent);

/** How far the quartiles of many values may be from exact ones, which lie between two of them. */
const allowedErrors = (values: readonly number[]): number[] => {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.25, 0.5, 0.75].map((share) => {
    const below = Math.floor(share * (sorted.length - 1));
    const larger = Math.max(
      Math.abs(sorted[below]),
      Math.abs(sorted[Math.min(below + 1, sorted.length - 1)]),
    );
    return (larger / 256) * (1 + 1e-9) + 2 ** -40;
  });
};

const isWithin = (found: readonly number[], exact: readonly number[], allowed: readonly number[]): boolean =>
  found.every((value, index) => Math.abs(value - exact[index]) <= allowed[index]);

describe.each([
  ['lengths', ofLengths],
  ['times', ofTimes],
])('statistics of %s', (_, describeValues) => {
  it('give a single value no variance', () => {
    expect(describeValues([7])).toMatchObject({ max: 7, min: 7, median: 7, variance: 0, '75q': 7 });
  });

  it('agree with numpy', () => {
    // numpy.percentile([1, 2, 4, 8, 16, 16], [25, 50, 75]) and var(ddof=1)
    const { variance, ...others } = describeValues([16, 1, 8, 4, 16, 2]);
    expect(variance).toBeCloseTo(45.766666666666666, 12);
    const quartiles = { '25q': 2.5, median: 6, '75q': 14 };
    expect(others).toEqual({ max: 16, min: 1, count: 6, total: 47, average: 47 / 6, ...quartiles });
  });

  it('have exact quartiles, however often values occur', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 1500 }),
        fc.integer({ min: 1, max: 20 }),
        (some, times) => {
          const values = repeated(some, some.length * times);
          expect(quartilesOf(describeValues(values))).toEqual(exactQuartiles(values));
        },
      ),
    );
  });

  it.each([
    ['ascending', (index: number) => index],
    ['descending', (index: number) => 4000 - index],
    ['equal', () => 7],
    ['an organ pipe', (index: number) => Math.min(index, 4000 - index)],
  ])('are exact for values that are %s', (__, valueOf) => {
    const values = Array.from({ length: 4000 }, (___, index) => valueOf(index));
    expect(quartilesOf(describeValues(values))).toEqual(exactQuartiles(values));
  });

  it('are the same whatever the order of many values', () => {
    const values = Array.from({ length: EXACT_TIMES + 2000 }, (__, index) => (index * 7919) % 20_011);
    const [onwards, backwards] = [describeValues(values), describeValues(values.toReversed())];
    expect(quartilesOf(backwards)).toEqual(quartilesOf(onwards));
    expect(isWithin(quartilesOf(onwards), exactQuartiles(values), allowedErrors(values))).toBe(true);
  });
});

describe('statistics of lengths', () => {
  it('count lengths up to 2^32 - 1', () => {
    expect(ofLengths([0xffffffff, 0, 0xffffffff])).toMatchObject({ total: 2 * 0xffffffff, min: 0 });
  });

  it('are exact up to the bound of distinct lengths, and close beyond but for exact sums and bounds', () => {
    const lengthsOf = (distinct: number): number[] =>
      Array.from({ length: 3 * distinct }, (_, index) => 100 + ((index * 7919) % distinct));
    const few = lengthsOf(EXACT_LENGTHS);
    expect(quartilesOf(ofLengths(few))).toEqual(exactQuartiles(few));
    const many = lengthsOf(EXACT_LENGTHS + 1);
    const found = ofLengths(many);
    expect(quartilesOf(found)).not.toEqual(exactQuartiles(many));
    expect(isWithin(quartilesOf(found), exactQuartiles(many), allowedErrors(many))).toBe(true);
    const total = many.reduce((sum, value) => sum + value, 0);
    expect(found).toMatchObject({ count: many.length, min: 100, max: 100 + EXACT_LENGTHS, total });
    const squares = many.reduce((sum, value) => sum + (value - total / many.length) ** 2, 0);
    expect(found.variance).toBeCloseTo(squares / (many.length - 1), 4);
  });
});

describe('statistics of times', () => {
  it('are exact up to the bound, and off by 1/256 at most beyond', () => {
    fc.assert(
      fc.property(fc.array(magnitudes, { minLength: 5, maxLength: 600 }), (some) => {
        const few = repeated(some, EXACT_TIMES);
        expect(quartilesOf(ofTimes(few))).toEqual(exactQuartiles(few));
        const many = repeated(some);
        expect(isWithin(quartilesOf(ofTimes(many)), exactQuartiles(many), allowedErrors(many))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('have exact sums and bounds of any number of values', () => {
    fc.assert(
      fc.property(fc.array(magnitudes, { minLength: 1, maxLength: 600 }), (some) => {
        // As many rounds as make more values than are kept: sums are so many times those of one round.
        const rounds = Math.ceil((EXACT_TIMES + 1) / some.length);
        const [one, all] = [ofTimes(some), ofTimes(repeated(some, rounds * some.length))];
        expect([all.count, all.min, all.max]).toEqual([rounds * some.length, one.min, one.max]);
        const scale = some.reduce((sum, value) => sum + Math.abs(value), 0);
        expect(Math.abs(all.total - rounds * one.total)).toBeLessThanOrEqual(1e-12 * rounds * scale);
        const largest = Math.max(Math.abs(one.min), Math.abs(one.max));
        const expected = (one.variance * (some.length - 1) * rounds) / (rounds * some.length - 1);
        expect(Math.abs(all.variance - expected)).toBeLessThanOrEqual(
          1e-9 * expected + (1e-13 * largest) ** 2,
        );
      }),
      { numRuns: 20 },
    );
  });

  it('sum small values beside large ones of both signs without losing them', () => {
    expect(ofTimes([1e16, 1, -1e16, 1]).total).toBe(2);
  });

  it('keep the variance of values that hardly differ from their mean', () => {
    const values = Array.from({ length: 3 * EXACT_TIMES }, (_, index) => 1e9 + (index % 2));
    expect(ofTimes(values).variance).toBeCloseTo(0.25 * (values.length / (values.length - 1)), 9);
  });

  it.each([0, 1e-300, -1e-300, 1e300, -1e300, Number.MAX_VALUE])(
    'keep to the bounds of what is too small or large for buckets, as %f is',
    (value) => {
      expect(quartilesOf(ofTimes(repeated([value])))).toEqual([value, value, value]);
    },
  );
});
