const BYTES_PER_DOUBLE = 8;

/** Doubles as base64 of their little-endian IEEE 754 bytes (RFC 4648, section 4, padded): every bit survives. */
export const encodeDoubles = (numbers: Float64Array): string => {
  const bytes = new DataView(new ArrayBuffer(numbers.length * BYTES_PER_DOUBLE));
  numbers.forEach((number, i) => bytes.setFloat64(i * BYTES_PER_DOUBLE, number, true));
  let binary = '';
  for (let i = 0; i < bytes.byteLength; i++) binary += String.fromCharCode(bytes.getUint8(i));
  return btoa(binary);
};

/** The doubles `encodeDoubles` wrote; undefined for any text it would not have written. */
export const decodeDoubles = (text: string): Float64Array | undefined => {
  const binary = decodeBinary(text);
  if (binary === undefined || binary.length % BYTES_PER_DOUBLE !== 0) return undefined;
  // atob skips white space and takes text without padding.
  if (text.length !== Math.ceil(binary.length / 3) * 4) return undefined;
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  const numbers = new Float64Array(bytes.length / BYTES_PER_DOUBLE);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat64(i * BYTES_PER_DOUBLE, true);
  return numbers;
};

const decodeBinary = (text: string): string | undefined => {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
};
