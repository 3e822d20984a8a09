import { bytesField, message, messageField, numberField, textField } from './protobuf.ts';

/** Version of the file layout, and of the operators: ONNX 1.12, which every runtime of the last years knows. */
const IR_VERSION = 8;
const OPERATORS = 17;
const TREE_OPERATORS = 3;

/** What an ONNX file says beside its graph. */
export interface OnnxFileParts {
  /** Version of the library that writes the file. */
  readonly version: string;
  readonly description: string | undefined;
  readonly metadata: readonly (readonly [key: string, value: string])[];
}

/** The bytes of an ONNX file: a ModelProto of onnx.proto. */
export const onnxFile = (graph: Uint8Array, { version, description, metadata }: OnnxFileParts): Uint8Array =>
  message([
    numberField(1, IR_VERSION),
    textField(2, 'networkml'),
    textField(3, version),
    ...(description === undefined ? [] : [textField(6, description)]),
    bytesField(7, graph),
    messageField(8, [textField(1, ''), numberField(2, OPERATORS)]),
    messageField(8, [textField(1, 'ai.onnx.ml'), numberField(2, TREE_OPERATORS)]),
    ...metadata.map(([key, value]) => messageField(14, [textField(1, key), textField(2, value)])),
  ]);
