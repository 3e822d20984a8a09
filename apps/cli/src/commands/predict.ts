import type { CommandModule, InferredOptionTypes } from 'yargs';
import {
  capturesPositional,
  modelOption,
  pluginOption,
  sharedOptions,
} from '@networkml/pipeline/command-line';

const declared = {
  model: modelOption,
  plugin: pluginOption,
  devices: sharedOptions.devices,
  threshold: { type: 'number', describe: "confidence above which a role is named [the model's]" },
  explain: {
    type: 'boolean',
    describe: 'say what spoke for and against each role [in JSON, not in tables]',
  },
  format: { choices: ['table', 'json', 'jsonl', 'csv'], describe: 'table on a terminal, else json' },
  output: { type: 'string', describe: "directory that gets NetworkML's predict.json as well" },
  salvage: sharedOptions.salvage,
} as const;

/** Arguments of `networkml predict`. */
export type PredictArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml predict`: captures in, roles out. */
export const predictCommand: CommandModule<object, PredictArguments> = {
  command: 'predict <captures..>',
  describe: 'name the role of every device in captures',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesPositional)
      .options(declared)
      .check(
        ({ threshold }) =>
          threshold === undefined || (threshold >= 0 && threshold <= 1) || 'threshold lies from 0 to 1.',
      )
      .example('$0 predict office.pcapng', 'a table of devices and roles')
      .example('$0 predict office.pcapng --explain', 'and why')
      .example('tcpdump -w - -c 5000 | $0 predict - --format json', 'from a running capture')
      .example('$0 predict captures/ --devices canonical --output out/', "NetworkML's predict.json as well"),
  handler: async (args) => {
    const { predict } = await import('../verbs/predict.ts');
    process.exitCode = await predict(args);
  },
};
