import type { ByteWindow } from '../byte-window.ts';
import type { CaptureInfo } from '../capture-info.ts';
import type { DecodePacket } from '../decode/decode-packet.ts';
import type { PacketBatch } from '../packet-batch.ts';

/** Takes packets out of one file format. */
export interface FormatReader {
  /**
   * Fills the batch from `window` until the batch is full or the window holds no whole record any more.
   * Returns 0 where the batch is full, else how many bytes the window must hold for the next record.
   */
  read(window: ByteWindow, batch: PacketBatch): number;
}

/** What every format reader is given. */
export interface FormatContext {
  /** Name of the capture, for errors. */
  readonly capture: string;
  readonly info: CaptureInfo;
  readonly decode: DecodePacket;
}
