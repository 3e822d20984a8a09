import { type PacketBatch } from '@networkml/pcap-reader';

import { type ColumnDeclaration } from '../../feature-set.ts';
import { QuantileSketch } from '../../stats/quantile-sketch.ts';
import { type Peers } from './peers.ts';

/** A packet as one of its two devices sees it, filled anew for each: what several parts ask, asked of the batch once. */
export interface DevicePacket {
  batch: PacketBatch;
  /** Row of the batch. */
  row: number;
  /** Whether the device sent it. */
  isSent: boolean;
  /** Bits of `Protocol`. */
  protocols: number;
  /** Length on the wire, in bytes. */
  lengthBytes: number;
}

/** What is remembered of a device. */
export interface DeviceState {
  /** The numbers of all parts, each at places of its own. */
  readonly tally: Float64Array;
  /** Samples of which quantiles are told, made once there is a value: see `Sample`. */
  readonly samples: (QuantileSketch | undefined)[];
  /** Made with the first packet that has an IP address. */
  peers: Peers | undefined;
}

/** Places in `DeviceState.samples`. */
export const Sample = { LengthOut: 0, LengthIn: 1, GapOut: 2, GapIn: 3 } as const;

/** Adds a value to one of the samples. */
export const addToSample = ({ samples }: DeviceState, place: number, value: number): void => {
  let sample = samples[place];
  if (sample === undefined) {
    sample = new QuantileSketch();
    samples[place] = sample;
  }
  sample.add(value);
};

/** Quantiles of one of the samples; all 0 where it has no values. */
export const quantilesOf = (
  { samples }: DeviceState,
  place: number,
  shares: readonly number[],
): readonly number[] => samples[place]?.quantiles(shares) ?? shares.map(() => 0);

/** What a part says of a column. */
export type PartColumn = Omit<ColumnDeclaration, 'group'>;

/** A column and its name. */
export type NamedColumn = readonly [name: string, column: PartColumn];

/** Columns by name, in the order given. */
export const columnsOf = (named: readonly NamedColumn[]): Readonly<Record<string, PartColumn>> =>
  Object.fromEntries(named);

/** Columns that are computed together, from places of their own in the device's array of numbers. */
export interface Part {
  /** What the columns are listed under. */
  readonly group: string;
  /** How many places it needs. */
  readonly places: number;
  readonly columns: Readonly<Record<string, PartColumn>>;
  /** Fills the places of a device without packets, which hold 0; absent where 0 is right. */
  prepare?(tally: Float64Array): void;
  /** Takes in a packet. */
  observe(state: DeviceState, packet: DevicePacket): void;
  /** Puts the values of the columns, in their order. */
  write(state: DeviceState, put: Put): void;
}

/** Takes the next value of a row. */
export type Put = (value: number) => void;

/** Makes a part whose places begin at `base`. */
export type PartMaker = (base: number) => Part;

/** 0 where there is nothing to divide by. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
