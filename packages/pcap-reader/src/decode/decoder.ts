import type { PacketBatch } from '../packet-batch.ts';
import type { DamageCode } from '../protocol.ts';

/**
 * Reads the header at `offset` and writes its columns in `row`; bytes from `end` on are not part of the packet.
 * It hands the rest to the decoder of the next layer itself, so a packet is decoded by one call.
 */
export type Decoder = (view: DataView, offset: number, end: number, batch: PacketBatch, row: number) => void;

/**
 * The decoder of a transport header: `declaredEnd` is where the IP header says that the packet ends, which may lie behind
 * `end` where the capture was cut.
 */
export type TransportDecoder = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  declaredEnd: number,
) => void;

/** Marks the packet of a row as damaged; the first damage met is the one that is told. */
export const markDamaged = (batch: PacketBatch, row: number, damage: DamageCode): void => {
  if (batch.damage[row] === 0) batch.damage[row] = damage;
};

/** The 48 bits of a MAC address. */
export const readMac = (view: DataView, offset: number): number =>
  view.getUint16(offset) * 0x100000000 + view.getUint32(offset + 2);

/** Bytes of the packet that the capture left out. */
export const uncapturedBytes = (batch: PacketBatch, row: number): number =>
  Math.max(0, batch.wireLengthBytes[row] - batch.capturedLengthBytes[row]);

const CHECKSUM_BYTES = 4;

/** Where a frame from `offset` to `end` ends without its checksum, which is there only if it was captured whole. */
export const endWithoutChecksum = (offset: number, end: number, batch: PacketBatch, row: number): number =>
  uncapturedBytes(batch, row) === 0 ? Math.max(offset, end - CHECKSUM_BYTES) : end;
