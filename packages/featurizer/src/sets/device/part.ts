import { type ColumnDeclaration } from '../../feature-set.ts';
import { VOLUME } from './layout.ts';
import { type LengthPairs } from './length-counts.ts';

/** What was counted of a device. */
export interface DeviceNumbers {
  /** The doubles of all parts, each at places of its own. */
  readonly tally: Float64Array;
  /** How often each length on the wire occurred, of packets sent and of packets received. */
  readonly lengths: readonly [sent: LengthPairs, received: LengthPairs];
  /** Quantiles in seconds, at the given shares, of times between packets sent and between packets received; 0 without any. */
  readonly gaps: readonly [sent: GapQuantiles, received: GapQuantiles];
}

/** Gives quantiles at some shares. */
export type GapQuantiles = (shares: readonly number[]) => readonly number[];

/** What a part says of a column. */
export type PartColumn = Omit<ColumnDeclaration, 'group'>;

/** A column and its name. */
export type NamedColumn = readonly [name: string, column: PartColumn];

/** Columns by name, in the order given. */
export const columnsOf = (named: readonly NamedColumn[]): Readonly<Record<string, PartColumn>> =>
  Object.fromEntries(named);

/** Columns that are computed together, from places of their own in the device's doubles, which `assembly/device.ts` counts. */
export interface Part {
  /** What the columns are listed under. */
  readonly group: string;
  /** The first of its places, and how many it needs. */
  readonly at: number;
  readonly places: number;
  readonly columns: Readonly<Record<string, PartColumn>>;
  /** Fills the places of a device without packets, which hold 0; absent where 0 is right. */
  prepare?(tally: Float64Array): void;
  /** Puts the values of the columns, in their order. */
  write(numbers: DeviceNumbers, put: Put): void;
}

/** Takes the next value of a row. */
export type Put = (value: number) => void;

/** 0 where there is nothing to divide by. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Packets that a device sent (0) or received (1), or both. */
export const packetsOf = ({ tally }: DeviceNumbers, direction?: 0 | 1): number =>
  direction === undefined ? tally[VOLUME] + tally[VOLUME + 1] : tally[VOLUME + direction];
