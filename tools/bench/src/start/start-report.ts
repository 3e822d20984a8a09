import { join } from 'node:path';
import { nothingSubject } from '../compare/common-subjects.ts';
import { comparisonTable } from '../compare/comparison-table.ts';
import { type Goal, goalLines } from '../compare/goals.ts';
import { NAMES } from '../compare/names.ts';
import type { Subject, SubjectResult } from '../compare/subject.ts';
import { CLI_FILE, REPOSITORY } from '../places.ts';

const SAMPLE = join(REPOSITORY, 'datasets/samples/smart-plug.pcap');

/** The limit of a whole process that judges a small capture, in seconds. */
const LIMIT_SECONDS = 0.4;

const nameOf = (model: string): string => `networkml predict, ${model}`;

/** The command line on a small capture with each of the models, and Node with nothing to do. */
export const startSubjects = (models: readonly string[]): readonly Subject[] => [
  ...models.map((model) => ({
    name: nameOf(model),
    command: [process.execPath, CLI_FILE, 'predict', SAMPLE, '--model', model] as const,
    packets: 0,
    bytes: 0,
    countsPackets: false,
  })),
  nothingSubject,
];

/** The table of whole processes, and which models are judged with soon enough. */
export const startReport = (results: readonly SubjectResult[], models: readonly string[]): string => {
  const goals = models.map((model): Goal => ({
    name: `seconds with ${model}`,
    bound: 'at most',
    limit: LIMIT_SECONDS,
    value: (of) => of.seconds(nameOf(model)),
  }));
  const references = [{ title: 'of Node', name: NAMES.nothing }];
  const table = comparisonTable({ results, skipped: [], references });
  return [table, 'Goals for the start:', goalLines(goals, results)].join('\n\n');
};
