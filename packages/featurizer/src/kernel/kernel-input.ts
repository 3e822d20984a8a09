import { type PacketBatch } from '@networkml/pcap-reader';

import { type PacketEnds } from '../feature-set.ts';
import { type Kernel } from './kernel-pool.ts';

/** A column that a kernel reads: where it lies, and which it is, with a value, or four, for each row that there is room for. */
export type InputColumn = readonly [
  address: number,
  column: (
    batch: PacketBatch,
  ) => Float64Array | Uint32Array | Int32Array | Uint16Array | Int16Array | Uint8Array,
];

/** Where a kernel reads what it takes in, as bytes of its memory. */
export interface KernelInput {
  /** Rows that there is room for; there is room for two ends of each. */
  readonly rows: number;
  readonly columns: readonly InputColumn[];
  readonly entriesAt: number;
  readonly subjectsAt: number;
}

/**
 * Gives a kernel the ends of a batch, with the rows they are of, in pieces that there is room for.
 * @throws FeatureError FEATURE_NO_MEMORY.
 */
export const feedKernel = (
  kernel: Kernel<'observe'>,
  input: KernelInput,
  packets: { readonly batch: PacketBatch; readonly ends: PacketEnds },
): void => {
  for (const { ends, firstRow } of feedInPieces(kernel, input, packets)) kernel.call.observe(ends, firstRow);
};

/** The ends of a batch that a kernel was given, and the row of the batch that is its first. */
interface Piece {
  readonly ends: number;
  readonly firstRow: number;
}

/** Gives a kernel the ends of a batch as `feedKernel` does, and leaves it to the caller what it does with each piece. */
export function* feedInPieces(
  { memory }: Pick<Kernel<never>, 'memory'>,
  input: KernelInput,
  { batch, ends: { count, entries, subjects } }: { readonly batch: PacketBatch; readonly ends: PacketEnds },
): Generator<Piece, void, void> {
  const { rows, columns, entriesAt, subjectsAt } = input;
  const views = viewsOf(batch, input);
  let start = 0;
  while (start < count) {
    const firstRow = entries[start] >>> 1;
    let end = Math.min(count, start + rows * 2);
    while (entries[end - 1] >>> 1 >= firstRow + rows) end -= 1;
    const rowCount = (entries[end - 1] >>> 1) + 1 - firstRow;
    const bytes = new Uint8Array(memory.buffer);
    for (let column = 0; column < columns.length; column += 1) {
      const view = views[column];
      const rowBytes = view.length / batch.capacity;
      const isWhole = rowCount === batch.capacity;
      const used = isWhole ? view : view.subarray(firstRow * rowBytes, (firstRow + rowCount) * rowBytes);
      bytes.set(used, columns[column][0]);
    }
    bytes.set(bytesOf(entries, start, end), entriesAt);
    bytes.set(bytesOf(subjects, start, end), subjectsAt);
    yield { ends: end - start, firstRow };
    start = end;
  }
}

/** The bytes of columns, by batch and input: batches are filled again and again, and views cost as much as what is copied. */
const VIEWS = new WeakMap<PacketBatch, WeakMap<KernelInput, readonly Uint8Array[]>>();

const viewsOf = (batch: PacketBatch, input: KernelInput): readonly Uint8Array[] => {
  const known = VIEWS.get(batch) ?? new WeakMap<KernelInput, readonly Uint8Array[]>();
  VIEWS.set(batch, known);
  const views =
    known.get(input) ??
    input.columns.map(([, columnOf]) => {
      const { buffer, byteOffset, byteLength } = columnOf(batch);
      return new Uint8Array(buffer, byteOffset, byteLength);
    });
  known.set(input, views);
  return views;
};

const bytesOf = ({ buffer, byteOffset }: Uint32Array, start: number, end: number): Uint8Array =>
  new Uint8Array(buffer, byteOffset + start * 4, (end - start) * 4);
