import { spawnSync } from 'node:child_process';
import type { LargeCaptures } from '../capture/large-captures.ts';
import { subjectFile } from '../places.ts';
import type { Command } from '../run/command.ts';
import { NAMES } from './names.ts';
import type { SkippedSubject, Subject } from './subject.ts';

/** Subjects of a comparison, and those that cannot be measured here. */
export interface Subjects {
  readonly subjects: readonly Subject[];
  readonly skipped: readonly SkippedSubject[];
}

/** Parts what can be measured from what cannot, and keeps the order. */
export const partSubjects = (found: readonly (Subject | SkippedSubject)[]): Subjects => ({
  subjects: found.filter(isMeasured),
  skipped: found.filter(isSkipped),
});

const isMeasured = (subject: Subject | SkippedSubject): subject is Subject => 'command' in subject;
const isSkipped = (subject: Subject | SkippedSubject): subject is SkippedSubject => !isMeasured(subject);

/** Runs a program of `src/subjects`. */
export const nodeCommand = (name: string, ...parameters: readonly string[]): Command => [
  process.execPath,
  subjectFile(name),
  ...parameters,
];

/** What a row about the large pcap is about. */
export const ofPcap = ({ pcapBytes, packets }: LargeCaptures): Pick<Subject, 'bytes' | 'packets'> => ({
  bytes: pcapBytes,
  packets,
});

/** The reader, which decodes every column of the outer headers. */
export const readerSubject = (captures: LargeCaptures): Subject => ({
  name: NAMES.reader,
  command: nodeCommand('decode', captures.paths.pcap),
  ...ofPcap(captures),
  countsPackets: true,
});

/** What starting Node takes. */
export const nothingSubject: Subject = {
  name: NAMES.nothing,
  command: nodeCommand('nothing'),
  packets: 0,
  bytes: 0,
  countsPackets: false,
};

/** tcpdump, which takes the packets apart and writes them away. */
export const tcpdumpSubject = (captures: LargeCaptures): Subject | SkippedSubject =>
  isThere('tcpdump')
    ? {
        name: NAMES.tcpdump,
        command: ['tcpdump', '-r', captures.paths.pcap, '-w', '/dev/null'],
        ...ofPcap(captures),
        countsPackets: false,
      }
    : { name: NAMES.tcpdump, reason: 'not installed' };

/** Whether a program is installed. */
export const isThere = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
