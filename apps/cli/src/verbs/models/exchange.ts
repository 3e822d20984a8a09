import { basename } from 'node:path';
import { type ModelFile, formatModelFile } from '@networkml/model';
import { loadModel, writeText } from '@networkml/pipeline';
import { ExitStatus, type ExitStatusCode, note } from '@networkml/pipeline/command-line';
import {
  importNetworkmlModel,
  readNetworkmlFiles,
  readOnnxFile,
  writeOnnxFile,
} from '@networkml/pipeline/exchange';
import type { ExportArguments, ImportArguments } from '../../commands/models/exchange.ts';

/** Makes a model file of another program's files; gives the exit status. */
export const importModel = async (args: ImportArguments): Promise<ExitStatusCode> => {
  const model = await readModel(args);
  await writeText(args.output, formatModelFile(model));
  const sets = model.featureSets.map(({ id }) => id).join(', ');
  note(
    `${model.name}: ${model.roles.length} roles, ${model.columns.length} columns of ${sets}, in ${args.output}.`,
  );
  return ExitStatus.Done;
};

const readModel = async (args: ImportArguments): Promise<ModelFile> => {
  const { onnx, networkml = '', scaler = '', name, output } = args;
  if (onnx !== undefined) {
    const model = await readOnnxFile(onnx);
    return name === undefined ? model : { ...model, name };
  }
  const paths = { network: networkml, labelEncoder: args['label-encoder'] ?? '', scaler };
  return importNetworkmlModel(await readNetworkmlFiles(paths), {
    name: name ?? basename(output).replace(/\.json(\.gz)?$/, ''),
    ipFlags: args['ip-flags'] ?? 'tshark3',
  });
};

/** Writes a model as ONNX; gives the exit status. */
export const exportModel = async (args: ExportArguments): Promise<ExitStatusCode> => {
  await writeOnnxFile(args.onnx, await loadModel(args.model));
  return ExitStatus.Done;
};
