/** All parts one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** Single bytes. */
export function octets(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** 16-bit numbers in network byte order. */
export function words(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value >> 8, value & 0xff]));
}

/** A 32-bit number in network byte order. */
export function long(value: number): Uint8Array {
  return words(value >>> 16, value & 0xffff);
}

/** A payload: nothing here looks at its content, so there is none. */
export function zeros(lengthBytes: number): Uint8Array {
  return new Uint8Array(lengthBytes);
}
