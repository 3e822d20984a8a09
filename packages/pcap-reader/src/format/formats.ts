import type { ByteWindow } from '../byte-window.ts';
import type { CaptureFormat } from '../capture-info.ts';
import type { FormatContext, FormatReader } from './format-reader.ts';
import { PCAP_HEADER_BYTES, openPcap } from './pcap.ts';
import { openPcapng } from './pcapng.ts';
import { SNOOP_HEADER_BYTES, openSnoop } from './snoop.ts';

/** Bytes that the window must hold before `openFormat`; a pcapng file is all blocks, and asks for them itself. */
export const HEADER_BYTES: Readonly<Record<CaptureFormat, number>> = {
  pcap: PCAP_HEADER_BYTES,
  pcapng: 0,
  snoop: SNOOP_HEADER_BYTES,
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
