import { type PacketBatch } from '@networkml/pcap-reader';

import { type ColumnDeclaration } from '../../feature-set.ts';
import { type GapCounts } from '../../stats/gap-counts.ts';
import { type LengthCounts } from '../../stats/length-counts.ts';
import { type Peers } from './peers.ts';
import { type DevicePackets } from './device-packets.ts';

/** What is remembered of a device. */
export interface DeviceState {
  /** The numbers of all parts, each at places of its own. */
  readonly tally: Float64Array;
  /** Lengths on the wire of packets sent, and of packets received; made with the first. */
  readonly lengths: [sent: LengthCounts | undefined, received: LengthCounts | undefined];
  /** Times between packets sent, and between packets received; made with the first. */
  readonly gaps: [sent: GapCounts | undefined, received: GapCounts | undefined];
  /** Made with the first packets. */
  peers: Peers | undefined;
}

/** Places that all parts may read, filled by the part of lengths: packets and bytes, sent and received. */
export const Volume = { PacketsOut: 0, PacketsIn: 1, BytesOut: 2, BytesIn: 3 } as const;

/** How many places `Volume` takes. */
export const VOLUME_PLACES = 4;

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
  /** Takes in the packets of a batch that the device sent or received; absent where another part counts for this one. */
  observe?(state: DeviceState, batch: PacketBatch, packets: DevicePackets): void;
  /** Puts the values of the columns, in their order. */
  write(state: DeviceState, put: Put): void;
}

/** Takes the next value of a row. */
export type Put = (value: number) => void;

/** Makes a part whose places begin at `base`. */
export type PartMaker = (base: number) => Part;

/** 0 where there is nothing to divide by. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
