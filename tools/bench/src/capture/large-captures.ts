import { linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceCaptures } from '../places.ts';
import { type BuiltCaptures, type CapturePaths, buildCaptures } from './build-captures.ts';
import { writeCaptureFile } from './capture-file.ts';
import { pcapLayout } from './pcap-layout.ts';
import { repeatPackets } from './source-packets.ts';

/** The large capture in its forms, and where they are. */
export interface LargeCaptures extends BuiltCaptures {
  readonly paths: CapturePaths & {
    readonly folder: string;
    /** A pcap without packets. */
    readonly empty: string;
  };
  /** What was repeated. */
  readonly source: string;
}

/** Two million packets and 700 MB: more than any cache of a processor holds, and less than a disk cache does. */
const LARGE = { packets: 2_000_000, bytes: 700_000_000 };

/** 2020-09-13 12:26:40 UTC. */
const START_SECONDS = 1_600_000_000;

/** Builds the large captures in `keep`, or in a temporary folder that is removed when `use` is through. */
export const withLargeCaptures = async (
  keep: string | undefined,
  use: (captures: LargeCaptures) => Promise<void>,
): Promise<void> => {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'networkml-bench-'));
  try {
    mkdirSync(folder, { recursive: true });
    await use(buildIn(folder));
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true });
  }
};

const buildIn = (folder: string): LargeCaptures => {
  const source = sourceCaptures();
  const paths = {
    folder,
    pcap: join(folder, 'large.pcap'),
    pcapng: join(folder, 'large.pcapng'),
    slice: join(folder, 'slice.pcap'),
    empty: join(folder, 'empty.pcap'),
  };
  writeCaptureFile(paths.empty, pcapLayout).close();
  const built = buildCaptures(repeatPackets(source.paths, START_SECONDS), paths, LARGE);
  return { ...built, paths, source: source.name };
};

/** A folder in which the large capture stands so many times, as links to the one file. */
export const linkLargeCapture = ({ paths }: LargeCaptures, times: number): string => {
  const folder = join(paths.folder, 'directory');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (let file = 1; file <= times; file += 1) linkSync(paths.pcap, join(folder, `capture-${file}.pcap`));
  return folder;
};
