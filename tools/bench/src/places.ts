import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const REPOSITORY: string = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the report on speed is. */
export const PERFORMANCE_PAGE: string = join(REPOSITORY, 'docs/performance.md');

/** The JavaScript file of something that is measured. */
export const subjectFile = (name: string): string => join(REPOSITORY, 'tools/bench/dist', `${name}.js`);

/** The command line as it is published; its parts are built. */
export const CLI_FILE: string = join(REPOSITORY, 'apps/cli/bin/networkml.js');

/** Data of others that lies beside the repository, where it is there at all. */
export const SHARED: string = process.env.NETWORKML_SHARED ?? join(REPOSITORY, '../shared');

/** The captures of IoT Sentinel: a folder a device. */
export const SENTINEL: string = join(SHARED, 'datasets/iot-sentinel');

/** Captures to repeat, and what they are called in the report. */
export interface SourceCaptures {
  readonly name: string;
  readonly paths: readonly string[];
}

/** The captures of IoT Sentinel where they are, else the samples of this repository. */
export const sourceCaptures = (): SourceCaptures =>
  existsSync(SENTINEL)
    ? { name: 'IoT Sentinel', paths: capturesBelow(SENTINEL) }
    : { name: 'datasets/samples', paths: capturesBelow(join(REPOSITORY, 'datasets/samples')) };

const capturesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.pcap'))
    .sort()
    .map((path) => join(directory, path));
