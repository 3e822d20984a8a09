import type { CommandModule, InferredOptionTypes } from 'yargs';

const importOptions = {
  networkml: { type: 'string', describe: "NetworkML's network, such as host_footprint.json" },
  'label-encoder': { type: 'string', describe: "NetworkML's roles, such as host_footprint_le.json" },
  scaler: {
    type: 'string',
    describe: "NetworkML's scaler, such as host_footprint_scaler.mod; nothing in it is executed",
  },
  'ip-flags': {
    choices: ['tshark3', 'tshark4'],
    describe:
      'ip.flags the model is given: the 16 bits of tshark 3, or the three bits of tshark 4 [tshark3, as trained]',
  },
  onnx: { type: 'string', describe: 'an ONNX file that `models export` wrote' },
  name: { type: 'string', describe: "the model's name [that of the output]" },
  output: { type: 'string', demandOption: true, describe: 'the model file to write' },
} as const;

/** Arguments of `networkml models import`. */
export type ImportArguments = InferredOptionTypes<typeof importOptions>;

/** `networkml models import`. */
export const importCommand: CommandModule<object, ImportArguments> = {
  command: 'import',
  describe: "make a model file of NetworkML's three files, or of an exported ONNX file",
  builder: (yargs) =>
    yargs
      .options(importOptions)
      .check(importsOneModel)
      .example(
        '$0 models import --networkml net.json --label-encoder le.json --scaler scaler.mod --output model.json',
        'a model of NetworkML',
      )
      .example('$0 models import --onnx model.onnx --output model.json', 'what `models export` wrote'),
  handler: async (args) => {
    const { importModel } = await import('../../verbs/models/exchange.ts');
    process.exitCode = await importModel(args);
  },
};

const importsOneModel = (args: ImportArguments): true | string => {
  const { onnx, networkml, scaler } = args;
  const parts = [networkml, args['label-encoder'], scaler].filter((part) => part !== undefined).length;
  const hasOptions = parts > 0 || args['ip-flags'] !== undefined;
  if (onnx !== undefined) {
    return !hasOptions || "--onnx is a model of its own: leave out the options of NetworkML's.";
  }
  return parts === 3 || 'Give --networkml, --label-encoder and --scaler together, or --onnx.';
};

const exportOptions = {
  onnx: { type: 'string', demandOption: true, describe: 'the ONNX file to write' },
} as const;

/** Arguments of `networkml models export`. */
export type ExportArguments = InferredOptionTypes<typeof exportOptions> & { model: string };

/** `networkml models export`. */
export const exportCommand: CommandModule<object, ExportArguments> = {
  command: 'export <model>',
  describe: 'write a model for other programs: ONNX, from features to calibrated probabilities',
  builder: (yargs) =>
    yargs
      .positional('model', { type: 'string', demandOption: true, describe: 'name or file' })
      .options(exportOptions)
      .example('$0 models export iot-devices --onnx iot-devices.onnx', 'for onnxruntime'),
  handler: async (args) => {
    const { exportModel } = await import('../../verbs/models/exchange.ts');
    process.exitCode = await exportModel(args);
  },
};
