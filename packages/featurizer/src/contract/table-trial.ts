import { FeatureError } from '../errors.ts';
import { type AccumulatorTable, type FeatureSet, type PacketEnds } from '../feature-set.ts';
import { createRowWriter } from '../row-writer.ts';
import { createAccumulator, differingColumn, macOf, runSet, typicalValues, valuesOf } from './observe.ts';
import { openTypicalCapture } from './typical-capture.ts';

/** So small that packets of one subject come in several batches. */
const BATCH_CAPACITY = 7;

/** The subjects of the table: the device of the typical capture, its peer, and one without packets. */
const DEVICE = 0;
const PEER = 1;
const NOBODY = 2;

/**
 * Refuses a set whose table gives other values than its accumulators.
 * @throws FeatureError FEATURE_SET_THREW, FEATURE_BAD_SET, FEATURE_NOT_FINITE, FEATURE_ROWS_DIFFER.
 */
export const tryTable = (set: FeatureSet): void => {
  if (set.createTable === undefined) return;
  const table: unknown = runSet(set, 'createTable()', () => set.createTable?.());
  assertTable(table, set.id);
  const options = { last: set.needsLastHeaders, batchCapacity: BATCH_CAPACITY };
  for (const batch of openTypicalCapture(options)) {
    const rows = Array.from({ length: batch.count }, (_, row) => [
      batch.sourceMac[row],
      batch.destinationMac[row],
    ]);
    runSet(set, 'observe()', () => table.observe(batch, endsOf(rows)));
  }
  demandSame(set, typicalValues(set), valuesInTable(set, table, DEVICE));
  demandSame(set, valuesOf(set, createAccumulator(set)), valuesInTable(set, table, NOBODY));
  runSet(set, 'release()', () => table.release?.());
};

function assertTable(candidate: unknown, setId: string): asserts candidate is AccumulatorTable {
  const isTable =
    typeof candidate === 'object' &&
    candidate !== null &&
    ['observe', 'writeRow'].every((name) => typeof Reflect.get(candidate, name) === 'function');
  if (isTable) return;
  throw new FeatureError('FEATURE_BAD_SET', {
    setId,
    found: 'createTable() gives no table',
    advice: 'createTable() returns an object with observe(batch, ends) and writeRow(subject, row).',
  });
}

/** Who of device and peer sent and received the packets of rows, told by their source and destination. */
const endsOf = (rows: readonly (readonly number[])[]): PacketEnds => {
  const subjects = new Map([
    [macOf('device'), DEVICE],
    [macOf('peer'), PEER],
  ]);
  const ends = rows.flatMap((macs, row) =>
    macs.flatMap((mac, direction) => {
      const subject = subjects.get(mac);
      const isToItself = direction === 1 && mac === macs[0];
      return subject === undefined || isToItself ? [] : [{ entry: row * 2 + direction, subject }];
    }),
  );
  return {
    count: ends.length,
    entries: Uint32Array.from(ends, ({ entry }) => entry),
    subjects: Uint32Array.from(ends, ({ subject }) => subject),
  };
};

const valuesInTable = (set: FeatureSet, table: AccumulatorTable, index: number): Float64Array => {
  const values = new Float64Array(Object.keys(set.columns).length);
  const writeRow = createRowWriter([set]);
  runSet(set, 'writeRow()', () => writeRow({ tables: [table], index, accumulators: [] }, values, 0));
  return values;
};

const demandSame = (set: FeatureSet, ofAccumulator: Float64Array, inTable: Float64Array): void => {
  const difference = differingColumn(set, [ofAccumulator, inTable]);
  if (difference === undefined) return;
  throw new FeatureError('FEATURE_ROWS_DIFFER', {
    setId: set.id,
    ...difference,
    advice:
      'Let the table of createTable() give each subject the values of an accumulator, or leave it away.',
  });
};
