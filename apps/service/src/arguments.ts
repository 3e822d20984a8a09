import { DEVICE_WORDS, LIBRARY_VERSION, type PredictOptions } from '@networkml/pipeline';
import yargs from 'yargs';
import { Exit, ExitStatus } from './exit-status.ts';

const MAX_PORT = 65_535;

/** The command line, checked. */
export interface ServiceArguments {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Names or paths, the default first; empty for the bundled models. */
  readonly models: readonly string[];
  readonly devices: PredictOptions['devices'];
  readonly threshold: number | undefined;
  readonly maxBodyBytes: number | undefined;
}

/**
 * Reads the command line. `--help` and `--version` print and end the process.
 *
 * @throws Exit with the status of a usage error.
 */
export const parseArguments = async (argv: readonly string[]): Promise<ServiceArguments> => {
  const { host, port, model, devices, threshold, maxBodyBytes } = await describeOptions(argv).parseAsync();
  return { host, port, models: model, devices, threshold, maxBodyBytes };
};

const NO_MODELS: readonly string[] = [];

const describeOptions = (argv: readonly string[]) =>
  yargs([...argv])
    .scriptName('networkml-service')
    .usage('$0 [OPTIONS]\n\nNames the role of every device in the captures it is sent over HTTP.')
    .option('host', { type: 'string', default: '127.0.0.1', describe: 'address to listen on' })
    .option('port', { type: 'number', default: 8080, describe: 'port to listen on, 0 for any that is free' })
    .option('model', {
      type: 'string',
      array: true,
      default: NO_MODELS,
      defaultDescription: 'the bundled models',
      describe: 'name or path of a model to serve; may be repeated, the first is the default',
    })
    .option('devices', {
      choices: DEVICE_WORDS,
      default: DEVICE_WORDS[0],
      describe:
        'devices by MAC address and by IP where there is none (auto, all), by one of them, or the one NetworkML takes',
    })
    .option('threshold', { type: 'number', describe: 'probability above which a role is named' })
    .option('max-body-bytes', { type: 'number', describe: 'longest capture to take; no limit by default' })
    .check(checkNumbers)
    .example('$0', 'serve the bundled models on http://127.0.0.1:8080')
    .example('$0 --host 0.0.0.0 --port 80', 'serve every network interface')
    .example('$0 --model plant.json --model iot-devices', 'serve two models, plant.json by default')
    .example('$0 --max-body-bytes 1000000000', 'refuse captures above a gigabyte')
    .epilogue('POST a capture to /v1/predictions. Exit status: 1 cannot listen, 2 usage, 3 unusable model.')
    .version(LIBRARY_VERSION)
    .strict()
    .demandCommand(0, 0)
    .fail((message: string | undefined, error: Error | undefined) => {
      throw new Exit(ExitStatus.Usage, error ?? message);
    });

interface Numbers {
  readonly port: number;
  readonly threshold: number | undefined;
  readonly 'max-body-bytes': number | undefined;
}

const checkNumbers = ({ port, threshold = 0, 'max-body-bytes': maxBodyBytes = 1 }: Numbers): true => {
  if (!Number.isInteger(port) || port < 0 || port > MAX_PORT)
    throw new Error(`--port is a whole number from 0 to ${MAX_PORT}`);
  if (!(threshold >= 0 && threshold <= 1)) throw new Error('--threshold is a number from 0 to 1');
  if (!Number.isInteger(maxBodyBytes) || maxBodyBytes < 1)
    throw new Error('--max-body-bytes is a whole number above 0');
  return true;
};
