import * as z from 'zod/mini';
import { isSingle } from '../dense/precision.ts';
import { decodeDoubles, decodeSingles, encodeDoubles, encodeSingles } from './base64.ts';
import { decodeIntegers, encodeIntegers } from './packed-integers.ts';

const float64Array = z.custom<Float64Array>((value) => value instanceof Float64Array);

const doublesText = z.string().check(
  z.meta({
    contentEncoding: 'base64',
    description: 'IEEE 754 doubles, little-endian, in base64 with padding (RFC 4648, section 4)',
  }),
);

const singlesText = z.string().check(
  z.meta({
    contentEncoding: 'base64',
    description: 'IEEE 754 singles, little-endian, in base64 with padding (RFC 4648, section 4)',
  }),
);

/** Thousands of numbers: base64 keeps every bit, is a third smaller than decimals, and takes no time to check. */
export const packedDoubles: z.ZodMiniType<Float64Array, string> = z.codec(doublesText, float64Array, {
  decode(packed, payload) {
    const numbers = decodeDoubles(packed);
    if (numbers !== undefined) return numbers;
    payload.issues.push({ code: 'custom', message: 'expected base64 of whole doubles', input: packed });
    return z.NEVER;
  },
  encode: encodeDoubles,
});

/** Numbers a person may want to read. */
export const listedDoubles: z.ZodMiniType<Float64Array, number[]> = z.codec(
  z.array(z.number()),
  float64Array,
  {
    decode: (numbers) => Float64Array.from(numbers),
    encode: (numbers) => Array.from(numbers),
  },
);

const int32Array = z.custom<Int32Array>((value) => value instanceof Int32Array);

/** Many small integers that are not negative. */
export const packedIntegers: z.ZodMiniType<Int32Array, string> = z.codec(
  z
    .string()
    .check(
      z.meta({ contentEncoding: 'base64', description: 'LEB128 integers, one behind the other, in base64' }),
    ),
  int32Array,
  {
    decode(packed, payload) {
      const numbers = decodeIntegers(packed);
      if (numbers !== undefined) return numbers;
      payload.issues.push({ code: 'custom', message: 'expected base64 of LEB128 integers', input: packed });
      return z.NEVER;
    },
    encode: encodeIntegers,
  },
);

/** Many numbers that single precision is enough for. */
export const packedFloats: z.ZodMiniType<Float64Array, string> = z.codec(singlesText, float64Array, {
  decode(packed, payload) {
    const numbers = decodeSingles(packed);
    if (numbers !== undefined) return numbers;
    payload.issues.push({ code: 'custom', message: 'expected base64 of whole singles', input: packed });
    return z.NEVER;
  },
  encode: encodeSingles,
});

/** Numbers as doubles, or in half the space where all of them are single precision. */
type PackedNumbers = string | { readonly singles: string };

const packedNumbersText = z.union([
  doublesText,
  z
    .strictObject({ singles: singlesText })
    .check(z.describe('the same numbers where single precision holds all of them')),
]);

/** Thousands of weights, mostly trained in single precision. Every bit survives. */
export const packedNumbers: z.ZodMiniType<Float64Array, PackedNumbers> = z.codec(
  packedNumbersText,
  float64Array,
  {
    decode(packed, payload) {
      const numbers = typeof packed === 'string' ? decodeDoubles(packed) : decodeSingles(packed.singles);
      if (numbers !== undefined) return numbers;
      const width = typeof packed === 'string' ? 'doubles' : 'singles';
      payload.issues.push({ code: 'custom', message: `expected base64 of whole ${width}`, input: packed });
      return z.NEVER;
    },
    encode: (numbers) => (isSingle(numbers) ? { singles: encodeSingles(numbers) } : encodeDoubles(numbers)),
  },
);
