import { describe, expect, it } from 'vitest';

import { checkFeatureSet } from './check-feature-set.ts';
import {
  type Accumulator,
  type AccumulatorTable,
  defineFeatureSet,
  Direction,
  type FeatureSet,
} from './feature-set.ts';
import { builtinSets } from './sets/builtin.ts';

/** A good set of two columns. */
const good = defineFeatureSet({
  id: 'good-set',
  version: 1,
  level: 'device',
  columns: {
    sent_packets: { unit: 'packets', doc: 'Packets the device sent.' },
    mean_length: { unit: 'bytes', doc: 'Mean length of its packets; 0 if there are none.' },
  },
  create() {
    let sent = 0;
    let packets = 0;
    let bytes = 0;
    return {
      observe(batch, row, direction) {
        if (direction === Direction.Out) sent += 1;
        packets += 1;
        bytes += batch.wireLengthBytes[row];
      },
      finish: () => ({ sent_packets: sent, mean_length: packets === 0 ? 0 : bytes / packets }),
    };
  },
});

/** A table of the good set, which adds up subjects that are one by `sumOf`. */
const tableOf = (sumOf: (subject: number) => number): AccumulatorTable => {
  const sums = new Map<number, Accumulator>();
  const of = (subject: number): Accumulator => {
    const sum = sums.get(sumOf(subject)) ?? good.create();
    sums.set(sumOf(subject), sum);
    return sum;
  };
  return {
    observe(batch, { count, entries, subjects }) {
      for (let at = 0; at < count; at += 1)
        of(subjects[at]).observe(
          batch,
          entries[at] >>> 1,
          entries[at] % 2 === 0 ? Direction.Out : Direction.In,
        );
    },
    writeRow: (subject, row) => row.set(Object.values(of(subject).finish())),
  };
};

/** The good set with other methods, as JavaScript lets one write them. */
const setWith = (accumulator: () => object): FeatureSet => ({
  ...good,
  create: () => Object.assign(good.create(), accumulator()),
});

const problemOf = (candidate: unknown): string => {
  try {
    checkFeatureSet(candidate);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'none';
};

describe('checkFeatureSet', () => {
  it('gives a set back that keeps the contract', () => {
    expect(checkFeatureSet(good)).toMatchObject({ id: 'good-set' });
    for (const set of builtinSets) expect(checkFeatureSet(set).id).toBe(set.id);
  });

  it('takes accumulators that are instances of a class', () => {
    class Count implements Accumulator {
      #packets = 0;
      observe(): void {
        this.#packets += 1;
      }
      finish(): Record<string, number> {
        return { sent_packets: this.#packets, mean_length: 0 };
      }
    }
    expect(problemOf({ ...good, create: () => new Count() })).toBe('none');
  });

  it.each<[string, unknown, string]>([
    ['no object', 7, 'found "number"'],
    ['no id', { ...good, id: undefined }, 'Give the set an id'],
    ['an id in other letters', { ...good, id: 'Good Set' }, 'An id is words of small letters'],
    ['no version', { ...good, version: '1' }, 'Give the set a version'],
    ['half a version', { ...good, version: 1.5 }, 'A version is a whole number from 1 on.'],
    ['another level', { ...good, level: 'packet' }, 'level is device or session.'],
    ['a set made by hand', { ...good, needsLastHeaders: undefined }, 'Make the set with defineFeatureSet.'],
    ['a doc that is no sentence', { ...good, doc: 'counts' }, 'doc is one sentence'],
    ['no columns', { ...good, columns: undefined }, 'columns names each column'],
    ['no column', { ...good, columns: {} }, 'Declare at least one column.'],
    ['a column that is a text', { ...good, columns: { a: 'packets' } }, 'A column has a unit and a doc.'],
    ['an unknown unit', { ...good, columns: { a: { unit: 'miles', doc: 'A.' } } }, 'found "unit miles"'],
    ['a column without doc', { ...good, columns: { a: { unit: 'flag' } } }, 'column a, found "no doc"'],
    [
      'a column name with a blank',
      { ...good, columns: { 'a b': { unit: 'flag', doc: 'A.' } } },
      'column a b',
    ],
    [
      'a column of identity',
      { ...good, columns: { packets: { unit: 'packets', doc: 'A.' } } },
      'FEATURE_RESERVED_COLUMN, set good-set, column packets). Give the column another name.',
    ],
    ['no create', { ...good, create: undefined }, 'create() makes an accumulator'],
    ['create without result', { ...good, create: () => undefined }, 'create() gives no accumulator'],
    ['an accumulator without finish', { ...good, create: () => ({ observe: () => 0 }) }, 'no accumulator'],
  ])('refuses %s', (_, candidate, words) => {
    expect(problemOf(candidate)).toContain(words);
    expect(problemOf(candidate)).toMatch(/FEATURE_BAD_SET|FEATURE_RESERVED_COLUMN/);
  });

  it.each<[string, string, () => object]>([
    [
      'a column left out',
      'FEATURE_MISSING_VALUE, set good-set, column mean_length)',
      () => ({ finish: () => ({ sent_packets: 0 }) }),
    ],
    [
      'a column not declared',
      'FEATURE_UNDECLARED_VALUE, set good-set, column other)',
      () => ({ finish: () => ({ sent_packets: 0, mean_length: 0, other: 0 }) }),
    ],
    [
      'a division by nothing',
      'FEATURE_NOT_FINITE, set good-set, column mean_length, found "NaN")',
      () => ({ finish: () => ({ sent_packets: 0, mean_length: 0 / 0 }) }),
    ],
    [
      'infinity',
      'FEATURE_NOT_FINITE, set good-set, column sent_packets, found "Infinity")',
      () => ({ finish: () => ({ sent_packets: 1 / 0, mean_length: 0 }) }),
    ],
    ['a list', 'found "finish() gave a list of 2"', () => ({ finish: () => [0, 0] })],
    ['nothing', 'found "finish() gave undefined"', () => ({ finish: () => undefined })],
    [
      'an error without packets',
      'FEATURE_SET_THREW, set good-set, found "finish(): no packets"',
      () => ({
        finish: () => {
          throw new Error('no packets');
        },
      }),
    ],
    [
      'an error on a packet',
      'FEATURE_SET_THREW, set good-set, found "observe(): ',
      () => ({
        observe: (batch: { last: undefined }) => {
          Reflect.get(batch.last!, 'protocols');
        },
      }),
    ],
    [
      'a place that writeRow leaves',
      'FEATURE_NOT_FINITE, set good-set, column mean_length',
      () => ({
        writeRow: (row: Float64Array) => {
          row[0] = 1;
        },
      }),
    ],
    [
      'a row that is too long',
      'FEATURE_ROW_LENGTH, set good-set, found "writeRow() wrote 3 values")',
      () => ({
        writeRow: (row: Float64Array) => {
          row.forEach((_, at) => {
            row[at] = 0;
          });
          row.fill(0, 0, 3);
          row.fill(Number.NaN, 3);
        },
      }),
    ],
    [
      'other values by writeRow',
      'FEATURE_ROWS_DIFFER, set good-set, column sent_packets',
      () => ({ writeRow: (row: Float64Array) => row.fill(-1) }),
    ],
  ])('finds %s and says what to do', (_, words, accumulator) => {
    const problem = problemOf(setWith(accumulator));
    expect(problem).toContain(words);
    expect(problem).toMatch(/\)\. \S.+\.$/);
  });

  it('takes tables that give what accumulators give', () => {
    const set = { ...good, createTable: () => tableOf((subject) => subject) };
    expect(checkFeatureSet(set)).toMatchObject({ id: 'good-set' });
  });

  it.each([
    ['no function', 'createTable() makes a table', {}],
    ['no table', 'createTable() gives no table', () => ({ observe: () => undefined })],
    ['one sum of all', 'FEATURE_ROWS_DIFFER, set good-set, column sent_packets', () => tableOf(() => 0)],
    [
      'values left out',
      'FEATURE_NOT_FINITE, set good-set, column sent_packets',
      () => ({ observe: () => undefined, writeRow: () => undefined }),
    ],
  ])('finds tables of %s', (_, words, createTable) => {
    expect(problemOf({ ...good, createTable })).toContain(words);
  });

  it('finds counts kept beside create', () => {
    let packets = 0;
    const observe = (): void => {
      packets += 1;
    };
    const shared = setWith(() => ({ observe, finish: () => ({ sent_packets: packets, mean_length: 0 }) }));
    expect(problemOf(shared)).toContain('FEATURE_SHARED_STATE, set good-set, column sent_packets');
  });

  it('finds one accumulator given to all devices', () => {
    const only = good.create();
    expect(problemOf({ ...good, create: () => only })).toContain('FEATURE_SHARED_STATE');
  });

  it('finds random values', () => {
    const random = setWith(() => ({ finish: () => ({ sent_packets: Math.random(), mean_length: 0 }) }));
    expect(problemOf(random)).toContain('FEATURE_SHARED_STATE');
  });

  it('finds batches that are kept', () => {
    const keeping = setWith(() => {
      let kept: Float64Array | undefined;
      return {
        observe: (batch: { seconds: Float64Array }) => {
          kept = batch.seconds;
        },
        finish: () => ({ sent_packets: kept?.[0] ?? 0, mean_length: 0 }),
      };
    });
    expect(problemOf(keeping)).toContain('FEATURE_KEEPS_BATCH, set good-set, column sent_packets');
  });
});
