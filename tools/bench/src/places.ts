import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const REPOSITORY: string = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the report on speed is. */
export const PERFORMANCE_PAGE: string = join(REPOSITORY, 'docs/performance.md');

/** The JavaScript file of something that is measured. */
export const subjectFile = (name: string): string => join(REPOSITORY, 'tools/bench/dist', `${name}.js`);

/** Captures to repeat, and what they are called in the report. */
export interface SourceCaptures {
  readonly name: string;
  readonly paths: readonly string[];
}

/** The captures of IoT Sentinel where they are, else the samples of this repository. */
export const sourceCaptures = (): SourceCaptures => {
  const shared = process.env.NETWORKML_SHARED ?? join(REPOSITORY, '../shared');
  const sentinel = join(shared, 'datasets/iot-sentinel');
  return existsSync(sentinel)
    ? { name: 'IoT Sentinel', paths: capturesBelow(sentinel) }
    : { name: 'datasets/samples', paths: capturesBelow(join(REPOSITORY, 'datasets/samples')) };
};

const capturesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.pcap'))
    .sort()
    .map((path) => join(directory, path));
