import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDataset } from '@networkml/pipeline';
import {
  ExitStatus,
  emit,
  isTerminal,
  labelOptions,
  labelledDevices,
  withCaptureProgress,
} from '@networkml/pipeline/command-line';
import type { CheckArguments } from '../../commands/dataset/check.ts';
import { renderFindings } from './render-findings.ts';

/** Prints what is wrong with labelled captures; gives the exit status, which says whether training can go on. */
export const check = async (given: CheckArguments): Promise<number> => {
  const args = await withManifest(given);
  const maxExpansion = args['max-expansion'];
  const report = await withCaptureProgress('reading', (onProgress) =>
    checkDataset(
      {
        directory: args.directory,
        labels: labelOptions(args),
        devices: labelledDevices(args),
        splitColumn: args['split-column'],
        threads: args.threads,
        ...(maxExpansion === undefined ? {} : { maxExpansion }),
      },
      onProgress,
    ),
  );
  const format = args.format ?? (isTerminal() ? 'table' : 'json');
  await emit([await renderFindings(report, format)], args.output);
  const { error, warning } = report.counts;
  return error > 0 || (args.strict && warning > 0) ? ExitStatus.BadInput : ExitStatus.Done;
};

/** The manifest that lies in the directory, where nothing else was said. */
const withManifest = async (args: CheckArguments): Promise<CheckArguments> => {
  const manifest = join(args.directory, 'manifest.csv');
  const isAsked = args.labels !== undefined || args.manifest !== undefined;
  if (isAsked || !(await stat(manifest).catch(() => undefined))?.isFile()) return args;
  return { ...args, manifest };
};
