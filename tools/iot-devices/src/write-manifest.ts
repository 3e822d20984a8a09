import { join } from 'node:path';
import { writeText } from '@networkml/pipeline';
import { print } from '@networkml/pipeline/command-line';
import { macListManifest, readMacList } from './mac-list-manifest.ts';
import { manifestText } from './manifest-line.ts';
import { copyConventionally, sentinelManifest } from './sentinel-manifest.ts';

/** Where a manifest goes. */
export interface ManifestOptions {
  /** File of the manifest; standard output unless given. */
  readonly output?: string | undefined;
  /** Directory to which captures are copied under names of the convention, with a manifest. */
  readonly copy?: string | undefined;
}

/** Writes the manifest of IoT Sentinel, and copies of its captures where asked to. */
export const writeSentinelManifest = async (
  directory: string,
  { output, copy }: ManifestOptions,
): Promise<void> => {
  const lines = await sentinelManifest(directory);
  if (copy === undefined) return emitText(manifestText(lines), output);
  const copied = await copyConventionally(lines, { from: directory, to: copy });
  await emitText(manifestText(copied), output ?? join(copy, 'manifest.csv'));
};

/** Writes the manifest of captures that show several devices each, known by their MAC addresses. */
export const writeMacListManifest = async (
  directory: string,
  list: string,
  { output }: Pick<ManifestOptions, 'output'>,
): Promise<void> => {
  await emitText(manifestText(await macListManifest(directory, await readMacList(list))), output);
};

const emitText = (text: string, output: string | undefined): Promise<void> =>
  output === undefined ? print(text) : writeText(output, text);
