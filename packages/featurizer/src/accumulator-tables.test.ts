import { describe, expect, it } from 'vitest';

import { type AccumulatorTable, defineFeatureSet, type FeatureSet, type Level } from './feature-set.ts';
import { type FeaturizerOptions } from './featurizer.ts';
import { type FeatureTable } from './table.ts';
import { countsOfLevel, featurizePackets, namedRows } from './testing/counts.ts';
import { type TestPacket } from './testing/packets.ts';

const [A, B, C] = [0x02000000000a, 0x02000000000b, 0x02000000000c];

/** What happened to tables, one word a call. */
type Events = string[];

/** Packets sent and received of each subject in one list, and what happens to it in `events`. */
const tableOf = (events: Events): AccumulatorTable => {
  const counts: number[] = [];
  return {
    observe(_batch, { count, entries, subjects }) {
      for (let at = 0; at < count; at += 1) {
        const place = subjects[at] * 2 + (entries[at] & 1);
        counts[place] = (counts[place] ?? 0) + 1;
      }
    },
    writeRow(subject, row) {
      events.push('row');
      row.set([counts[subject * 2] ?? 0, counts[subject * 2 + 1] ?? 0]);
    },
    overflow: (subject) => subject + 1,
    release: () => events.push('release'),
  };
};

const setOf = (level: Level, events: Events): FeatureSet =>
  defineFeatureSet({
    id: 'in-a-table',
    version: 1,
    level,
    columns: {
      out: { unit: 'packets', doc: 'Packets the device sent.' },
      in: { unit: 'packets', doc: 'Packets the device received.' },
    },
    create: () => {
      throw new Error('there is a table');
    },
    createTable: () => tableOf(events),
  });

const PACKETS: readonly TestPacket[] = [
  [A, B],
  [B, A],
  [A, C],
  [A, A],
  [C, B],
].map(([from, to], index) => ({ from, to, seconds: index * 4, etherType: 0x0800 }));

const withTable = (
  level: Level,
  options: Partial<FeaturizerOptions> = {},
): { readonly table: FeatureTable; readonly events: Events } => {
  const events: Events = [];
  const table = featurizePackets(PACKETS, { sets: [setOf(level, events)], ...options }, 2);
  return { table, events };
};

describe.each(['device', 'session'] as const)('a table of accumulators for each %s', (level) => {
  const counts = countsOfLevel(level);

  it.each([{}, { windowSeconds: 8 }, { devices: 'canonical' as const }])(
    'gives the rows that accumulators give, and is released after them: %j',
    (options) => {
      const expected = featurizePackets(PACKETS, { sets: [counts], ...options }, 2);
      const { table, events } = withTable(level, options);
      expect(namedRows(table)).toEqual(namedRows(expected));
      expect(table.rows).toEqual(expected.rows);
      expect(events.filter((event) => event === 'row')).toHaveLength(table.rowCount);
      expect(events.at(-1)).toBe('release');
    },
  );

  it('stands beside a set without one, whatever comes first', () => {
    const alone = featurizePackets(PACKETS, { sets: [counts] }, 2);
    for (const isFirst of [true, false]) {
      const sets = isFirst ? [setOf(level, []), counts] : [counts, setOf(level, [])];
      const table = featurizePackets(PACKETS, { sets }, 2);
      const halves = [0, 2].map((start) =>
        table.rows.map((_, row) => table.values.slice(row * 4 + start, row * 4 + start + 2)),
      );
      const expected = table.rows.map((_, row) => alone.values.slice(row * 2, row * 2 + 2));
      expect(halves).toEqual([expected, expected]);
    }
  });
});

describe('a table of accumulators', () => {
  it('is released once, window by window', () => {
    const { events } = withTable('device', { windowSeconds: 8 });
    expect(events).toEqual(['row', 'row', 'release', 'row', 'row', 'release', 'row', 'row', 'release']);
  });

  it('tells what did not fit of each subject', () => {
    const { table } = withTable('device');
    expect(table.overflow.featurePackets).toBe(1 + 2 + 3);
  });
});
