import type { ModelFile } from '@networkml/model';
import { MAX_ONNX_BYTES, type NetworkmlFiles, exportOnnx, importOnnx } from '@networkml/model/exchange';
import { readBytes, readText, writeLines } from '../files.ts';

/** Paths of the three files that NetworkML saves a model in. */
export interface NetworkmlPaths {
  readonly network: string;
  readonly labelEncoder: string;
  readonly scaler: string;
}

/** Bytes that a file of NetworkML's may have; its published network has half a million. */
const MAX_NETWORKML_BYTES = 2 ** 26;

/** Reads NetworkML's three files; throws PipelineError PIPELINE_UNREADABLE, PIPELINE_BAD_COMPRESSION, PIPELINE_TOO_LARGE. */
export const readNetworkmlFiles = async (paths: NetworkmlPaths): Promise<NetworkmlFiles> => {
  const bound = { maxBytes: MAX_NETWORKML_BYTES };
  return {
    network: await readText(paths.network, bound),
    labelEncoder: await readText(paths.labelEncoder, bound),
    scaler: await readBytes(paths.scaler, bound),
  };
};

/** Reads the model from an ONNX file; throws PipelineError as `readBytes`, ModelError as `importOnnx`. */
export const readOnnxFile = async (path: string): Promise<ModelFile> =>
  importOnnx(await readBytes(path, { maxBytes: MAX_ONNX_BYTES }));

/** Writes the model as an ONNX file; throws PipelineError PIPELINE_UNWRITABLE, ModelError as `exportOnnx`. */
export const writeOnnxFile = (path: string, model: ModelFile): Promise<void> =>
  writeLines(path, [exportOnnx(model)]);
