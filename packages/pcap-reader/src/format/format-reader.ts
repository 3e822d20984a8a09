import type { ByteWindow } from '../byte-window.ts';
import type { CaptureInfo } from '../capture-info.ts';
import type { Frames, ReaderKernel } from '../kernel/reader-kernel.ts';
import type { PacketBatch } from '../packet-batch.ts';

/** Takes packets out of one file format. */
export interface FormatReader {
  /**
   * Fills rows with times, lengths and link type, and notes where their packets lie, until the batch is full or the window holds
   * no whole record any more. Returns 0 where the batch is full, else how many bytes the window must hold for the next record.
   */
  read(window: ByteWindow, batch: PacketBatch): number;
}

/** What every format reader is given. */
export interface FormatContext {
  /** Name of the capture, for errors. */
  readonly capture: string;
  readonly info: CaptureInfo;
  /** What reads and decodes what is ordinary, if there is one. */
  kernel: ReaderKernel | undefined;
  /** Where the packets of rows lie in the window. */
  frames: Frames;
}
