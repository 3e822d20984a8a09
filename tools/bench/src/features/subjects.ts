import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { LargeCaptures } from '../capture/large-captures.ts';
import {
  type Subjects,
  nodeCommand,
  nothingSubject,
  ofPcap,
  partSubjects,
  readerSubject,
  tcpdumpSubject,
} from '../compare/common-subjects.ts';
import { NAMES } from '../compare/names.ts';
import type { SkippedSubject, Subject } from '../compare/subject.ts';
import { CLI_FILE } from '../places.ts';
import type { Command } from '../run/command.ts';
import type { UpstreamRun } from './upstream.ts';

/** How often the large capture stands in the directory that threads share. */
export const FILES = 16;

/** What is featurized besides the large capture itself. */
export interface FeatureInputs {
  readonly captures: LargeCaptures;
  /** The folder in which the large capture stands `FILES` times. */
  readonly directory: string;
  readonly upstream: UpstreamRun | { readonly reason: string };
}

/** All that can be compared on this machine, and what cannot, in the order of the table. */
export const featureSubjects = (inputs: FeatureInputs): Subjects => {
  const { captures } = inputs;
  return partSubjects([
    readerSubject(captures),
    {
      name: NAMES.readerLast,
      command: nodeCommand('decode', captures.paths.pcap, 'last'),
      ...ofPcap(captures),
      countsPackets: true,
    },
    featurizer(NAMES.device, 'device', captures),
    featurizer(NAMES.host, 'networkml-host', captures),
    featurizer(NAMES.both, 'device,networkml-host', captures),
    onThreads(1, inputs),
    availableParallelism() < 2
      ? { name: NAMES.twoThreads, reason: 'there is one processor' }
      : onThreads(2, inputs),
    nothingSubject,
    tcpdumpSubject(captures),
    onUpstreamCaptures(inputs),
  ]);
};

const featurizer = (name: string, sets: string, captures: LargeCaptures): Subject => ({
  name,
  command: nodeCommand('featurize', captures.paths.pcap, sets),
  ...ofPcap(captures),
  countsPackets: true,
});

const featurizeCommand = (captures: readonly string[], ...options: readonly string[]): Command => [
  process.execPath,
  CLI_FILE,
  'featurize',
  ...captures,
  ...options,
];

const onThreads = (threads: 1 | 2, { captures, directory }: FeatureInputs): Subject => {
  const output = join(captures.paths.folder, `features-${threads}.parquet`);
  const options = ['--features', 'device', '--threads', String(threads), '--output', output];
  return {
    name: threads === 1 ? NAMES.oneThread : NAMES.twoThreads,
    command: featurizeCommand([directory], ...options),
    packets: FILES * captures.packets,
    bytes: FILES * captures.pcapBytes,
    countsPackets: false,
  };
};

const onUpstreamCaptures = ({ captures, upstream }: FeatureInputs): Subject | SkippedSubject => {
  const name = NAMES.upstreamCaptures;
  if ('reason' in upstream) return { name, reason: upstream.reason };
  const { paths, packets, bytes } = upstream;
  const output = join(captures.paths.folder, 'features.csv');
  const options = ['--features', 'networkml-host', '--devices', 'canonical', '--output', output];
  return { name, command: featurizeCommand(paths, ...options), packets, bytes, countsPackets: false };
};
