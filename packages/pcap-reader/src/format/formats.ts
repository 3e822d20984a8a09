import type { ByteWindow } from '../byte-window.ts';
import type { CaptureFormat } from '../capture-info.ts';
import type { FormatContext, FormatReader } from './format-reader.ts';
import { openPcap } from './pcap.ts';
import { pcapHeaderBytes } from './pcap-header.ts';
import { openPcapng } from './pcapng.ts';
import { SNOOP_HEADER_BYTES, openSnoop } from './snoop.ts';

/** Bytes that the window must hold before `openFormat`, once it holds enough to tell the format. */
export const headerBytesOf = (format: CaptureFormat, { view, start }: ByteWindow): number => {
  switch (format) {
    case 'pcap':
      return pcapHeaderBytes(view, start);
    case 'snoop':
      return SNOOP_HEADER_BYTES;
    case 'pcapng':
      return 0; // it is all blocks, and asks for them itself
  }
};

/**
 * Reads the header of a capture of a known format.
 *
 * @throws CaptureError where its version is one that is not read.
 */
export const openFormat = (
  format: CaptureFormat,
  window: ByteWindow,
  context: FormatContext,
): FormatReader => {
  switch (format) {
    case 'pcap':
      return openPcap(window, context);
    case 'snoop':
      return openSnoop(window, context);
    case 'pcapng':
      return openPcapng(context);
  }
};
