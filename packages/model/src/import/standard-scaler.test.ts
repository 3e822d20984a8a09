import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors.ts';
import { readStandardScaler } from './standard-scaler.ts';
import { SCALER_FILES } from './testing/scaler-files.ts';

const PLAIN = SCALER_FILES['joblib-p4'];

const failureOf = async (file: Uint8Array): Promise<ModelError> => {
  try {
    await readStandardScaler(file);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
};

/** Bytes of opcodes and texts. */
const bytesOf = (...parts: readonly (number | string)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : Array.from(part, (letter) => letter.charCodeAt(0)),
    ),
  );

/** The file with one text replaced by another of the same length. */
const withText = (file: Uint8Array, from: string, to: string): Uint8Array =>
  bytesOf(String.fromCharCode(...file).replace(from, to));

describe('readStandardScaler', () => {
  it.each(Object.keys(SCALER_FILES).filter((name) => !/none|xz/.test(name)))('reads %s', async (name) => {
    const scaler = await readStandardScaler(SCALER_FILES[name]);
    expect([...scaler.mean]).toEqual([2, 20, 5]);
    expect(scaler.scale[0]).toBeCloseTo(Math.sqrt(2 / 3), 15);
    expect(scaler.scale[2]).toBe(1);
    expect(scaler).toMatchObject({
      rowCount: 3,
      version: '1.2.1',
      columns: name.endsWith('names') ? ['a', 'b', 'c'] : null,
    });
  });

  it('takes a scaler that neither subtracts nor divides', async () => {
    const { mean, scale } = await readStandardScaler(SCALER_FILES['joblib-none']);
    expect([[...mean], [...scale]]).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
  });

  it.each([
    // GLOBAL os system, a command, REDUCE: what a hostile pickle does.
    [
      bytesOf(0x80, 2, 'cos\nsystem\n', 0x58, 2, 0, 0, 0, 'id', 0x85, 'R.'),
      'byte 2: it asks for "os.system"',
    ],
    [
      bytesOf(0x80, 4, 0x8c, 8, 'builtins', 0x8c, 4, 'eval', 0x93, '.'),
      'byte 18: it asks for "builtins.eval"',
    ],
    [
      bytesOf(0x80, 2, 'csklearn.preprocessing._data\nStandardScaler\n', ')R.'),
      'a call of a class that no scaler',
    ],
    [bytesOf(0x80, 2, 'cnumpy\nndarray\n', 0x29, 0x81, '.'), 'an object of a class that no scaler needs'],
    [bytesOf('(i__main__\nA\n.'), 'byte 1: opcode 0x69'], // INST
    [bytesOf(0x80, 2, 0x4b, 1, 'Q.'), 'byte 4: opcode 0x51'], // BINPERSID
    [bytesOf(0x80, 2, 0x82, 1, '.'), 'byte 2: opcode 0x82'], // EXT1
    [bytesOf(0x80, 9, '.'), 'byte 0: protocol 9'],
    [bytesOf(0x80, 2, '}', 0x4b, 1, 0x4b, 2, 's.'), 'byte 7: a key that is no text'],
    [withText(PLAIN, 'f8', 'c8'), 'an array of type "c8"'],
    [SCALER_FILES['joblib-xz'], 'byte 0: packed with xz'],
  ])('refuses what no scaler needs (%#)', async (file, detail) => {
    const failure = await failureOf(file);
    expect(failure.code).toBe('MODEL_PICKLE_REFUSED');
    expect(failure.detail).toContain(detail);
  });

  it.each([
    [new Uint8Array(), 'byte 0: 1 bytes expected, 0 left'],
    [bytesOf(0x80, 2, 'R.'), 'byte 2: a value is missing'],
    [bytesOf(0x80, 2, 't.'), 'byte 2: a mark is missing'],
    [bytesOf(0x80, 2, 'h', 7, '.'), 'byte 2: nothing is remembered as 7'],
    [bytesOf(0x80, 2, 0x58, 255, 255, 255, 255, 'a.'), 'byte 7: 4294967295 bytes expected, 2 left'],
    [bytesOf(0x80, 4, 0x95, 255, 0, 0, 0, 0, 0, 0, 0, '.'), 'byte 2: a frame of 255 bytes, 1 left'],
    [SCALER_FILES['joblib-zlib'].subarray(0, 100), 'byte 0: it cannot be unpacked'],
  ])('says where a pickle is damaged (%#)', async (file, detail) => {
    const failure = await failureOf(file);
    expect(failure.code).toBe('MODEL_PICKLE_DAMAGED');
    expect(failure.detail).toContain(detail);
  });

  it.each([
    [bytesOf(0x80, 2, 0x4b, 1, '.'), 'it holds no fitted StandardScaler'],
    [bytesOf(0x80, 2, 'csklearn.preprocessing._data\nStandardScaler\n', ')', 0x81, '.'), 'no fitted'],
    [
      bytesOf(0x80, 2, 'csklearn.preprocessing._data\nStandardScaler\n', ')', 0x81, '}b.'),
      'how many columns',
    ],
  ])('takes nothing but a fitted StandardScaler (%#)', async (file, detail) => {
    expect(await failureOf(file)).toMatchObject({ code: 'MODEL_IMPORT_INVALID' });
    expect((await failureOf(file)).detail).toContain(detail);
  });

  it('refuses a scale of 0 and numbers that are not finite', async () => {
    const half = bytesOf(0, 0, 0, 0, 0, 0, 0xf0, 0x3f); // 1 as a double
    const zero = withText(PLAIN, String.fromCharCode(...half), '\0'.repeat(8));
    expect(await failureOf(zero)).toMatchObject({ detail: 'scaler: scale_ holds a 0' });
    const two = bytesOf(0, 0, 0, 0, 0, 0, 0, 0x40);
    const infinite = withText(PLAIN, String.fromCharCode(...two), '\0\0\0\0\0\0\xf0\x7f');
    expect(await failureOf(infinite)).toMatchObject({ code: 'MODEL_IMPORT_INVALID' });
  });

  it('bounds what a packed file becomes, and the steps of a pickle', async () => {
    const bomb = deflateSync(new Uint8Array(2 ** 25));
    expect((await failureOf(bomb)).code).toBe('MODEL_PICKLE_TOO_LARGE');
    const endless = new Uint8Array(2 ** 21).fill(0x7d); // two million empty dictionaries
    expect((await failureOf(endless)).code).toBe('MODEL_PICKLE_TOO_LARGE');
    expect((await failureOf(new Uint8Array(2 ** 25))).code).toBe('MODEL_PICKLE_TOO_LARGE');
  });

  const names = fc.constantFrom(...Object.keys(SCALER_FILES));

  it('gives a scaler or a coded error for every cut of a file', async () => {
    for (const file of Object.values(SCALER_FILES)) {
      for (let length = 0; length < file.length; length++) {
        const { code } = await failureOf(file.subarray(0, length));
        expect(code).toMatch(/^MODEL_(PICKLE|IMPORT)_/);
      }
    }
  });

  it('gives a scaler or a coded error for whatever bytes are changed', async () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(names, fc.array(change, { minLength: 1, maxLength: 4 }), async (name, changes) => {
        const file = SCALER_FILES[name].slice();
        for (const [at, byte] of changes) file[at % file.length] = byte;
        try {
          const { mean, scale } = await readStandardScaler(file);
          expect(mean.length).toBe(scale.length);
        } catch (error) {
          expect(error).toBeInstanceOf(ModelError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('gives a coded error for random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await failureOf(bytesOf(0x80, 4, ...bytes))).toBeInstanceOf(ModelError);
      }),
      { numRuns: 1000 },
    );
  });
});
