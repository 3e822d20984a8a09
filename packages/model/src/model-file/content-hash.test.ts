import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, checkContentHash, contentHashOf, withContentHash } from './content-hash.ts';

describe('contentHashOf', () => {
  it('is the SHA-256 of the canonical text, as any other tool computes it', () => {
    const text = '{"a":[1,-0.5,1e+21],"b":{"z":null,"é":"ü\\n"}}';
    const document = { b: { z: null, é: 'ü\n' }, a: [1, -0.5, 1e21], contentHash: 'whatever' };
    expect(canonicalText({ b: document.b, a: document.a })).toBe(text);
    expect(contentHashOf(document)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('depends on no order of fields, and survives being written and read', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        const reversed = Object.fromEntries(Object.entries(document).reverse());
        const reread: unknown = JSON.parse(JSON.stringify(document, undefined, 2));
        expect(contentHashOf(reversed)).toBe(contentHashOf(document));
        expect(canonicalText(reread)).toBe(canonicalText(document));
      }),
    );
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: 'x' }, { b: 'x' }],
    [{ a: null }, {}],
    [{ a: '1' }, { a: 1 }],
  ])('tells %j from %j', (one, other) => {
    expect(contentHashOf(one)).not.toBe(contentHashOf(other));
  });

  it('takes a field set to undefined for one that is not there, as a file does', () => {
    expect(contentHashOf({ a: 1, b: undefined })).toBe(contentHashOf({ a: 1 }));
  });
});

describe('checkContentHash', () => {
  const sealed = withContentHash({ name: 'a', weights: [1, 2] });

  it('takes a document as it was sealed, in whatever order and layout', () => {
    const { name, ...rest } = sealed;
    expect(() => checkContentHash(sealed)).not.toThrow();
    expect(() => checkContentHash({ ...rest, name })).not.toThrow();
    expect(withContentHash(sealed)).toEqual(sealed);
  });

  it.each([
    { ...sealed, name: 'b' },
    { ...sealed, more: 1 },
    { ...sealed, contentHash: '0'.repeat(64) },
    { name: 'a' },
  ])('refuses a document that was changed since (%#)', (document) => {
    expect(() => checkContentHash(document)).toThrow('MODEL_FILE_TAMPERED');
  });
});
