import type { PacketBatch } from '@networkml/pcap-reader';

/** A running hash of every column, which does not depend on how packets fall into batches. */
export interface Digest {
  take(batch: PacketBatch): void;
  /** Column names and their hashes. */
  result(): Readonly<Record<string, number>>;
}

/** A column as whole words, or as bytes where its rows are not made of words. */
interface ColumnWords {
  readonly name: string;
  readonly words: Uint8Array | Uint32Array;
  readonly wordsPerRow: number;
}

const FNV_PRIME = 0x0100_0193;

/** Starts a digest (FNV-1a, over the words of each column) of a batch that is filled again and again. */
export const createDigest = (): Digest => {
  const hashes: Record<string, number> = {};
  let columns: readonly ColumnWords[] | undefined;
  return {
    take: (batch) => {
      columns ??= columnsOf(batch);
      for (const { name, words, wordsPerRow } of columns) {
        hashes[name] = hash(words, wordsPerRow * batch.count, hashes[name] ?? 0);
      }
    },
    result: () => hashes,
  };
};

const columnsOf = (batch: PacketBatch): readonly ColumnWords[] => [
  ...viewsOf(batch, '', batch.capacity),
  ...viewsOf(batch.last ?? {}, 'last.', batch.capacity),
];

const viewsOf = (columns: object, prefix: string, capacity: number): readonly ColumnWords[] =>
  Object.entries(columns).flatMap(([field, column]): readonly ColumnWords[] => {
    if (!ArrayBuffer.isView(column)) return [];
    const { buffer, byteOffset, byteLength } = column;
    const name = prefix + field;
    const rowBytes = byteLength / capacity;
    if (rowBytes % 4 !== 0)
      return [{ name, words: new Uint8Array(buffer, byteOffset, byteLength), wordsPerRow: rowBytes }];
    return [{ name, words: new Uint32Array(buffer, byteOffset, byteLength / 4), wordsPerRow: rowBytes / 4 }];
  });

const hash = (words: Uint8Array | Uint32Array, count: number, before: number): number => {
  let value = before;
  for (let at = 0; at < count; at += 1) value = Math.imul(value ^ words[at], FNV_PRIME);
  return value;
};
