import { featureCsvLines } from '@networkml/featurizer';
import { featurizeCaptures, listCaptures, resolveFeatureSets } from '@networkml/pipeline';
import type { FeaturizeArguments } from '../commands/featurize.ts';
import { reportFailures } from '../terminal/failures.ts';
import { ExitStatus, emit, note, withCaptureProgress } from '@networkml/pipeline/command-line';

/** Writes the feature table of captures; gives the exit status. */
export const featurize = async (args: FeaturizeArguments): Promise<number> => {
  const sets = await resolveFeatureSets(args.features.split(','));
  const captures = await listCaptures(args.captures);
  const { devices, salvage } = args;
  const { table, failed, packets, damagedPackets } = await withCaptureProgress('reading', (onProgress) =>
    featurizeCaptures(captures, { sets, devices, salvage }, onProgress),
  );
  const status = reportFailures(failed, captures.length);
  if (status === ExitStatus.BadInput) return status;
  const layout = args.layout === 'full' ? 'full' : captures.length === 1 ? 'networkml' : 'networkml-combined';
  await emit(featureCsvLines(table, { layout }), args.output);
  note(`${table.rowCount} rows from ${packets} packets, ${damagedPackets} of them damaged.`);
  return status;
};
