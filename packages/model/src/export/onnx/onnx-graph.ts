import { type Field, bytesField, messageField, numberField, numbersField, textField } from './protobuf.ts';

/** Name of a value in an ONNX graph. */
export type ValueName = string;

/** A value of an attribute: a whole number, a text, lists of them, or doubles. */
export type Attribute = number | string | Int32Array | readonly string[] | Float64Array;

/** An operator, the names of its inputs, and of its output if it matters. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly ValueName[];
  readonly output?: ValueName;
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** Such as ai.onnx.ml; the operators of ONNX itself where absent. */
  readonly domain?: string;
}

const DOUBLE = 11;
const INT64 = 7;

/** Collects the nodes and constants of an ONNX graph (field numbers are those of onnx.proto); all numbers are doubles. */
export class OnnxGraph {
  readonly #nodes: Field[] = [];
  readonly #constants: Field[] = [];
  readonly #names = new Set<string>();

  /** Adds a constant of this shape, row-major; gives its name. */
  constant(name: string, shape: readonly number[], values: Float64Array): ValueName {
    const unique = this.#uniqueName(name);
    this.#constants.push(messageField(5, doubleTensor(unique, shape, values)));
    return unique;
  }

  /** Adds an operator; gives the name of its output. */
  node({ operator, inputs, output, attributes = {}, domain }: OnnxNode): ValueName {
    const name = this.#uniqueName(output ?? operator.toLowerCase());
    this.#nodes.push(
      messageField(1, [
        ...inputs.map((input) => textField(1, input)),
        textField(2, name),
        textField(3, `${name}.node`),
        textField(4, operator),
        ...Object.entries(attributes).map(([key, value]) => messageField(5, attribute(key, value))),
        ...(domain === undefined ? [] : [textField(7, domain)]),
      ]),
    );
    return name;
  }

  /** The fields of a GraphProto that turns `rows` times `columnCount` features into probabilities and the class of the greatest. */
  fields(name: string, { columnCount, classCount }: { columnCount: number; classCount: number }): Field[] {
    return [
      ...this.#nodes,
      textField(2, name),
      ...this.#constants,
      messageField(11, valueInfo(FEATURES, DOUBLE, columnCount)),
      messageField(12, valueInfo(PROBABILITIES, DOUBLE, classCount)),
      messageField(12, valueInfo(ROLE_INDEX, INT64, null)),
    ];
  }

  #uniqueName(name: string): string {
    let unique = name;
    for (let i = 2; this.#names.has(unique); i++) unique = `${name}.${i}`;
    this.#names.add(unique);
    return unique;
  }
}

/** The input: raw feature values, shape [rows, columns]. */
export const FEATURES = 'features';
/** The first output: calibrated probability of each role, shape [rows, roles]. */
export const PROBABILITIES = 'probabilities';
/** The second output: index of the most probable role, shape [rows]. */
export const ROLE_INDEX = 'role_index';

const valueInfo = (name: string, type: number, width: number | null): Field[] => {
  const dimensions = [
    messageField(1, [textField(2, 'rows')]),
    ...(width === null ? [] : [messageField(1, [numberField(1, width)])]),
  ];
  return [
    textField(1, name),
    messageField(2, [messageField(1, [numberField(1, type), messageField(2, dimensions)])]),
  ];
};

const doubleTensor = (name: string, shape: readonly number[], values: Float64Array): Field[] => [
  ...shape.map((length) => numberField(1, length)),
  numberField(2, DOUBLE),
  textField(8, name),
  bytesField(9, littleEndian(values)),
];

const littleEndian = (values: Float64Array): Uint8Array => {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((value, i) => view.setFloat64(i * 8, value, true));
  return new Uint8Array(view.buffer);
};

/** An AttributeProto: name, value in the field of its type, and the number of that type. */
const attribute = (name: string, value: Attribute): Field[] => [
  textField(1, name),
  ...typedValue(name, value),
];

const typedValue = (name: string, value: Attribute): Field[] => {
  if (typeof value === 'number') return [numberField(3, value), numberField(20, 2)];
  if (typeof value === 'string') return [textField(4, value), numberField(20, 3)];
  if (value instanceof Float64Array) {
    return [messageField(5, doubleTensor(name, [value.length], value)), numberField(20, 4)];
  }
  if (value instanceof Int32Array) return [numbersField(8, value), numberField(20, 7)];
  return [...value.map((text) => textField(9, text)), numberField(20, 8)];
};
