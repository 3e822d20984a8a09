/** A value read from a pickle: plain data, or a marker of a class that is known and never called. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleTuple
  | PickleList
  | PickleDict
  | PickleClass
  | PickleType
  | PickleArray
  | PickleObject;

/** A Python tuple, whose items never change. */
export interface PickleTuple {
  readonly kind: 'tuple';
  readonly items: readonly PickleValue[];
}

/** A Python list, which grows while it is read. */
export interface PickleList {
  readonly kind: 'list';
  readonly items: PickleValue[];
}

/** A Python dictionary by its keys that are texts; pickles of scalers have no others. */
export interface PickleDict {
  readonly kind: 'dict';
  readonly entries: Map<string, PickleValue>;
}

/** A class or function that the pickle names, one of `KNOWN_CLASSES`. */
export interface PickleClass {
  readonly kind: 'class';
  readonly means: KnownClass;
}

/** A numpy dtype: `f8` or `i8`, say, with its byte order. */
export interface PickleType {
  readonly kind: 'dtype';
  readonly code: string;
  littleEndian: boolean;
}

/** A numpy array of numbers, or of texts; without values until its state has been read. */
export interface PickleArray {
  readonly kind: 'array';
  shape: readonly number[];
  values: Float64Array | readonly PickleValue[] | null;
}

/** An instance of a known class, and the state it was given. */
export interface PickleObject {
  readonly kind: 'object';
  readonly means: KnownClass;
  state: PickleDict | null;
}

/** What a name in a pickle can stand for. */
export type KnownClass =
  'scaler' | 'array-wrapper' | 'array' | 'dtype' | 'scalar' | 'reconstruct' | 'from-buffer' | 'encode';

const scikitLearn = (module: string): readonly (readonly [string, KnownClass])[] => [
  [`${module} StandardScaler`, 'scaler'],
];

const numpy = (core: string): readonly (readonly [string, KnownClass])[] => [
  [`${core}.multiarray scalar`, 'scalar'],
  [`${core}.multiarray _reconstruct`, 'reconstruct'],
  [`${core}.numeric _frombuffer`, 'from-buffer'],
];

/**
 * The only names a pickle may ask for: what scikit-learn, joblib and numpy write for a StandardScaler, in their versions of
 * the last ten years. Each has a reading of its own here; nothing is looked up by name anywhere else.
 */
export const KNOWN_CLASSES: ReadonlyMap<string, KnownClass> = new Map([
  ...scikitLearn('sklearn.preprocessing._data'),
  ...scikitLearn('sklearn.preprocessing.data'),
  ...numpy('numpy.core'),
  ...numpy('numpy._core'),
  ['joblib.numpy_pickle NumpyArrayWrapper', 'array-wrapper'],
  ['sklearn.externals.joblib.numpy_pickle NumpyArrayWrapper', 'array-wrapper'],
  ['numpy ndarray', 'array'],
  ['numpy dtype', 'dtype'],
  ['_codecs encode', 'encode'],
]);

/** Narrows a value to one kind of tagged value. */
export const isKind = <K extends TaggedValue['kind']>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<TaggedValue, { readonly kind: K }> =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;

type TaggedValue = Exclude<PickleValue, null | boolean | number | string | Uint8Array>;
