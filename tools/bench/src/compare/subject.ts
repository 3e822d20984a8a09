import type { Command } from '../run/command.ts';

/** Something that reads a capture and is measured. */
export interface Subject {
  readonly name: string;
  readonly command: Command;
  /** Packets of the capture that a row of the table is about. */
  readonly packets: number;
  /** Bytes of that capture. */
  readonly bytes: number;
  /** Whether it prints how many packets it met, which is then checked. */
  readonly countsPackets: boolean;
  /** Set where it reads only the first packets, since all would take too long. */
  readonly slice?: Slice;
}

/** How the time of a slice becomes that of all packets. */
export interface Slice {
  readonly packets: number;
  /** The same on a capture without packets: what it takes to start is not multiplied. */
  readonly emptyCommand: Command;
}

/** What is not measured here, and why. */
export interface SkippedSubject {
  readonly name: string;
  readonly reason: string;
}

/** The runs of one subject. */
export interface SubjectResult {
  readonly subject: Subject;
  /** Wall time of each run; of all packets, also where a slice was read. */
  readonly seconds: readonly number[];
  /** The most of all runs, in MiB. */
  readonly peakMebibytes: number | undefined;
}

/** What a slice's time and that of an empty capture say about all packets, in seconds. */
export const scaleUp = ({ packets, slice }: Subject, sliceSeconds: number, emptySeconds: number): number =>
  slice === undefined
    ? sliceSeconds
    : emptySeconds + ((sliceSeconds - emptySeconds) * packets) / slice.packets;
