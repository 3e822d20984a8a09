import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { subjectFile } from './places.ts';
import { measure } from './run/command.ts';

const SAMPLE_MICROS = 200;
const FUNCTIONS = 15;

/** What of a V8 CPU profile is looked at: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** The node met at each sample. */
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

const callFrame = z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() });
const profileSchema: z.ZodType<CpuProfile> = z.object({
  nodes: z.array(z.object({ id: z.number(), callFrame })),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

/** Runs a subject under V8's profiler and gives the functions in which it spent most time, as rows of a table. */
export const profileSubject = async (
  name: string,
  ...parameters: readonly string[]
): Promise<readonly (readonly string[])[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'networkml-profile-'));
  try {
    const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${SAMPLE_MICROS}`];
    await measure([process.execPath, ...flags, subjectFile(name), ...parameters], {
      withMemory: false,
      withOutput: false,
    });
    const [file = ''] = readdirSync(folder);
    return selfTimes(profileSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))).slice(
      0,
      FUNCTIONS,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Functions with the milliseconds spent in themselves and their share in percent, longest first. */
export const selfTimes = ({ nodes, samples, timeDeltas }: CpuProfile): readonly (readonly string[])[] => {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || '(anonymous)'} ${url === '' ? '' : `${basename(url)}:${lineNumber + 1}`}`.trim(),
    ]),
  );
  const micros = new Map<string, number>();
  samples.forEach((id, sample) => {
    const name = names.get(id) ?? '(unknown)';
    micros.set(name, (micros.get(name) ?? 0) + timeDeltas[sample]);
  });
  const total = [...micros.values()].reduce((sum, value) => sum + value, 0);
  return [...micros]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, value]) => [name, (value / 1000).toFixed(1), ((100 * value) / total).toFixed(1)]);
};
