import type { CommandModule, InferredOptionTypes } from 'yargs';
import {
  capturesPositional,
  checkReading,
  featuresOption,
  parseDuration,
  pluginOption,
  readingDeclarations,
  sharedOptions,
} from '@networkml/pipeline/command-line';

const declared = {
  features: { type: 'string', describe: `feature sets, parted by commas [${featuresOption.default}]` },
  plugin: pluginOption,
  groups: {
    type: 'string',
    describe: "NetworkML's groups instead: host, sessionhost, flow (a row a packet) or generic (likewise)",
  },
  devices: {
    choices: sharedOptions.devices.choices,
    describe: `${sharedOptions.devices.describe} [auto; canonical with --groups host]`,
  },
  window: {
    type: 'string',
    describe: 'a row a device and time window of this length: 90s, 15m, 1h30m',
  },
  merge: {
    type: 'boolean',
    default: false,
    describe: 'take the captures, in the order given, for parts of one',
  },
  format: {
    choices: ['table', 'csv', 'jsonl', 'parquet'],
    describe: 'what the name of --output ends in, else table on a terminal, else csv',
  },
  layout: {
    choices: ['full', 'networkml'],
    default: 'full',
    describe: 'of CSV: with columns that say whose row it is, or exactly as NetworkML writes it',
  },
  output: { type: 'string', describe: 'file to write, gzip where it ends in .gz [standard output]' },
  resume: {
    type: 'boolean',
    default: true,
    describe: 'go on where a run that was stopped left off; --no-resume starts anew',
  },
  salvage: sharedOptions.salvage,
  ...readingDeclarations,
} as const;

/** Arguments of `networkml featurize`. */
export type FeaturizeArguments = InferredOptionTypes<typeof declared> & { captures: string[] };

/** `networkml featurize`: captures in, a feature table out. */
export const featurizeCommand: CommandModule<object, FeaturizeArguments> = {
  command: 'featurize <captures..>',
  describe: 'compute the features of devices as CSV, JSON lines or Parquet',
  builder: (yargs) =>
    yargs
      .positional('captures', capturesPositional)
      .options(declared)
      .check(checkReading)
      .check(checkFeaturize)
      .example('$0 featurize captures/ --output features.parquet', 'one row a device and capture')
      .example('$0 featurize captures/ --output features.csv.gz --threads 4', 'captures shared among threads')
      .example('$0 featurize day.pcap --window 15m --format csv', 'one row a device and quarter of an hour')
      .example('$0 featurize part1.pcap part2.pcap --merge', 'parts of one capture')
      .example('$0 featurize a.pcap --plugin ./mine.ts --features device,mine', 'with features of your own')
      .example('$0 featurize a.pcap --groups host --layout networkml', 'as NetworkML writes it'),
  handler: async (args) => {
    const { featurize } = await import('../verbs/featurize.ts');
    process.exitCode = await featurize(args);
  },
};

/** What is wrong with the arguments together; true where nothing is. */
const checkFeaturize = (args: {
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly window?: string | undefined;
}): true | string => {
  if (args.format === 'parquet' && args.output === undefined) {
    return 'Parquet goes to a file: name it with --output.';
  }
  return (
    args.window === undefined ||
    parseDuration(args.window) !== undefined ||
    'window is a length of time such as 90s, 15m or 1h30m.'
  );
};
