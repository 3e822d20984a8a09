import { ModelError } from '../../errors.ts';

/** A field of a protobuf message: a number of up to 53 bits, or the bytes of a text or of a message inside. */
export interface ReadField {
  readonly field: number;
  readonly value: number | Uint8Array;
  /** Where the field begins, in bytes from the start of the message. */
  readonly at: number;
}

/** Fields of one message at most; those we write have a few dozen. */
const MAX_FIELDS = 10_000;

/**
 * The fields of one protobuf message, those inside its messages unread; so nothing is built that is larger than the bytes
 * are. Throws MODEL_ONNX_DAMAGED with the byte.
 */
export const readFields = (bytes: Uint8Array): ReadField[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: ReadField[] = [];
  let offset = 0;
  const skip = (length: number): number => {
    const start = offset;
    if (length > bytes.length - start)
      throw damaged(start, `${length} bytes expected, ${bytes.length - start} left`);
    offset += length;
    return start;
  };
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; scale <= 128 ** 9; scale *= 128) {
      const byte = view.getUint8(skip(1));
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
    throw damaged(offset, 'a number of more than 10 bytes');
  };
  const readers: Readonly<Partial<Record<number, () => number | Uint8Array>>> = {
    0: varint,
    1: () => view.getFloat64(skip(8), true),
    2: () => {
      const length = varint();
      const start = skip(length);
      return bytes.subarray(start, start + length);
    },
    5: () => view.getFloat32(skip(4), true),
  };
  while (offset < bytes.length) {
    const at = offset;
    const tag = varint();
    const read = readers[tag % 8];
    if (read === undefined) throw damaged(at, `a field of type ${tag % 8}`);
    if (fields.length >= MAX_FIELDS) throw damaged(at, `more than ${MAX_FIELDS} fields`);
    fields.push({ field: Math.floor(tag / 8), value: read(), at });
  }
  return fields;
};

const damaged = (at: number, text: string): ModelError =>
  new ModelError('MODEL_ONNX_DAMAGED', `byte ${at}: ${text}`);
