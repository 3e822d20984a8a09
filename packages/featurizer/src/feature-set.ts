import { type PacketBatch } from '@networkml/pcap-reader';

import { FeatureError } from './errors.ts';
import { RESERVED_COLUMN_NAMES } from './row-identity.ts';

/** Which way a packet goes, seen from the device: a packet a device sends to itself is `Out`. */
export const Direction = { Out: 0, In: 1 } as const;

/** One of the values of `Direction`. */
export type DirectionCode = (typeof Direction)[keyof typeof Direction];

/** The units there are. */
export const UNITS = [
  'bytes',
  'bytes^2',
  'seconds',
  'seconds^2',
  'epoch-seconds',
  'packets',
  'packets-per-second',
  'bytes-per-second',
  'count',
  'hops',
  'ratio',
  'flag',
  'score',
] as const;

/** What a column's numbers count; `flag` is 0 or 1, `ratio` lies between any bounds its `doc` states. */
export type Unit = (typeof UNITS)[number];

/** What a feature set says of one column. */
export interface ColumnDeclaration {
  readonly unit: Unit;
  /** One sentence: what the number means, and what it is where there is nothing to measure. */
  readonly doc: string;
  /** `false` keeps the column out of what models are trained on; `true` where absent. */
  readonly modelInput?: boolean;
  /** What the column is listed under, such as `lengths`; it is no part of the schema. */
  readonly group?: string;
}

/** The packets of a batch that one device sent or received. */
export interface PacketList {
  /** Twice a packet's row of the batch, plus its direction (0 sent, 1 received), in order. */
  readonly entries: Uint32Array;
  /** Rows of the packets sent, in order. */
  readonly sent: Uint32Array;
  /** Rows of the packets received, in order. */
  readonly received: Uint32Array;
}

/** Sums up one device's packets, one call a packet, and gives its row at the end. */
export interface Accumulator {
  /** Takes in packet `row` of `batch`, which the device sent or received. Copy what must be kept: batches are reused. */
  observe(batch: PacketBatch, row: number, direction: DirectionCode): void;
  /**
   * For sets that must be fast: called in place of `observe`, once for all packets of a batch that the device sent or
   * received. Neither the batch nor the list may be kept.
   */
  observeAll?(batch: PacketBatch, packets: PacketList): void;
  /** The device's value of every declared column. All must be finite; called once, after the last packet. */
  finish(): Readonly<Record<string, number>>;
  /**
   * For sets of hundreds of columns, where names cost more than numbers: called in place of `finish`, it writes the same
   * values in the order of the columns. `row` has a place for each column and is filled with NaN before.
   */
  writeRow?(row: Float64Array): void;
  /** Packets of which something did not fit into bounded memory, so that values count less than there was; none where absent. */
  overflow?(): number;
}

/** Which subject sent or received which packet of a batch: an entry and a subject at the same place. */
export interface PacketEnds {
  /** Places that are filled; there may be more. */
  readonly count: number;
  /**
   * Twice a packet's row of the batch, plus its direction (0 sent, 1 received), in order of rows. Both ends of a packet
   * stand side by side, the sender first.
   */
  readonly entries: Uint32Array;
  /** Index of the subject, counted from 0 in the order met. */
  readonly subjects: Uint32Array;
}

/** Sums up the packets of all subjects of a featurizer: for sets that must be fast. */
export interface AccumulatorTable {
  /** Takes in the packets of a batch. Neither the batch nor the ends may be kept. */
  observe(batch: PacketBatch, ends: PacketEnds): void;
  /**
   * Writes the values of a subject, also of one that no packet was met of, in the order of the columns; called after the
   * last packet. `row` has a place for each column and is filled with NaN before. All values must be finite.
   */
  writeRow(subject: number, row: Float64Array): void;
  /** Packets of a subject of which something did not fit into bounded memory; none where absent. */
  overflow?(subject: number): number;
  /** Gives back memory; called once, after the last row was written. */
  release?(): void;
}

/** The levels there are. */
export const LEVELS = ['device', 'session'] as const;

/** What a row stands for: a device, or one session of a device (what it exchanged with one peer). */
export type Level = (typeof LEVELS)[number];

/** A named, versioned group of columns and the way to compute them: the plug-in point of the featurizer. */
export interface FeatureSet {
  /** Kebab-case, unique among the sets used together. */
  readonly id: string;
  /** A whole number, raised whenever a column is added, removed or computed in another way. */
  readonly version: number;
  /** What a row stands for; sets used together are of one level. */
  readonly level: Level;
  /** One sentence: what the features are good for. */
  readonly doc?: string;
  /** Whether `observe` reads `batch.last`, so that the reader must be opened with `last: true`. */
  readonly needsLastHeaders: boolean;
  /** The columns in the order of the table. */
  readonly columns: Columns;
  /** A fresh accumulator for one device. */
  create(): Accumulator;
  /** A fresh table for any number of devices: where it is there, featurizers use it in place of `create`. */
  createTable?(): AccumulatorTable;
}

/** The declared columns of a set. */
type Columns = Readonly<Record<string, ColumnDeclaration>>;

/** A number for each declared column. */
type ValuesOf<Declared extends Columns> = Readonly<Record<keyof Declared & string, number>>;

/** What `defineFeatureSet` takes: a `FeatureSet` whose accumulator gives the declared columns, not one more or less. */
export interface FeatureSetDefinition<
  Declared extends Columns,
  Values extends NoInfer<ValuesOf<Declared>> = ValuesOf<Declared>,
> {
  readonly id: string;
  readonly version: number;
  readonly level: Level;
  readonly doc?: string;
  readonly needsLastHeaders?: boolean;
  readonly columns: Declared;
  create(): Pick<Accumulator, 'observe' | 'observeAll' | 'writeRow' | 'overflow'> & {
    /** Typed so that a value of an undeclared column is asked to be `never`: TypeScript lets a mere surplus pass. */
    finish(): Values & Readonly<Record<Exclude<keyof Values, keyof NoInfer<Declared>>, never>>;
  };
  createTable?(): AccumulatorTable;
}

const ID_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const COLUMN_PATTERN = /^[A-Za-z]\w*$/;

/**
 * Declares a feature set and checks it.
 * @throws FeatureError FEATURE_BAD_SET for an id that is not kebab-case, a version that is not a positive whole number,
 * no columns, or a column name other than letters, digits and `_`; FEATURE_RESERVED_COLUMN for a name of row identity.
 */
export const defineFeatureSet = <const Declared extends Columns, Values extends NoInfer<ValuesOf<Declared>>>(
  definition: FeatureSetDefinition<Declared, Values>,
): FeatureSet => {
  const { id, version, columns } = definition;
  if (!ID_PATTERN.test(id)) throw new FeatureError('FEATURE_BAD_SET', { setId: id });
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new FeatureError('FEATURE_BAD_SET', { setId: id, found: `version ${version}` });
  }
  const names = Object.keys(columns);
  if (names.length === 0) throw new FeatureError('FEATURE_BAD_SET', { setId: id, found: 'no columns' });
  for (const column of names) {
    if (!COLUMN_PATTERN.test(column)) throw new FeatureError('FEATURE_BAD_SET', { setId: id, column });
    if (RESERVED_COLUMN_NAMES.has(column)) {
      throw new FeatureError('FEATURE_RESERVED_COLUMN', { setId: id, column });
    }
  }
  return { needsLastHeaders: false, ...definition };
};
