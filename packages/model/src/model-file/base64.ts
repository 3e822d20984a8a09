const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BYTES_PER_DOUBLE = 8;
const NOT_BASE64 = 255;

const DIGITS: Uint8Array = new Uint8Array(128).fill(NOT_BASE64);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** Doubles as base64 of their little-endian IEEE 754 bytes (RFC 4648, section 4, padded): every bit survives. */
export const encodeDoubles = (numbers: Float64Array): string => {
  const bytes = new DataView(new ArrayBuffer(numbers.length * BYTES_PER_DOUBLE));
  numbers.forEach((number, i) => bytes.setFloat64(i * BYTES_PER_DOUBLE, number, true));
  let text = '';
  for (let i = 0; i < bytes.byteLength; i += 3) {
    const left = bytes.byteLength - i;
    const triple =
      (bytes.getUint8(i) << 16) |
      ((left > 1 ? bytes.getUint8(i + 1) : 0) << 8) |
      (left > 2 ? bytes.getUint8(i + 2) : 0);
    text += ALPHABET[triple >> 18] + ALPHABET[(triple >> 12) & 63];
    text += left > 1 ? ALPHABET[(triple >> 6) & 63] : '=';
    text += left > 2 ? ALPHABET[triple & 63] : '=';
  }
  return text;
};

/** The doubles `encodeDoubles` wrote; undefined for text that is not base64 or not whole doubles. */
export const decodeDoubles = (text: string): Float64Array | undefined => {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const byteLength = (text.length / 4) * 3 - padding;
  if (text.length % 4 !== 0 || byteLength % BYTES_PER_DOUBLE !== 0) return undefined;
  const bytes = decodeBytes(text, text.length - padding, byteLength);
  if (bytes === undefined) return undefined;
  const numbers = new Float64Array(byteLength / BYTES_PER_DOUBLE);
  return numbers.map((_, i) => bytes.getFloat64(i * BYTES_PER_DOUBLE, true));
};

const decodeBytes = (text: string, digitCount: number, byteLength: number): DataView | undefined => {
  const bytes = new DataView(new ArrayBuffer(byteLength));
  let bits = 0;
  let pending = 0;
  let at = 0;
  for (let i = 0; i < digitCount; i++) {
    const digit = DIGITS[text.charCodeAt(i)] ?? NOT_BASE64;
    if (digit === NOT_BASE64) return undefined;
    bits = ((bits << 6) | digit) & 0xffff;
    pending += 6;
    if (pending < 8) continue;
    pending -= 8;
    bytes.setUint8(at++, (bits >> pending) & 0xff);
  }
  return bytes;
};
