import { readFileSync } from 'node:fs';
import { writeText } from '@networkml/pipeline';
import { note, print } from '@networkml/pipeline/command-line';
import { buildSubjects } from './build-subjects.ts';
import { type LargeCaptures, withLargeCaptures } from './capture/large-captures.ts';
import { memoryCases } from './memory/memory-cases.ts';
import { type MemoryResult, memoryReport } from './memory/memory-report.ts';
import { PERFORMANCE_PAGE, subjectFile } from './places.ts';
import { profileSubject } from './profile.ts';
import { compare } from './reader/compare.ts';
import { readerReport } from './reader/reader-report.ts';
import { subjectsFor } from './reader/subjects.ts';
import { replaceGenerated } from './report/generated-part.ts';
import { conditions } from './report/machine.ts';
import { markdownTable } from './report/markdown-table.ts';
import { hasGnuTime, measure } from './run/command.ts';

/** What both commands are told. */
export interface BenchArguments {
  /** Folder for the captures, which are then left there. */
  readonly keep: string | undefined;
  /** Whether the reader is built first. */
  readonly build: boolean;
  /** Whether the table goes into the report. */
  readonly write: boolean;
}

/** Compares the speed of the reader with that of others. */
export const benchReader = async (
  args: BenchArguments & { readonly runs: number; readonly profile: boolean },
): Promise<void> => {
  buildSubjects(args.build);
  await withLargeCaptures(args.keep, async (captures) => {
    note(describeCaptures(captures));
    await warmUp(captures);
    if (args.profile) await printProfiles(captures);
    else await compareAll(captures, args);
  });
};

const compareAll = async (
  captures: LargeCaptures,
  { runs, write }: { readonly runs: number; readonly write: boolean },
): Promise<void> => {
  const { subjects, skipped } = subjectsFor(captures);
  const results = await compare(subjects, {
    runs,
    withMemory: hasGnuTime(),
    onRound: (round) => note(`round ${round} of ${runs}`),
  });
  const command = `npm run bench -- reader${runs === 5 ? '' : ` --runs ${runs}`}`;
  const text = [conditions(command), describeCaptures(captures), readerReport(results, skipped)].join('\n\n');
  await publish('bench reader', text, write);
};

/** Reads the captures once, so that the first subject does not wait for the disk. */
const warmUp = async ({ paths }: LargeCaptures): Promise<void> => {
  await measure(['cat', paths.pcap, paths.pcapng, paths.slice], { withMemory: false, withOutput: false });
};

const printProfiles = async ({ paths }: LargeCaptures): Promise<void> => {
  for (const capture of [paths.pcap, paths.pcapng]) {
    const rows = await profileSubject('decode-sync', capture);
    await print(`${markdownTable(['function', 'self ms', '%'], rows)}\n\n`);
  }
};

/** Shows how much memory the reader needs for large, odd and compressed captures. */
export const benchMemory = async (args: BenchArguments & { readonly gigabytes: number }): Promise<void> => {
  buildSubjects(args.build);
  const withMemory = hasGnuTime();
  await withLargeCaptures(args.keep, async (captures) => {
    const results: MemoryResult[] = [];
    for await (const memoryCase of memoryCases(captures, args.gigabytes * 1e9)) {
      note(memoryCase.name);
      const command = [process.execPath, subjectFile('decode'), memoryCase.path] as const;
      const input = memoryCase.input?.();
      const measurement = await measure(command, { withMemory, withOutput: true, ...(input && { input }) });
      results.push({ memoryCase, measurement });
    }
    const command = `npm run bench -- memory --gigabytes ${args.gigabytes}`;
    await publish('bench memory', [conditions(command), memoryReport(results)].join('\n\n'), args.write);
  });
};

const describeCaptures = ({ packets, pcapBytes, pcapngBytes, source }: LargeCaptures): string =>
  `The capture: ${packets} packets of ${source}, repeated; ${megabytes(pcapBytes)} MB as pcap, ${megabytes(pcapngBytes)} MB as pcapng.`;

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

const publish = async (part: string, text: string, write: boolean): Promise<void> => {
  await print(`${text}\n`);
  if (!write) return;
  await writeText(PERFORMANCE_PAGE, replaceGenerated(readFileSync(PERFORMANCE_PAGE, 'utf8'), part, text));
};
