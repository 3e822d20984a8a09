import type { PacketBatch } from '@networkml/pcap-reader';

/** A running hash of every column, which does not depend on how packets fall into batches. */
export interface Digest {
  take(batch: PacketBatch): void;
  /** Column names and their hashes. */
  result(): Readonly<Record<string, number>>;
}

const FNV_PRIME = 0x0100_0193;

/** Starts a digest (FNV-1a, over the bytes of each column). */
export const createDigest = (): Digest => {
  const hashes: Record<string, number> = {};
  const takeColumns = (columns: object, prefix: string, batch: PacketBatch): void => {
    for (const [name, column] of Object.entries(columns)) {
      if (!ArrayBuffer.isView(column)) continue;
      const rowBytes = column.byteLength / batch.capacity;
      const bytes = new Uint8Array(column.buffer, column.byteOffset, rowBytes * batch.count);
      hashes[prefix + name] = hash(bytes, hashes[prefix + name] ?? 0);
    }
  };
  return {
    take: (batch) => {
      takeColumns(batch, '', batch);
      if (batch.last !== undefined) takeColumns(batch.last, 'last.', batch);
    },
    result: () => hashes,
  };
};

const hash = (bytes: Uint8Array, before: number): number => {
  let value = before;
  for (const byte of bytes) value = Math.imul(value ^ byte, FNV_PRIME);
  return value;
};
