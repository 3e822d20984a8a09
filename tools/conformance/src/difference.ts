import type { PacketBatch } from '@networkml/pcap-reader';
import type { OracleRow } from './oracle.ts';

/** A cell in which we and tshark differ, and the packet it is of. */
export interface CellDifference {
  readonly file: string;
  /** Name of a compared column. */
  readonly column: string;
  readonly ours: string;
  readonly theirs: string;
  /** All that tshark printed of the packet. */
  readonly cells: OracleRow;
  /** All that we tell of the packet: its row in a batch. */
  readonly batch: PacketBatch;
  readonly row: number;
}

/** A capture of which we and tshark read different numbers of packets. */
export interface PacketDifference {
  readonly file: string;
  /** Packets that we read, of those that tshark was asked for. */
  readonly ours: number;
  readonly theirs: number;
  /** What tshark said of the capture; empty where it was content. */
  readonly theirMessage: string;
  /** Code of the error that reading ended with; empty where it did not. */
  readonly ourError: string;
}

/** Why cells may differ without anybody being wrong about the packet, or because tshark is. */
export interface DifferenceClass {
  readonly id: string;
  /** A sentence or two for people. */
  readonly reason: string;
  /** Whether a cell differs for this reason. */
  readonly cell?: (difference: CellDifference) => boolean;
  /** Whether the numbers of packets differ for this reason. */
  readonly packets?: (difference: PacketDifference) => boolean;
}
