import type { MessagePort } from 'node:worker_threads';
import type { ShareCounts } from '@networkml/pcap-reader';
import { openCapture } from '@networkml/pcap-reader/node';
import { type CapturedError, capturedError } from '../captured-error.ts';
import { isCaptureFailure } from '../featurize-captures.ts';
import { createTableWriter } from '../table/format.ts';
import { type LevelOptions, readOptions } from './levels.ts';
import { PACKET_COLUMNS } from './packet-columns.ts';

/** Pieces that a thread may be ahead of the one that writes them. */
const MOST_AHEAD = 32;

/** One share of the packets of a capture, to be written as rows. */
export interface ShareTask {
  readonly kind: 'share';
  readonly capture: string;
  readonly options: LevelOptions & { readonly format: 'csv' | 'jsonl'; readonly namesCapture: boolean };
  readonly share: { readonly index: number; readonly of: number };
  /** Where the rows go; what comes back says that a piece was taken, and a closed port that no more is wanted. */
  readonly port: MessagePort;
}

/** What goes through the port of a share: its rows, in the order of the packets, and how it ended. */
export type ShareMessage =
  | {
      readonly kind: 'rows';
      readonly firstPacket: number;
      readonly count: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'end';
      readonly counts: ShareCounts;
      /** Why the capture was kept only up to somewhere. */
      readonly broken: CapturedError | undefined;
      /** What is wrong with the capture. */
      readonly failure: CapturedError | undefined;
    };

/** Writes the rows of a share into its port. */
export const writeShare = async ({ capture: name, options, share, port }: ShareTask): Promise<void> => {
  const writer = await createTableWriter(options.format, PACKET_COLUMNS, options);
  writer.capture(name);
  const reader = openCapture(name, { ...readOptions(options), share });
  const room = createRoom(port);
  const post = (message: ShareMessage): void => {
    port.postMessage(message);
  };
  let failure: CapturedError | undefined;
  try {
    for await (const batch of reader) {
      if (!(await room.wait())) break;
      const { firstPacket, count } = batch;
      post({ kind: 'rows', firstPacket, count, bytes: writer.rows(batch, count) });
    }
  } catch (error) {
    if (!isCaptureFailure(error)) throw error;
    failure = capturedError(error);
  }
  const { brokenBy, ...counts } = reader.info;
  post({
    kind: 'end',
    counts,
    broken: brokenBy === undefined ? undefined : capturedError(brokenBy),
    failure,
  });
};

/** Keeps whoever posts pieces from running far ahead of whoever takes them. */
const createRoom = (port: MessagePort): { readonly wait: () => Promise<boolean> } => {
  let ahead = 0;
  let isClosed = false;
  let wake = (): void => undefined;
  port.on('message', () => {
    ahead -= 1;
    wake();
  });
  port.on('close', () => {
    isClosed = true;
    wake();
  });
  return {
    /** Waits for room for one more piece; whether it is wanted. */
    wait: async () => {
      while (ahead >= MOST_AHEAD && !isClosed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      ahead += 1;
      return !isClosed;
    },
  };
};
