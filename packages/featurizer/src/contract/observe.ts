import { type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError, type FeatureErrorCode } from '../errors.ts';
import { type Accumulator, Direction, type FeatureSet } from '../feature-set.ts';
import { createRowWriter } from '../row-writer.ts';
import { HOME, type TypicalAddresses } from './typical-addresses.ts';
import { openTypicalCapture, type TypicalCaptureOptions } from './typical-capture.ts';

/** Who of the typical capture a row is of. */
export type Role = 'device' | 'peer';

const ADVICE: Readonly<Partial<Record<FeatureErrorCode, string>>> = {
  FEATURE_MISSING_VALUE: 'finish() gives every declared column a number, also where nothing was observed.',
  FEATURE_UNDECLARED_VALUE: 'Declare the column, or leave it out of what finish() gives.',
  FEATURE_NOT_FINITE:
    'Give a finite number also where there is nothing to measure, such as 0 where you would divide by 0; writeRow fills every place.',
};

/** Runs a set's own code; what it throws becomes a coded error that names the set. */
export const runSet = <Result>(set: FeatureSet, call: string, run: () => Result): Result => {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof FeatureError && cause.place.setId === set.id) throw withAdvice(cause);
    throw new FeatureError(
      'FEATURE_SET_THREW',
      {
        setId: set.id,
        found: `${call}: ${cause instanceof Error ? cause.message : String(cause)}`,
        advice:
          'A set takes every packet, also damaged ones and those without addresses or ports; batch.last is there where the set has needsLastHeaders: true.',
      },
      { cause },
    );
  }
};

const withAdvice = (error: FeatureError): FeatureError => {
  const advice = ADVICE[error.code];
  return advice === undefined
    ? error
    : new FeatureError(error.code, { ...error.place, advice }, { cause: error });
};

/**
 * A fresh accumulator.
 * @throws FeatureError FEATURE_SET_THREW, FEATURE_BAD_SET where it is none.
 */
export const createAccumulator = (set: FeatureSet): Accumulator => {
  const accumulator: unknown = runSet(set, 'create()', () => set.create());
  assertAccumulator(accumulator, set.id);
  return accumulator;
};

function assertAccumulator(candidate: unknown, setId: string): asserts candidate is Accumulator {
  const methods =
    typeof candidate === 'object' && candidate !== null
      ? ['observe', 'finish'].filter((name) => typeof Reflect.get(candidate, name) === 'function')
      : [];
  if (methods.length === 2) return;
  throw new FeatureError('FEATURE_BAD_SET', {
    setId,
    found: 'create() gives no accumulator',
    advice: 'create() returns an object with observe(batch, row, direction) and finish().',
  });
}

/**
 * The values of an accumulator that has seen all its packets, in the order of the columns.
 * @throws FeatureError where they are not one finite number a column.
 */
export const valuesOf = (set: FeatureSet, accumulator: Accumulator): Float64Array => {
  const values = new Float64Array(Object.keys(set.columns).length);
  const call = accumulator.writeRow === undefined ? 'finish()' : 'writeRow()';
  runSet(set, call, () => {
    const finish = (): Readonly<Record<string, number>> => namedValues(set, accumulator);
    const checked = accumulator.writeRow === undefined ? { ...accumulator, finish } : accumulator;
    createRowWriter([set])({ tables: [], index: 0, accumulators: [checked] }, values, 0);
  });
  return values;
};

/** What `finish` gives, if it is no list of values. */
const namedValues = (set: FeatureSet, accumulator: Accumulator): Readonly<Record<string, number>> => {
  const given: unknown = accumulator.finish();
  assertNamed(given, set);
  return given;
};

function assertNamed(given: unknown, set: FeatureSet): asserts given is Readonly<Record<string, number>> {
  if (typeof given === 'object' && given !== null && !ArrayBuffer.isView(given) && !Array.isArray(given))
    return;
  throw new FeatureError('FEATURE_ROW_LENGTH', {
    setId: set.id,
    found: `finish() gave ${Array.isArray(given) ? `a list of ${given.length}` : typeof given}`,
    advice:
      'finish() returns an object with a number for each column by its name; writeRow(row) writes lists.',
  });
}

/** Shows an accumulator one packet, if it is of the device with that MAC address. */
export const observePacket = (
  set: FeatureSet,
  accumulator: Accumulator,
  { batch, row, mac }: { readonly batch: PacketBatch; readonly row: number; readonly mac: number },
): void => {
  const isSent = batch.sourceMac[row] === mac;
  if (!isSent && batch.destinationMac[row] !== mac) return;
  const direction = isSent ? Direction.Out : Direction.In;
  runSet(set, 'observe()', () => {
    accumulator.observe(batch, row, direction);
  });
};

/** The MAC address of one of those in the typical capture, as batches hold it. */
export const macOf = (role: Role, addresses: TypicalAddresses = HOME): number =>
  addresses[role].mac.reduce((mac, byte) => mac * 256 + byte, 0);

/** The packets of the typical capture in one batch, which is nobody else's. */
export const typicalBatch = (options: TypicalCaptureOptions = {}): PacketBatch => {
  const [batch] = openTypicalCapture(options);
  return batch;
};

/** The values of the typical capture's device, read as `options` say, from batches that are filled anew. */
export const typicalValues = (set: FeatureSet, options: TypicalCaptureOptions = {}): Float64Array => {
  const accumulator = createAccumulator(set);
  const mac = macOf('device', options.addresses);
  for (const batch of openTypicalCapture({ last: set.needsLastHeaders, ...options })) {
    for (let row = 0; row < batch.count; row += 1) observePacket(set, accumulator, { batch, row, mac });
  }
  return valuesOf(set, accumulator);
};

/** The first column in which two rows differ by more than `tolerance`, of their size where that is above 1. */
export const differingColumn = (
  set: FeatureSet,
  [first, second]: readonly [Float64Array, Float64Array],
  tolerance = 0,
): { readonly column: string; readonly found: string } | undefined => {
  const index = first.findIndex(
    (value, at) =>
      Math.abs(value - second[at]) > tolerance * Math.max(1, Math.abs(value), Math.abs(second[at])),
  );
  return index < 0
    ? undefined
    : { column: Object.keys(set.columns)[index], found: `${first[index]}, then ${second[index]}` };
};
