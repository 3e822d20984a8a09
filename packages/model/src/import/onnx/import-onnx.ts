import { ModelError } from '../../errors.ts';
import { METADATA } from '../../export/onnx/metadata.ts';
import { graphHash } from '../../export/onnx/graph-hash.ts';
import type { ModelFile } from '../../model-file/model-file.ts';
import { parseModelFile } from '../../model-file/parse.ts';
import { readFields } from './read-protobuf.ts';

/** Bytes of an ONNX file at most. */
export const MAX_ONNX_BYTES: number = 2 ** 29;

/**
 * The model that `exportOnnx` wrote, whole: the file holds the text of the model file, and a hash tells whether the graph
 * beside it is still the one that was written with it.
 *
 * Throws MODEL_ONNX_DAMAGED with the byte, MODEL_ONNX_FOREIGN for other programs' files, MODEL_ONNX_CHANGED, and what
 * `parseModelFile` throws.
 */
export const importOnnx = (file: Uint8Array): ModelFile => {
  if (file.length > MAX_ONNX_BYTES) {
    throw new ModelError('MODEL_ONNX_DAMAGED', `${file.length} bytes, at most ${MAX_ONNX_BYTES}`);
  }
  const fields = readFields(file);
  const graphs = fields.filter(({ field }) => field === GRAPH);
  const metadata = new Map(fields.filter(({ field }) => field === METADATA_PROPS).map(readEntry));
  const text = metadata.get(METADATA.model);
  if (text === undefined) throw new ModelError('MODEL_ONNX_FOREIGN', `no metadata ${METADATA.model}`);
  const [graph] = graphs;
  const isWhole = graphs.length === 1 && graph.value instanceof Uint8Array;
  if (!isWhole || graphHash(graph.value) !== metadata.get(METADATA.graphHash)) {
    throw new ModelError('MODEL_ONNX_CHANGED', 'its graph is another one than the model had');
  }
  return parseModelFile(text);
};

/** Fields of a ModelProto. */
const GRAPH = 7;
const METADATA_PROPS = 14;

/** Key and value of a StringStringEntryProto; what is no text counts as none. */
const readEntry = ({ value, at }: ReturnType<typeof readFields>[number]): [string, string] => {
  if (!(value instanceof Uint8Array)) throw new ModelError('MODEL_ONNX_DAMAGED', `byte ${at}: no message`);
  const parts = readFields(value);
  const textOf = (wanted: number): string => {
    const found = parts.find(({ field }) => field === wanted)?.value;
    return found instanceof Uint8Array ? new TextDecoder().decode(found) : '';
  };
  return [textOf(1), textOf(2)];
};
