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

/** The numbers that a text stands for, or the issue that it is no base64 of such. */
const orIssue = <Numbers>(
  numbers: Numbers | undefined,
  { issues, value }: z.core.ParsePayload,
  expected: string,
): Numbers => {
  if (numbers !== undefined) return numbers;
  issues.push({ code: 'custom', message: `expected base64 of ${expected}`, input: value });
  return z.NEVER;
};

/** Thousands of numbers: base64 keeps every bit, is a third smaller than decimals, and takes no time to check. */
export const packedDoubles: z.ZodMiniType<Float64Array, string> = z.codec(doublesText, float64Array, {
  decode: (packed, payload) => orIssue(decodeDoubles(packed), payload, 'whole doubles'),
  encode: encodeDoubles,
});

/** Many numbers that single precision is enough for. */
export const packedSingles: z.ZodMiniType<Float64Array, string> = z.codec(singlesText, float64Array, {
  decode: (packed, payload) => orIssue(decodeSingles(packed), payload, 'whole singles'),
  encode: encodeSingles,
});

/** Numbers as doubles, or in half the space where all of them are single precision. */
type PackedNumbers = string | { readonly singles: string };

const numbersText = z.union([
  doublesText,
  z
    .strictObject({ singles: singlesText })
    .check(z.describe('the same numbers where single precision holds all of them')),
]);

/** Thousands of weights, mostly trained in single precision. Every bit survives. */
export const packedNumbers: z.ZodMiniType<Float64Array, PackedNumbers> = z.codec(numbersText, float64Array, {
  decode: (packed, payload) =>
    typeof packed === 'string'
      ? orIssue(decodeDoubles(packed), payload, 'whole doubles')
      : orIssue(decodeSingles(packed.singles), payload, 'whole singles'),
  encode: (numbers) => (isSingle(numbers) ? { singles: encodeSingles(numbers) } : encodeDoubles(numbers)),
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

const integersText = z.string().check(
  z.meta({
    contentEncoding: 'base64',
    description: 'LEB128 integers, one behind the other, in base64',
  }),
);

/** Many small integers that are not negative. */
export const packedIntegers: z.ZodMiniType<Int32Array, string> = z.codec(integersText, int32Array, {
  decode: (packed, payload) => orIssue(decodeIntegers(packed), payload, 'LEB128 integers'),
  encode: encodeIntegers,
});
