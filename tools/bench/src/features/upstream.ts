import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SENTINEL, SHARED } from '../places.ts';

/** Captures on which NetworkML's own pipeline was timed, and how long it took. */
export interface UpstreamRun {
  readonly paths: readonly string[];
  readonly packets: number;
  /** Bytes of all captures. */
  readonly bytes: number;
  /** Wall time of its parser and its featurizer, on one thread. */
  readonly seconds: number;
}

const timingsSchema = z.object({
  iot50: z.object({
    threads1_runs: z.array(z.object({ parser: z.number(), featurizer: z.number().optional() })),
  }),
});

/** The run of NetworkML 0.6 that was recorded with the golden files, or why there is none. */
export const upstreamRun = (): UpstreamRun | { readonly reason: string } => {
  const list = join(SHARED, 'golden/list50.txt');
  const timings = join(SHARED, 'golden/timings.json');
  const missing = [list, timings, SENTINEL].find((path) => !existsSync(path));
  if (missing !== undefined) return { reason: 'the golden files are not beside the repository' };
  return {
    ...parseCaptureList(readFileSync(list, 'utf8'), SENTINEL),
    seconds: upstreamSeconds(JSON.parse(readFileSync(timings, 'utf8'))),
  };
};

/** Captures by lines of name, packets and bytes; a name is the folder, in which `_` stands for `-`, `-`, and the file. */
export const parseCaptureList = (text: string, folder: string): Omit<UpstreamRun, 'seconds'> => {
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const sum = (column: number): number => rows.reduce((total, cells) => total + Number(cells[column]), 0);
  return { paths: rows.map(([name]) => pathOf(name, folder)), packets: sum(1), bytes: sum(2) };
};

const pathOf = (name: string, folder: string): string => {
  const dash = name.indexOf('-');
  return join(folder, name.slice(0, dash).replaceAll('_', '-'), name.slice(dash + 1));
};

/** Parser and featurizer of the first run of which both are known. @throws Error where the timings are not as expected. */
export const upstreamSeconds = (timings: unknown): number => {
  for (const { parser, featurizer } of timingsSchema.parse(timings).iot50.threads1_runs) {
    if (featurizer !== undefined) return parser + featurizer;
  }
  throw new Error('None of the timings has both parser and featurizer.');
};
