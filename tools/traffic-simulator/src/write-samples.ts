import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { MANIFEST_HEADER, type WrittenCapture, manifestLine, writeSite } from './capture/write-site.ts';
import { readSite } from './site/read-site.ts';

/** Where the samples of roles lie. */
export const ROLE_SAMPLES: string = fileURLToPath(
  new URL('../../../datasets/samples/roles', import.meta.url),
);

const SITE = fileURLToPath(new URL('../sites/samples.yaml', import.meta.url));

/** A file of the samples. */
export interface RoleSample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Small captures: what a device of each role does in some minutes. */
const OPTIONS = { seed: 1, minutes: 8, mostPackets: 3_000 };

/** One capture of each role at work, compressed, and their manifest; the same seed gives the same packets. */
export const roleSamples = async (): Promise<readonly RoleSample[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'networkml-samples-'));
  try {
    const chosen = onePerRole([...writeSite(await readSite(SITE), { ...OPTIONS, directory })]);
    const captures = await Promise.all(
      chosen.map(async ({ file }) => ({
        name: `${file}.gz`,
        bytes: gzipSync(await readFile(join(directory, file)), { level: 9 }),
      })),
    );
    const lines = chosen.map((capture) => manifestLine({ ...capture, file: `${capture.file}.gz` }));
    const manifest = [MANIFEST_HEADER, ...lines, ''].join('\n');
    return [...captures, { name: 'manifest.csv', bytes: Buffer.from(manifest) }];
  } finally {
    await rm(directory, { recursive: true });
  }
};

/** Of each role the device at work that shows most. */
const onePerRole = (written: readonly WrittenCapture[]): WrittenCapture[] => {
  const best = new Map<string, WrittenCapture>();
  for (const capture of written) {
    const known = best.get(capture.role);
    if (known === undefined || weightOf(capture) > weightOf(known)) best.set(capture.role, capture);
  }
  return [...best.values()];
};

const weightOf = ({ mode, packetCount }: WrittenCapture): number =>
  packetCount + (mode === 'working' ? OPTIONS.mostPackets : 0);

/** Writes the samples in place of those that are there. */
export const writeRoleSamples = async (): Promise<readonly RoleSample[]> => {
  const samples = await roleSamples();
  await rm(ROLE_SAMPLES, { recursive: true, force: true });
  await mkdir(ROLE_SAMPLES, { recursive: true });
  for (const { name, bytes } of samples) await writeFile(join(ROLE_SAMPLES, name), bytes);
  return samples;
};
