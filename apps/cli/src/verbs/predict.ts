import { basename, join } from 'node:path';
import {
  type DevicePrediction,
  type FailedCapture,
  createCapturePredictor,
  isCaptureFailure,
  knownFeatureSets,
  listCaptures,
  loadModel,
  makeDirectory,
  predictMessage,
  writeText,
} from '@networkml/pipeline/prediction';
import type { PredictArguments } from '../commands/predict.ts';
import { reportFailures } from '../terminal/failures.ts';
import { createPredictionPrinter } from './prediction-printer.ts';
import {
  ExitStatus,
  isTerminal,
  withCaptureProgress,
  isOutputClosed,
} from '@networkml/pipeline/command-line';

/** Judges captures one after the other and prints each as it is done; gives the exit status. */
export const predict = async (args: PredictArguments): Promise<number> => {
  const model = await loadModel(args.model);
  const captures = await listCaptures(args.captures);
  const format = args.format ?? (isTerminal() ? 'table' : 'json');
  const judge = createCapturePredictor({
    model,
    featureSets: await knownFeatureSets({ plugins: args.plugin }),
    devices: args.devices,
    salvage: args.salvage,
    explain: args.explain ?? isJson(format),
    ...(args.threshold === undefined ? {} : { threshold: args.threshold }),
  });
  const printer = await createPredictionPrinter(format);
  const message = messageWriter(args.output, model.roles, captures.length);
  const failed: FailedCapture[] = [];
  await withCaptureProgress('reading', async (onProgress) => {
    for (const [index, capture] of captures.entries()) {
      if (isOutputClosed() && args.output === undefined) break;
      try {
        const predicted = await judge(capture);
        await message(capture, predicted.predictions);
        await printer.add(capture, predicted);
      } catch (error) {
        if (!isCaptureFailure(error)) throw error;
        failed.push({ capture, error });
      }
      onProgress(index + 1, captures.length, capture);
    }
  });
  const status = reportFailures(failed, captures.length);
  if (status !== ExitStatus.BadInput) await printer.end();
  return status;
};

const isJson = (format: string): boolean => format === 'json' || format === 'jsonl';

type MessageWriter = (capture: string, predictions: readonly DevicePrediction[]) => Promise<void>;

/** Writes predict.json into the directory; of several captures, each into a directory of its own below it. */
const messageWriter = (
  directory: string | undefined,
  roles: readonly string[],
  captures: number,
): MessageWriter => {
  if (directory === undefined) return () => Promise.resolve();
  const used = new Set<string>();
  return async (capture, predictions) => {
    const folder = captures === 1 ? directory : join(directory, uniqueName(capture, used));
    await makeDirectory(folder);
    const message = predictMessage(predictions, { capture, roles, environment: process.env });
    await writeText(join(folder, 'predict.json'), `${JSON.stringify(message)}\n`);
  };
};

const uniqueName = (capture: string, used: Set<string>): string => {
  const name = basename(capture);
  let unique = name;
  for (let copy = 2; used.has(unique); copy += 1) unique = `${name}.${copy}`;
  used.add(unique);
  return unique;
};
