import * as z from 'zod/mini';
import { decodeDoubles, decodeSingles, encodeDoubles, encodeSingles } from './base64.ts';
import { decodeIntegers, encodeIntegers } from './packed-integers.ts';

const float64Array = z.custom<Float64Array>((value) => value instanceof Float64Array);

/** Thousands of weights: base64 keeps every bit, is a third smaller than decimals, and takes no time to check. */
export const packedDoubles: z.ZodMiniType<Float64Array, string> = z.codec(
  z.string().check(
    z.meta({
      contentEncoding: 'base64',
      description: 'IEEE 754 doubles, little-endian, in base64 with padding (RFC 4648, section 4)',
    }),
  ),
  float64Array,
  {
    decode(packed, payload) {
      const numbers = decodeDoubles(packed);
      if (numbers !== undefined) return numbers;
      payload.issues.push({ code: 'custom', message: 'expected base64 of whole doubles', input: packed });
      return z.NEVER;
    },
    encode: encodeDoubles,
  },
);

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
export const packedFloats: z.ZodMiniType<Float64Array, string> = z.codec(
  z.string().check(
    z.meta({
      contentEncoding: 'base64',
      description: 'IEEE 754 singles, little-endian, in base64 with padding (RFC 4648, section 4)',
    }),
  ),
  float64Array,
  {
    decode(packed, payload) {
      const numbers = decodeSingles(packed);
      if (numbers !== undefined) return numbers;
      payload.issues.push({ code: 'custom', message: 'expected base64 of whole singles', input: packed });
      return z.NEVER;
    },
    encode: encodeSingles,
  },
);
