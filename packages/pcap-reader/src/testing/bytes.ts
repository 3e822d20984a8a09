/** Bytes written as hex digits; spaces are for the eye. */
export const hex = (text: string): Uint8Array<ArrayBuffer> => {
  const digits = text.replaceAll(/\s/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new TypeError(`not hex: ${text}`);
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
};

/** Puts bytes behind one another; a string is hex. */
export const join = (...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> => {
  const all = parts.map((part) => (typeof part === 'string' ? hex(part) : part));
  const joined = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of all) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
};

/** A 16-bit number, big-endian unless told otherwise. */
export const uint16 = (value: number, littleEndian = false): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(2);
  new DataView(bytes.buffer).setUint16(0, value, littleEndian);
  return bytes;
};

/** A 32-bit number, big-endian unless told otherwise. */
export const uint32 = (value: number, littleEndian = false): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, littleEndian);
  return bytes;
};
