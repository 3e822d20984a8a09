import { FeatureError, type FeatureErrorCode } from '../errors.ts';
import { type FeatureSet } from '../feature-set.ts';
import { checkDeclaration } from './declaration.ts';
import {
  createAccumulator,
  differingColumn,
  macOf,
  observePacket,
  type Role,
  runSet,
  typicalBatch,
  typicalValues,
  valuesOf,
} from './observe.ts';
import { tryTable } from './table-trial.ts';
import { OFFICE } from './typical-addresses.ts';

/** One thing a feature set must do. */
export interface Trial {
  /** A sentence of which the set is the subject. */
  readonly title: string;
  /** @throws FeatureError where the set does not do it, which says what to change. */
  readonly run: (set: FeatureSet) => void;
}

/** Places offered behind the last column: a set that writes some of them, and not all as `row.fill` does, writes too much. */
const SPARE_PLACES = 64;

/** Rounding of times as seconds since 1970 must not count as a dependence on them. */
const ROUNDING = 1e-6;

/** What is tried of every set that comes from elsewhere, before it is used. */
export const LOADING_TRIALS: readonly Trial[] = [
  {
    title: 'declares id, version, level, and columns with a unit and a sentence each',
    run: checkDeclaration,
  },
  {
    title: 'gives every column a finite number where no packet was observed',
    run: (set) => valuesOf(set, createAccumulator(set)),
  },
  {
    title: 'gives every column a finite number after sent, received, damaged and fragmented packets',
    run: (set) => typicalValues(set),
  },
  {
    title: 'gives the values of one device whatever others it was used for',
    run: (set) => {
      const values = typicalValues(set);
      demandSame(set, [values, typicalValues(set)], SHARED);
      const [device, peer] = valuesSideBySide(set, 'interleaved');
      demandSame(set, [values, device], SHARED);
      demandSame(set, [peer, valuesSideBySide(set, 'alone')[1]], SHARED);
    },
  },
  {
    title: 'copies what it keeps of a batch, which is filled with other packets afterwards',
    run: (set) => demandSame(set, [valuesSideBySide(set, 'alone')[0], valuesOfErased(set)], KEEPS),
  },
  {
    title: 'writes by writeRow what finish gives, and nothing else',
    run: (set) => {
      if (createAccumulator(set).writeRow === undefined) return;
      demandOwnPlaces(set);
      demandSame(set, [typicalValues(set), valuesOfFinish(set)], WRITES_OTHERS);
    },
  },
  {
    title: 'gives each subject of a table, if it makes one, the values of its accumulators',
    run: tryTable,
  },
];

/** What contributors test their sets on besides. */
export const READING_TRIALS: readonly Trial[] = [
  {
    title: 'gives the same values whatever the size of batches',
    run: (set) => {
      const values = typicalValues(set);
      for (const batchCapacity of [1, 7])
        demandSame(set, [values, typicalValues(set, { batchCapacity })], READING);
    },
  },
  {
    title: 'gives the same values whether packets of two devices come in turns or one after the other',
    run: (set) => {
      const [first, second] = [valuesSideBySide(set, 'interleaved'), valuesSideBySide(set, 'alone')];
      demandSame(set, [first[0], second[0]], READING);
      demandSame(set, [first[1], second[1]], READING);
    },
  },
  {
    title: 'gives the same values for a capture that was cut after its headers',
    run: (set) => demandSame(set, [typicalValues(set), typicalValues(set, { snapBytes: 128 })], SNAPPED),
  },
];

/** That no input of a model tells who, when or which number; sets that say otherwise are excused from it. */
export const IDENTITY_TRIAL: Trial = {
  title: 'gives the same values for other addresses, client ports, sequence numbers and time of day',
  run: (set) => demandSame(set, [typicalValues(set), typicalValues(set, { addresses: OFFICE })], IDENTITY),
};

/** What follows from values that differ. */
interface Verdict {
  readonly code: FeatureErrorCode;
  readonly advice: string;
  readonly tolerance?: number;
}

const SHARED: Verdict = {
  code: 'FEATURE_SHARED_STATE',
  advice:
    'Keep counts inside create(), not beside it, and use neither the clock nor random numbers: each accumulator is of one device.',
};
const KEEPS: Verdict = {
  code: 'FEATURE_KEEPS_BATCH',
  advice: 'Copy the numbers you need within observe(): the same batch is filled anew with other packets.',
};
const WRITES_OTHERS: Verdict = {
  code: 'FEATURE_ROWS_DIFFER',
  advice: 'Let writeRow write the values of finish in the order of the columns, or leave it away.',
};
const READING: Verdict = {
  code: 'FEATURE_DEPENDS_ON_READING',
  advice: 'Use the packet in its row, not its place: neither row, batch.count nor batch.firstPacket.',
};
const SNAPPED: Verdict = {
  code: 'FEATURE_DEPENDS_ON_READING',
  advice: 'Use wireLengthBytes, not capturedLengthBytes, which tells how the capture was taken.',
};
const IDENTITY: Verdict = {
  code: 'FEATURE_DEPENDS_ON_IDENTITY',
  advice:
    'Count or compare addresses, ports and times instead of using them as values, or give leaksIdentity a reason.',
  tolerance: ROUNDING,
};

const demandSame = (
  set: FeatureSet,
  rows: readonly [Float64Array, Float64Array],
  { code, advice, tolerance = 0 }: Verdict,
): void => {
  const difference = differingColumn(set, rows, tolerance);
  if (difference !== undefined) throw new FeatureError(code, { setId: set.id, ...difference, advice });
};

const ROLES: readonly Role[] = ['device', 'peer'];

/** The values of device and peer, each of an accumulator of its own, shown packets in turns or one device after the other. */
const valuesSideBySide = (
  set: FeatureSet,
  order: 'interleaved' | 'alone',
): readonly [Float64Array, Float64Array] => {
  const batch = typicalBatch({ last: set.needsLastHeaders });
  const pairs = ROLES.map((role) => ({ mac: macOf(role), accumulator: createAccumulator(set) }));
  const rows = Array.from({ length: batch.count }, (_, row) => row);
  const steps =
    order === 'interleaved'
      ? rows.flatMap((row) => pairs.map((pair) => ({ row, ...pair })))
      : pairs.flatMap((pair) => rows.map((row) => ({ row, ...pair })));
  for (const { row, mac, accumulator } of steps) observePacket(set, accumulator, { batch, row, mac });
  const [device, peer] = pairs.map(({ accumulator }) => accumulator);
  return [valuesOf(set, device), valuesOf(set, peer)];
};

/** The values of the device, taken after the batch it was shown has been emptied. */
const valuesOfErased = (set: FeatureSet): Float64Array => {
  const batch = typicalBatch({ last: set.needsLastHeaders });
  const accumulator = createAccumulator(set);
  const mac = macOf('device');
  for (let row = 0; row < batch.count; row += 1) observePacket(set, accumulator, { batch, row, mac });
  for (const owner of [batch, batch.last ?? {}])
    for (const column of Object.values(owner)) if (ArrayBuffer.isView(column)) erase(column);
  batch.count = 0;
  return valuesOf(set, accumulator);
};

const erase = ({ buffer }: ArrayBufferView): void => {
  new Uint8Array(buffer).fill(0xa5);
};

/** The values that `finish` gives of a set that has `writeRow`. */
const valuesOfFinish = (set: FeatureSet): Float64Array => {
  const onlyFinish = {
    ...set,
    create: () => {
      const accumulator = createAccumulator(set);
      return {
        observe: accumulator.observe.bind(accumulator),
        finish: accumulator.finish.bind(accumulator),
      };
    },
  };
  return typicalValues(onlyFinish);
};

/** Refuses a set whose `writeRow` writes behind the last column. */
const demandOwnPlaces = (set: FeatureSet): void => {
  const columnCount = Object.keys(set.columns).length;
  const accumulator = createAccumulator(set);
  const row = new Float64Array(columnCount + SPARE_PLACES).fill(Number.NaN);
  runSet(set, 'writeRow()', () => accumulator.writeRow?.(row));
  const written = row.findLastIndex((value) => !Number.isNaN(value)) + 1;
  if (written <= columnCount || written === row.length) return;
  throw new FeatureError('FEATURE_ROW_LENGTH', {
    setId: set.id,
    found: `writeRow() wrote ${written} values`,
    advice: `Write one value for each of the ${columnCount} columns, in their order.`,
  });
};
