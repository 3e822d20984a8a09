import { ModelError } from '../../errors.ts';
import { ByteReader, decodeText } from './byte-reader.ts';
import { callKnown, newObject, numbersArray, setState } from './classes.ts';
import { countOf, decodeNumbers, holdsObjects, sizeOf } from './numpy-array.ts';
import {
  KNOWN_CLASSES,
  type PickleObject,
  type PickleTuple,
  type PickleValue,
  isKind,
} from './pickle-value.ts';
import { refuse } from './refuse.ts';

/** Bytes of a pickle at most; that of a scaler of a thousand columns has 25 thousand. */
export const MAX_PICKLE_BYTES: number = 2 ** 24;

/** Steps at most, which bounds time and memory; a scaler takes a few hundred, and one for each name of a column. */
const MAX_STEPS = 200_000;

/** An array of texts is a pickle inside a pickle; there is no reason for one inside that. */
const MAX_DEPTH = 2;

/**
 * Reads a pickle as joblib or Python's pickle module writes it for a StandardScaler (protocols 2 to 5), and executes nothing
 * of it: opcodes and classes outside of a short list are refused. Arrays that joblib puts behind their description are read.
 *
 * Throws MODEL_PICKLE_DAMAGED, MODEL_PICKLE_REFUSED or MODEL_PICKLE_TOO_LARGE, each with the byte it is about.
 */
export const unpickle = (bytes: Uint8Array): PickleValue => {
  if (bytes.length > MAX_PICKLE_BYTES) {
    throw new ModelError('MODEL_PICKLE_TOO_LARGE', `${bytes.length} bytes, at most ${MAX_PICKLE_BYTES}`);
  }
  return run({ reader: new ByteReader(bytes), steps: 0 }, 1);
};

/** What pickles inside pickles share. */
interface Source {
  readonly reader: ByteReader;
  steps: number;
}

/** A pickle is a program for this machine, which only pushes values and puts them together. */
interface Machine {
  readonly source: Source;
  readonly reader: ByteReader;
  readonly depth: number;
  readonly stack: PickleValue[];
  /** Heights of the stack that were marked. */
  readonly marks: number[];
  readonly memo: Map<number, PickleValue>;
  /** Where the opcode that is being done stands. */
  at: number;
}

const run = (source: Source, depth: number): PickleValue => {
  const { reader } = source;
  const machine: Machine = { source, reader, depth, stack: [], marks: [], memo: new Map(), at: 0 };
  for (;;) {
    machine.at = reader.offset;
    const opcode = reader.uint8();
    if (opcode === STOP) return pop(machine);
    source.steps += 1;
    if (source.steps > MAX_STEPS)
      refuse('MODEL_PICKLE_TOO_LARGE', machine.at, `more than ${MAX_STEPS} steps`);
    const step = STEPS.get(opcode);
    if (step === undefined) {
      const name = `0x${opcode.toString(16).padStart(2, '0')}`;
      refuse('MODEL_PICKLE_REFUSED', machine.at, `opcode ${name}`);
    } else step(machine);
  }
};

const pop = ({ stack, marks, at }: Machine): PickleValue => {
  const floor = marks.length === 0 ? 0 : marks[marks.length - 1];
  const value = stack.length > floor ? stack.pop() : undefined;
  return value === undefined ? refuse('MODEL_PICKLE_DAMAGED', at, 'a value is missing') : value;
};

/** The values since the last mark, taken off the stack. */
const popMarked = ({ stack, marks, at }: Machine): PickleValue[] => {
  const mark = marks.pop() ?? refuse('MODEL_PICKLE_DAMAGED', at, 'a mark is missing');
  return stack.splice(mark);
};

type Step = (machine: Machine) => void;

/** A step that pushes what it reads. */
const push =
  (read: (reader: ByteReader) => PickleValue): Step =>
  ({ stack, reader }) =>
    void stack.push(read(reader));

/** A step that makes a tuple of the topmost values. */
const tuple =
  (length: number): Step =>
  (machine) => {
    const items = Array.from({ length }, () => pop(machine)).reverse();
    machine.stack.push({ kind: 'tuple', items });
  };

const remember = (machine: Machine, index: number): void => {
  const value = pop(machine);
  machine.stack.push(value);
  machine.memo.set(index, value);
};

const recall = ({ memo, stack, at }: Machine, index: number): void => {
  stack.push(memo.get(index) ?? refuse('MODEL_PICKLE_DAMAGED', at, `nothing is remembered as ${index}`));
};

const append = (machine: Machine, values: readonly PickleValue[]): void => {
  const list = machine.stack.at(-1);
  if (!isKind(list, 'list')) return refuse('MODEL_PICKLE_REFUSED', machine.at, 'items for what is no list');
  for (const value of values) list.items.push(value);
};

const setItems = (machine: Machine, values: readonly PickleValue[]): void => {
  const dict = machine.stack.at(-1);
  if (!isKind(dict, 'dict') || values.length % 2 !== 0) {
    return refuse('MODEL_PICKLE_REFUSED', machine.at, 'entries for what is no dictionary');
  }
  for (let i = 0; i < values.length; i += 2) {
    const key = values[i];
    if (typeof key !== 'string') refuse('MODEL_PICKLE_REFUSED', machine.at, 'a key that is no text');
    else dict.entries.set(key, values[i + 1]);
  }
};

const pushClass = (machine: Machine, module: PickleValue, name: PickleValue): void => {
  if (typeof module !== 'string' || typeof name !== 'string') {
    return refuse('MODEL_PICKLE_DAMAGED', machine.at, 'a name that is no text');
  }
  const means = KNOWN_CLASSES.get(`${module} ${name}`);
  if (means === undefined) {
    const asked = JSON.stringify(`${module}.${name}`.slice(0, 200));
    return refuse('MODEL_PICKLE_REFUSED', machine.at, `it asks for ${asked}`);
  }
  machine.stack.push({ kind: 'class', means });
};

const checkProtocol: Step = ({ reader, at }) => {
  const protocol = reader.uint8();
  if (protocol > 5) refuse('MODEL_PICKLE_REFUSED', at, `protocol ${protocol}`);
};

const checkFrame: Step = ({ reader, at }) => {
  const length = reader.uint64();
  if (length > reader.left)
    refuse('MODEL_PICKLE_DAMAGED', at, `a frame of ${length} bytes, ${reader.left} left`);
};

/** BUILD, and what joblib does after it: the values of an array stand behind its description. */
const build = (machine: Machine): void => {
  const state = pop(machine);
  const target = pop(machine);
  setState(target, state, machine.at);
  const isWrapper = isKind(target, 'object') && target.means === 'array-wrapper';
  machine.stack.push(isWrapper ? readWrapped(machine, target) : target);
};

const readWrapped = (machine: Machine, { state }: PickleObject): PickleValue => {
  const { at, reader, source, depth } = machine;
  const type = state?.entries.get('dtype');
  const count = countOf(state?.entries.get('shape'), at);
  if (!isKind(type, 'dtype')) return refuse('MODEL_PICKLE_DAMAGED', at, 'an array without a type');
  if (holdsObjects(type)) {
    if (depth >= MAX_DEPTH) return refuse('MODEL_PICKLE_REFUSED', at, 'arrays inside arrays');
    return run(source, depth + 1);
  }
  /** Since joblib 1.2 a byte says how many more bring the values to a round address. */
  if (typeof state?.entries.get('numpy_array_alignment_bytes') === 'number') reader.take(reader.uint8());
  return numbersArray(decodeNumbers(reader.take(count * sizeOf(type, at)), { type, count, at }));
};

const EMPTY_TUPLE: PickleTuple = { kind: 'tuple', items: [] };

const STOP = 0x2e;

/** A little-endian two's complement number of up to 6 bytes; nothing a scaler counts is larger. */
const longNumber: Step = (machine) => {
  const bytes = machine.reader.take(machine.reader.uint8());
  if (bytes.length > 6) refuse('MODEL_PICKLE_REFUSED', machine.at, 'a number of more than 6 bytes');
  const unsigned = bytes.reduceRight((value, byte) => value * 256 + byte, 0);
  const isNegative = bytes.length > 0 && bytes[bytes.length - 1] > 127;
  machine.stack.push(isNegative ? unsigned - 256 ** bytes.length : unsigned);
};

/** Every opcode that is done; numbers and names are those of Python's pickletools. */
const STEPS: ReadonlyMap<number, Step> = new Map<number, Step>([
  [0x80, checkProtocol], // PROTO
  [0x95, checkFrame], // FRAME
  [0x28, ({ stack, marks }) => void marks.push(stack.length)], // MARK
  [0x4e, push(() => null)], // NONE
  [0x88, push(() => true)], // NEWTRUE
  [0x89, push(() => false)], // NEWFALSE
  [0x4a, push((reader) => reader.int32())], // BININT
  [0x4b, push((reader) => reader.uint8())], // BININT1
  [0x4d, push((reader) => reader.uint16())], // BININT2
  [0x8a, longNumber], // LONG1
  [0x47, push((reader) => reader.float64())], // BINFLOAT
  [0x43, push((reader) => reader.take(reader.uint8()))], // SHORT_BINBYTES
  [0x42, push((reader) => reader.take(reader.uint32()))], // BINBYTES
  [0x8e, push((reader) => reader.take(reader.uint64()))], // BINBYTES8
  [0x96, push((reader) => reader.take(reader.uint64()))], // BYTEARRAY8
  [0x8c, push((reader) => decodeText(reader.take(reader.uint8())))], // SHORT_BINUNICODE
  [0x58, push((reader) => decodeText(reader.take(reader.uint32())))], // BINUNICODE
  [0x8d, push((reader) => decodeText(reader.take(reader.uint64())))], // BINUNICODE8
  [0x29, push(() => EMPTY_TUPLE)], // EMPTY_TUPLE
  [0x85, tuple(1)], // TUPLE1
  [0x86, tuple(2)], // TUPLE2
  [0x87, tuple(3)], // TUPLE3
  [0x74, (machine) => void machine.stack.push({ kind: 'tuple', items: popMarked(machine) })], // TUPLE
  [0x5d, push(() => ({ kind: 'list', items: [] }))], // EMPTY_LIST
  [0x61, (machine) => append(machine, [pop(machine)])], // APPEND
  [0x65, (machine) => append(machine, popMarked(machine))], // APPENDS
  [0x7d, push(() => ({ kind: 'dict', entries: new Map() }))], // EMPTY_DICT
  [0x73, (machine) => setItems(machine, [pop(machine), pop(machine)].reverse())], // SETITEM
  [0x75, (machine) => setItems(machine, popMarked(machine))], // SETITEMS
  [0x94, (machine) => remember(machine, machine.memo.size)], // MEMOIZE
  [0x71, (machine) => remember(machine, machine.reader.uint8())], // BINPUT
  [0x72, (machine) => remember(machine, machine.reader.uint32())], // LONG_BINPUT
  [0x68, (machine) => recall(machine, machine.reader.uint8())], // BINGET
  [0x6a, (machine) => recall(machine, machine.reader.uint32())], // LONG_BINGET
  [0x63, (machine) => pushClass(machine, machine.reader.line(), machine.reader.line())], // GLOBAL
  [0x93, (machine) => pushClass(machine, ...popTwo(machine))], // STACK_GLOBAL
  [0x81, (machine) => machine.stack.push(objectOf(machine, newObject))], // NEWOBJ
  [0x52, (machine) => machine.stack.push(objectOf(machine, callKnown))], // REDUCE
  [0x62, build], // BUILD
]);

const popTwo = (machine: Machine): [PickleValue, PickleValue] => {
  const second = pop(machine);
  return [pop(machine), second];
};

const objectOf = (
  machine: Machine,
  make: (target: PickleValue, args: PickleValue, at: number) => PickleValue,
): PickleValue => make(...popTwo(machine), machine.at);
