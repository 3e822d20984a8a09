import { conditions, markdownTable, publishPart } from '@networkml/pages';
import { bundledModelNames } from '@networkml/pipeline';
import { note, print } from '@networkml/pipeline/command-line';
import { buildSubjects } from './build-subjects.ts';
import { type LargeCaptures, linkLargeCapture, withLargeCaptures } from './capture/large-captures.ts';
import { compare } from './compare/compare.ts';
import type { Subject, SubjectResult } from './compare/subject.ts';
import { featuresReport } from './features/features-report.ts';
import { FILES, featureSubjects } from './features/subjects.ts';
import { upstreamRun } from './features/upstream.ts';
import { memoryCases } from './memory/memory-cases.ts';
import { type MemoryResult, memoryReport } from './memory/memory-report.ts';
import { PERFORMANCE_PAGE, subjectFile } from './places.ts';
import { profileSubject } from './profile.ts';
import { readerReport } from './reader/reader-report.ts';
import { subjectsFor } from './reader/subjects.ts';
import { hasGnuTime, measure } from './run/command.ts';
import { startReport, startSubjects } from './start/start-report.ts';
import { measureTraining } from './train/bench-train.ts';
import { trainReport } from './train/train-report.ts';

const READER = '@networkml/pcap-reader';
const PIPELINE = '@networkml/pipeline';
const COMMAND_LINE = '@networkml/cli';

/** What every command is told. */
export interface BenchArguments {
  /** Folder for the captures, which are then left there. */
  readonly keep: string | undefined;
  /** Whether what is measured is built first. */
  readonly build: boolean;
  /** Whether the table goes into the report. */
  readonly write: boolean;
}

/** What a comparison is told besides. */
export interface CompareArguments extends BenchArguments {
  readonly runs: number;
  /** Whether, instead, the functions are printed in which the time is spent. */
  readonly profile: boolean;
}

/** Compares the speed of the reader with that of others. */
export const benchReader = async (args: CompareArguments): Promise<void> => {
  buildSubjects(args.build ? READER : undefined);
  await withLargeCaptures(args.keep, async (captures) => {
    note(describeCaptures(captures));
    await warmUp(captures);
    if (args.profile) return printReaderProfiles(captures);
    const { subjects, skipped } = subjectsFor(captures);
    const report = readerReport(await compareAll(subjects, args.runs), skipped);
    const text = [conditions(commandOf('reader', args.runs)), describeCaptures(captures), report].join(
      '\n\n',
    );
    await publish('bench reader', text, args.write);
  });
};

/** Compares the speed of computing features with that of reading, of tcpdump and of NetworkML. */
export const benchFeatures = async (args: CompareArguments): Promise<void> => {
  buildSubjects(args.build ? COMMAND_LINE : undefined);
  await withLargeCaptures(args.keep, async (captures) => {
    note(describeCaptures(captures));
    await warmUp(captures);
    if (args.profile) return printFeatureProfiles(captures);
    const upstream = upstreamRun();
    const directory = linkLargeCapture(captures, FILES);
    const { subjects, skipped } = featureSubjects({ captures, directory, upstream });
    const report = featuresReport({ results: await compareAll(subjects, args.runs), skipped, upstream });
    const text = [conditions(commandOf('features', args.runs)), describeCaptures(captures), report].join(
      '\n\n',
    );
    await publish('bench features', text, args.write);
  });
};

const commandOf = (name: string, runs: number): string =>
  `npm run bench -- ${name}${runs === 5 ? '' : ` --runs ${runs}`}`;

const compareAll = (subjects: readonly Subject[], runs: number): Promise<readonly SubjectResult[]> =>
  compare(subjects, {
    runs,
    withMemory: hasGnuTime(),
    onRound: (round) => note(`round ${round} of ${runs}`),
  });

/** Reads the captures once, so that the first subject does not wait for the disk. */
const warmUp = async ({ paths }: LargeCaptures): Promise<void> => {
  await measure(['cat', paths.pcap, paths.pcapng, paths.slice], { withMemory: false, withOutput: false });
};

const printReaderProfiles = async ({ paths }: LargeCaptures): Promise<void> => {
  for (const capture of [paths.pcap, paths.pcapng]) {
    const rows = await profileSubject('decode-sync', capture);
    await printProfile(rows);
  }
};

const printFeatureProfiles = async ({ paths }: LargeCaptures): Promise<void> => {
  for (const sets of ['device', 'networkml-host']) {
    await printProfile(await profileSubject('featurize', paths.pcap, sets));
  }
};

const printProfile = (rows: readonly (readonly string[])[]): Promise<void> =>
  print(`${markdownTable(['function', 'self ms', '%'], rows)}\n\n`);

/** Shows how much memory the reader needs for large, odd and compressed captures. */
export const benchMemory = async (args: BenchArguments & { readonly gigabytes: number }): Promise<void> => {
  buildSubjects(args.build ? READER : undefined);
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

/** Measures the command line on a small capture, with every bundled model. */
export const benchStart = async (args: Pick<CompareArguments, 'build' | 'write' | 'runs'>): Promise<void> => {
  buildSubjects(args.build ? COMMAND_LINE : undefined);
  const results = await compareAll(startSubjects(bundledModelNames), args.runs);
  const command = `npm run bench -- start${args.runs === 10 ? '' : ` --runs ${args.runs}`}`;
  const text = [conditions(command), startReport(results, bundledModelNames)].join('\n\n');
  await publish('bench start', text, args.write);
};

/** Compares training with scikit-learn, and prediction with scikit-learn and onnxruntime. */
export const benchTrain = async (args: Pick<CompareArguments, 'build' | 'write' | 'runs'>): Promise<void> => {
  buildSubjects(args.build ? PIPELINE : undefined);
  const report = trainReport(await measureTraining(args.runs));
  const command = `npm run bench -- train${args.runs === 10 ? '' : ` --runs ${args.runs}`}`;
  await publish('bench train', [conditions(command), report].join('\n\n'), args.write);
};

const describeCaptures = ({ packets, pcapBytes, pcapngBytes, source }: LargeCaptures): string =>
  `The capture: ${packets} packets of ${source}, repeated; ${megabytes(pcapBytes)} MB as pcap, ${megabytes(pcapngBytes)} MB as pcapng.`;

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

const publish = (name: string, text: string, write: boolean): Promise<void> =>
  publishPart({ page: PERFORMANCE_PAGE, name, write }, text);
