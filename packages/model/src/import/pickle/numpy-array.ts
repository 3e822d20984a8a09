import { type PickleType, type PickleValue, isKind } from './pickle-value.ts';
import { refuse } from './refuse.ts';

/** The types of numbers a scaler may hold, and how one is read. */
const NUMBERS: ReadonlyMap<string, NumberType> = new Map<string, NumberType>([
  ['f8', { size: 8, read: (view, at, little) => view.getFloat64(at, little) }],
  ['f4', { size: 4, read: (view, at, little) => view.getFloat32(at, little) }],
  ['i8', { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) }],
  ['i4', { size: 4, read: (view, at, little) => view.getInt32(at, little) }],
]);

interface NumberType {
  readonly size: number;
  readonly read: (view: DataView, at: number, littleEndian: boolean) => number;
}

/** Whether an array of this type holds Python objects, such as texts, instead of numbers. */
export const holdsObjects = (type: PickleType): boolean => /^O\d*$/.test(type.code);

/** Bytes of one number of this type; throws MODEL_PICKLE_REFUSED for a type no scaler has. */
export const sizeOf = (type: PickleType, at: number): number => numberType(type, at).size;

/** The numbers in an array's bytes, whose length must be that of `count` of them. */
export const decodeNumbers = (
  bytes: Uint8Array,
  { type, count, at }: { readonly type: PickleType; readonly count: number; readonly at: number },
): Float64Array => {
  const { size, read } = numberType(type, at);
  if (bytes.length !== count * size) {
    return refuse('MODEL_PICKLE_DAMAGED', at, `${bytes.length} bytes for ${count} numbers of ${type.code}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: count }, (_, i) => read(view, i * size, type.littleEndian));
};

const numberType = (type: PickleType, at: number): NumberType =>
  NUMBERS.get(type.code) ??
  refuse('MODEL_PICKLE_REFUSED', at, `an array of type ${JSON.stringify(type.code)}`);

/** How many values an array of this shape has; throws MODEL_PICKLE_REFUSED for a table, of which a scaler has none. */
export const countOf = (shape: PickleValue | undefined, at: number): number => {
  if (!isKind(shape, 'tuple') || shape.items.length > 1) {
    return refuse('MODEL_PICKLE_REFUSED', at, 'an array that is no row of values');
  }
  const [count = 1] = shape.items;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) {
    return refuse('MODEL_PICKLE_DAMAGED', at, 'an array of no possible length');
  }
  return count;
};
