import { runCommandLine } from '@networkml/pipeline/command-line';
import { benchFeatures, benchMemory, benchReader, benchStart, benchTrain } from './verbs.ts';

const shared = {
  keep: { type: 'string', describe: 'folder for the captures, which stay there', requiresArg: true },
  build: { type: 'boolean', default: true, describe: 'build what is measured first' },
  write: { type: 'boolean', default: false, describe: 'write the table into docs/performance.md' },
} as const;

const comparison = {
  ...shared,
  runs: { type: 'number', default: 5, describe: 'runs of each; the median counts' },
  profile: {
    type: 'boolean',
    default: false,
    describe: 'print in which functions the time is spent instead',
  },
} as const;

await runCommandLine({
  name: 'bench',
  usage:
    '$0 <command>\n\nMeasures the capture reader, the featurizer, training and the start of the command line, as whole processes.',
  epilogue: 'The captures are made in a temporary folder, which needs about 2.5 GB.',
  configure: (parser) =>
    parser
      .command(
        'reader',
        'compare the reader with tcpdump, libpcap, tshark and npm packages',
        (command) => command.options(comparison),
        ({ keep, build, write, runs, profile }) => benchReader({ keep, build, write, runs, profile }),
      )
      .command(
        'features',
        'compare the featurizer with the reader, tcpdump and NetworkML',
        (command) => command.options(comparison),
        ({ keep, build, write, runs, profile }) => benchFeatures({ keep, build, write, runs, profile }),
      )
      .command(
        'memory',
        'show the peak memory of the reader on large, odd and compressed captures',
        (command) =>
          command
            .options(shared)
            .option('gigabytes', { type: 'number', default: 4, describe: 'length of the large captures' }),
        ({ keep, build, write, gigabytes }) => benchMemory({ keep, build, write, gigabytes }),
      )
      .command(
        'train',
        'compare grid search with scikit-learn, and prediction with scikit-learn and onnxruntime',
        (command) =>
          command.options({
            build: shared.build,
            write: shared.write,
            runs: { ...comparison.runs, describe: 'runs of each, every one with its seed', default: 10 },
          }),
        ({ build, write, runs }) => benchTrain({ build, write, runs }),
      )
      .command(
        'start',
        'measure the command line on a small capture, with every bundled model',
        (command) =>
          command.options({
            build: shared.build,
            write: shared.write,
            runs: { ...comparison.runs, default: 10 },
          }),
        ({ build, write, runs }) => benchStart({ build, write, runs }),
      )
      .demandCommand(1, 'Say reader, features, memory, train or start.'),
});
