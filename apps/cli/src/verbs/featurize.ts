import {
  DEFAULT_FEATURE_SET,
  type FeatureFormat,
  type FeatureGroup,
  PipelineError,
  type WriteFeaturesOptions,
  isDirectory,
  listCaptures,
  resolveFeatureSets,
  resolveGroups,
  threadsThatHelp,
} from '@networkml/pipeline/captures';
import { parseDuration } from '@networkml/pipeline/command-line';
import type { FeaturizeArguments } from '../commands/featurize.ts';
import { formatOf } from '../terminal/format-of.ts';
import { writeFeaturesInto } from './feature-output.ts';
import { listCapturesInto } from './parse.ts';

/** Writes the features of captures; gives the exit status. */
export const featurize = async (args: FeaturizeArguments): Promise<number> => {
  const group = args.groups === undefined ? undefined : resolveGroups(args.groups.split(','));
  if (group?.kind === 'packets') return listPackets(args, group.level);
  const ids = [group?.features, args.features].flatMap((list) => list?.split(',') ?? []);
  const plugins = args.plugin ?? [];
  const sets = await resolveFeatureSets(ids.length > 0 ? ids : [DEFAULT_FEATURE_SET], { plugins });
  const captures = await listCaptures(args.captures);
  const windowSeconds = args.window === undefined ? undefined : parseDuration(args.window);
  const options: WriteFeaturesOptions = {
    sets,
    plugins,
    devices: args.devices ?? group?.devices ?? 'auto',
    format: args.format ?? featureFormatOf(args.output),
    layout: layoutOf(args, captures.length),
    merge: args.merge,
    ...(await readingOf(args, captures)),
    ...(windowSeconds === undefined ? {} : { windowSeconds }),
  };
  return writeFeaturesInto(args.output, captures, { ...options, resume: args.resume });
};

const readingOf = async (
  args: FeaturizeArguments,
  captures: readonly string[],
): Promise<Pick<WriteFeaturesOptions, 'salvage' | 'threads' | 'maxExpansion'>> => {
  const { salvage } = args;
  const threads = await threadsThatHelp(captures, args.threads);
  const maxExpansion = args['max-expansion'];
  return { salvage, threads, ...(maxExpansion === undefined ? {} : { maxExpansion }) };
};

/** One array of JSON would end only with the last capture: lines of JSON are written instead. */
const featureFormatOf = (output: string | undefined): FeatureFormat => {
  const format = formatOf(output);
  return format === 'json' ? 'jsonl' : format;
};

const layoutOf = (
  { layout, merge }: FeaturizeArguments,
  captures: number,
): NonNullable<WriteFeaturesOptions['layout']> => {
  if (layout === 'full') return 'full';
  return captures === 1 || merge ? 'networkml' : 'networkml-combined';
};

/** Groups of NetworkML whose rows are packets: what only rows of devices can have is refused. */
const listPackets = async (
  args: FeaturizeArguments,
  level: Extract<FeatureGroup, { kind: 'packets' }>['level'],
): Promise<number> => {
  const misplaced = (['features', 'plugin', 'devices', 'window', 'merge'] as const).find(
    (name) => args[name] !== undefined && args[name] !== false,
  );
  if (misplaced !== undefined) {
    const detail = `--groups ${args.groups ?? ''} with --${misplaced} (its rows are packets, not devices)`;
    throw new PipelineError('PIPELINE_MIXED_GROUPS', detail);
  }
  const captures = await listCaptures(args.captures);
  return listCapturesInto(args.output, captures, {
    level,
    format: args.format ?? formatOf(args.output),
    namesCapture: captures.length > 1 || (await isDirectory(args.captures[0])),
    ...(await readingOf(args, captures)),
  });
};
