const BYTES_PER_DOUBLE = 8;
const BYTES_PER_SINGLE = 4;

/** Bytes as base64 (RFC 4648, section 4, padded). */
export const encodeBytes = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = 128;
/** Whatever is no digit; digits are below 64, so it shows in any number it is joined to. */
const NO_DIGIT = 64;
const DIGITS = new Uint8Array(CODES).fill(NO_DIGIT);
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/**
 * The bytes `encodeBytes` wrote; undefined for any text it would not have written. Several times as fast as `atob`; what
 * is not written out, such as taking arrays apart, would take long before it is compiled, and most texts are over by then.
 */
export const decodeBytes = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (text.length % 4 !== 0) return undefined;
  const whole = text.endsWith('=') ? text.length - 4 : text.length;
  const last = decodeLast(text.slice(whole));
  if (last === undefined) return undefined;
  const bytes = new Uint8Array((whole / 4) * 3 + last.length);
  let codes = 0;
  let digits = 0;
  for (let i = 0, at = 0; i < whole; i += 4, at += 3) {
    const first = text.charCodeAt(i);
    const second = text.charCodeAt(i + 1);
    const third = text.charCodeAt(i + 2);
    const fourth = text.charCodeAt(i + 3);
    codes |= first | second | third | fourth;
    const a = DIGITS[first];
    const b = DIGITS[second];
    const c = DIGITS[third];
    const d = DIGITS[fourth];
    digits |= a | b | c | d;
    bytes[at] = (a << 2) | (b >> 4);
    bytes[at + 1] = (b << 4) | (c >> 2);
    bytes[at + 2] = (c << 6) | d;
  }
  bytes.set(last, bytes.length - last.length);
  return codes < CODES && digits < NO_DIGIT ? bytes : undefined;
};

/** The one or two bytes of four characters that end in padding; none where there is no padding. */
const decodeLast = (text: string): readonly number[] | undefined => {
  if (text === '') return [];
  const digits = Array.from(text.replace(/==?$/, ''), (character) => ALPHABET.indexOf(character));
  if (digits.length < 2 || digits.includes(-1)) return undefined;
  const [a, b, c = 0] = digits;
  const bits = (a << 18) | (b << 12) | (c << 6);
  const bytes = [bits >> 16, (bits >> 8) & 0xff, bits & 0xff].slice(0, digits.length - 1);
  // Bits behind the last byte are 0 in what is written.
  const rest = bits & (0xffff >> (8 * (bytes.length - 1)));
  return rest === 0 ? bytes : undefined;
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
  return new Float64Array(inOrderOfHost(bytes, BYTES_PER_DOUBLE).buffer);
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
  return new Float64Array(new Float32Array(inOrderOfHost(bytes, BYTES_PER_SINGLE).buffer));
};

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Turns little-endian numbers of so many bytes, in place, into those of this machine, which mostly are the same. */
const inOrderOfHost = (bytes: Uint8Array<ArrayBuffer>, width: number): Uint8Array<ArrayBuffer> => {
  if (IS_LITTLE_ENDIAN) return bytes;
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
  return bytes;
};
