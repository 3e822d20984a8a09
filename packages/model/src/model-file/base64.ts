const BYTES_PER_DOUBLE = 8;
const BYTES_PER_SINGLE = 4;

/** Bytes as base64 (RFC 4648, section 4, padded). */
export const encodeBytes = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** The bytes `encodeBytes` wrote; undefined for any text it would not have written. */
export const decodeBytes = (text: string): Uint8Array | undefined => {
  const binary = decodeBinary(text);
  // atob skips white space and takes text without padding.
  if (binary === undefined || text.length !== Math.ceil(binary.length / 3) * 4) return undefined;
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
};

/** Doubles as base64 of their little-endian IEEE 754 bytes: every bit survives. */
export const encodeDoubles = (numbers: Float64Array): string => {
  const bytes = new Uint8Array(numbers.length * BYTES_PER_DOUBLE);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => view.setFloat64(i * BYTES_PER_DOUBLE, number, true));
  return encodeBytes(bytes);
};

/** The doubles `encodeDoubles` wrote; undefined for any text it would not have written. */
export const decodeDoubles = (text: string): Float64Array | undefined => {
  const bytes = decodeBytes(text);
  if (bytes === undefined || bytes.length % BYTES_PER_DOUBLE !== 0) return undefined;
  const view = new DataView(bytes.buffer);
  const numbers = new Float64Array(bytes.length / BYTES_PER_DOUBLE);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat64(i * BYTES_PER_DOUBLE, true);
  return numbers;
};

/** Numbers as base64 of their little-endian IEEE 754 singles, to which they are rounded. */
export const encodeSingles = (numbers: Float64Array): string => {
  const bytes = new Uint8Array(numbers.length * BYTES_PER_SINGLE);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => view.setFloat32(i * BYTES_PER_SINGLE, number, true));
  return encodeBytes(bytes);
};

/** The numbers `encodeSingles` wrote; undefined for any text it would not have written. */
export const decodeSingles = (text: string): Float64Array | undefined => {
  const bytes = decodeBytes(text);
  if (bytes === undefined || bytes.length % BYTES_PER_SINGLE !== 0) return undefined;
  const view = new DataView(bytes.buffer);
  const numbers = new Float64Array(bytes.length / BYTES_PER_SINGLE);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat32(i * BYTES_PER_SINGLE, true);
  return numbers;
};

const decodeBinary = (text: string): string | undefined => {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
};
