/** A field of a protobuf message as it is written: tag, then value. */
export type Field = readonly Uint8Array[];

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** A whole number that is not negative. */
export const numberField = (field: number, value: number): Field => [
  varint(field * 8 + VARINT),
  varint(value),
];

/** Bytes, or a packed list of fixed-width numbers. */
export const bytesField = (field: number, bytes: Uint8Array): Field => [
  varint(field * 8 + LENGTH_DELIMITED),
  varint(bytes.length),
  bytes,
];

/** A text as UTF-8. */
export const textField = (field: number, text: string): Field =>
  bytesField(field, new TextEncoder().encode(text));

/** A message inside a message. */
export const messageField = (field: number, fields: readonly Field[]): Field =>
  bytesField(field, message(fields));

/** A list of whole numbers that are not negative, packed. */
export const numbersField = (field: number, values: readonly number[] | Int32Array): Field =>
  bytesField(field, join(Array.from(values, varint)));

/** The bytes of a message, fields in the order given. */
export const message = (fields: readonly Field[]): Uint8Array => join(fields.flat());

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
};

/** Seven bits a byte, the lowest first; all but the last byte have the highest bit set. */
const varint = (value: number): Uint8Array => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...bytes, rest);
};
