import { countOf, decodeNumbers, holdsObjects } from './numpy-array.ts';
import {
  type PickleArray,
  type PickleClass,
  type PickleObject,
  type PickleTuple,
  type PickleValue,
  isKind,
} from './pickle-value.ts';
import { refuse } from './refuse.ts';

/** An empty instance of a class (the opcode NEWOBJ): of the two that are made without arguments. */
export const newObject = (target: PickleValue, args: PickleValue | undefined, at: number): PickleObject => {
  const isPlain = isKind(args, 'tuple') && args.items.length === 0;
  if (isPlain && isKind(target, 'class') && (target.means === 'scaler' || target.means === 'array-wrapper')) {
    return { kind: 'object', means: target.means, state: null };
  }
  return refuse('MODEL_PICKLE_REFUSED', at, 'an object of a class that no scaler needs');
};

/** What a known function gives for these arguments (the opcode REDUCE), computed here: nothing of Python runs. */
export const callKnown = (target: PickleValue, args: PickleValue | undefined, at: number): PickleValue => {
  if (!isKind(target, 'class') || !isKind(args, 'tuple')) {
    return refuse('MODEL_PICKLE_REFUSED', at, 'a call of something that is no known function');
  }
  const call = CALLS[target.means] ?? noCall;
  return call(args.items, at);
};

type Call = (args: readonly PickleValue[], at: number) => PickleValue;

const noCall: Call = (_, at) => refuse('MODEL_PICKLE_REFUSED', at, 'a call of a class that no scaler needs');

const badArguments = (at: number): never =>
  refuse('MODEL_PICKLE_DAMAGED', at, 'a call with arguments that cannot be');

const CALLS: Readonly<Partial<Record<PickleClass['means'], Call>>> = {
  dtype: ([code], at) =>
    typeof code === 'string' ? { kind: 'dtype', code, littleEndian: true } : badArguments(at),
  scalar: ([type, bytes], at) =>
    isKind(type, 'dtype') && bytes instanceof Uint8Array
      ? decodeNumbers(bytes, { type, count: 1, at })[0]
      : badArguments(at),
  reconstruct: ([type], at) =>
    isKind(type, 'class') && type.means === 'array'
      ? { kind: 'array', shape: [0], values: null }
      : badArguments(at),
  'from-buffer': ([bytes, type, shape], at) =>
    bytes instanceof Uint8Array && isKind(type, 'dtype')
      ? numbersArray(decodeNumbers(bytes, { type, count: countOf(shape, at), at }))
      : badArguments(at),
  encode: ([text, encoding], at) =>
    typeof text === 'string' && encoding === 'latin1' ? latin1Bytes(text, at) : badArguments(at),
};

/** An array of numbers. */
export const numbersArray = (values: Float64Array): PickleArray => ({
  kind: 'array',
  shape: [values.length],
  values,
});

const latin1Bytes = (text: string, at: number): Uint8Array => {
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  return codes.every((code) => code < 256) ? Uint8Array.from(codes) : badArguments(at);
};

/** Gives an object its state (the opcode BUILD). */
export const setState = (target: PickleValue | undefined, state: PickleValue, at: number): void => {
  if (isKind(target, 'dtype') && isKind(state, 'tuple')) {
    target.littleEndian = state.items[1] !== '>';
  } else if (isKind(target, 'array') && isKind(state, 'tuple')) {
    fillArray(target, state, at);
  } else if (isKind(target, 'object') && isKind(state, 'dict')) {
    target.state = state;
  } else {
    refuse('MODEL_PICKLE_REFUSED', at, 'a state for something that has none');
  }
};

/** The state of a numpy array: version, shape, type, whether columns come first, and its bytes or a list of objects. */
const fillArray = (array: PickleArray, state: PickleTuple, at: number): void => {
  const [, shape, type, , content] = state.items;
  const count = countOf(shape, at);
  if (!isKind(type, 'dtype')) return badArguments(at);
  if (holdsObjects(type)) {
    if (!isKind(content, 'list') || content.items.length !== count) return badArguments(at);
    array.values = [...content.items];
  } else {
    if (!(content instanceof Uint8Array)) return badArguments(at);
    array.values = decodeNumbers(content, { type, count, at });
  }
  array.shape = [count];
};
