import type { ByteWindow } from '../byte-window.ts';
import type { CaptureVariant } from '../capture-info.ts';
import { LinkType } from '../decode/numbers.ts';
import { CaptureError, type CaptureErrorCode } from '../errors.ts';
import type { FormatContext } from './format-reader.ts';

/** Length of the file header; draft-ietf-opsawg-pcap, section 4. */
const PCAP_HEADER_BYTES = 24;

/** What the first four bytes tell, as a number in the byte order of the file. */
interface Magic {
  readonly nanosPerTick: number;
  readonly headerBytes: number;
  readonly recordHeaderBytes: number;
  readonly variant?: CaptureVariant;
}

const STANDARD_MAGIC = 0xa1b2c3d4;

const plain: Magic = { nanosPerTick: 1000, headerBytes: PCAP_HEADER_BYTES, recordHeaderBytes: 16 };

const MAGICS: ReadonlyMap<number, Magic> = new Map<number, Magic>([
  [STANDARD_MAGIC, plain],
  [0xa1b23c4d, { ...plain, nanosPerTick: 1 }],
  // Interface, protocol and packet type follow the lengths. As libpcap does, the 28-byte headers of one early patch,
  // which has the same number, are not told apart.
  [0xa1b2cd34, { ...plain, recordHeaderBytes: 24, variant: 'modified' }],
  // Four bytes more say how long all records are; captured in hardware, then in software.
  [0x1c0001ac, { ...plain, nanosPerTick: 1, headerBytes: 28, variant: 'ixia' }],
  [0x1c0001ab, { ...plain, headerBytes: 28, variant: 'ixia' }],
]);

/** Link types of AIX, which are those of RFC 1573. */
const AIX_LINK_TYPES: ReadonlyMap<number, number> = new Map<number, number>([
  [6, LinkType.Ethernet],
  [9, 6], // token ring
  [15, 10], // FDDI
  [24, LinkType.Null],
]);

/** AIX puts this ahead of FDDI frames, and counts it as if it belonged to them. */
const AIX_FDDI_PADDING_BYTES = 3;

/** How the records of a file are laid out. */
export interface PcapHeader {
  readonly littleEndian: boolean;
  readonly linkType: number;
  readonly nanosPerTick: number;
  /** Length of the file header. */
  readonly headerBytes: number;
  readonly recordHeaderBytes: number;
  /** Bytes between a record header and the packet, counted in both lengths. */
  readonly paddingBytes: number;
  /** Whether the captured length comes first; doubtful: where the other order makes no sense. */
  readonly lengths: 'plain' | 'swapped' | 'doubtful';
}

/** Whether a file starts with one of the numbers that pcap files start with, in either byte order. */
export const isPcapMagic = (view: DataView, start: number): boolean =>
  MAGICS.has(view.getUint32(start, true)) || MAGICS.has(view.getUint32(start));

/** Length of the file header that starts with one of these numbers. */
export const pcapHeaderBytes = (view: DataView, start: number): number =>
  (MAGICS.get(view.getUint32(start, true)) ?? MAGICS.get(view.getUint32(start)) ?? plain).headerBytes;

/** Reads the file header at `window.start`, known by its first bytes, and describes it in `context.info`. */
export const readPcapHeader = (window: ByteWindow, context: FormatContext): PcapHeader => {
  const { view, start } = window;
  const littleEndian = MAGICS.has(view.getUint32(start, true));
  const number = view.getUint32(start, littleEndian);
  const magic = MAGICS.get(number);
  if (magic === undefined) throw refusal(window, context, 'CAPTURE_UNKNOWN_FORMAT');
  const major = view.getUint16(start + 4, littleEndian);
  const minor = view.getUint16(start + 6, littleEndian);
  if (major < 2) {
    const detail = `it is pcap ${major}.${minor}, and 2.0 is the oldest that is read`;
    throw refusal(window, context, 'CAPTURE_BAD_VERSION', detail);
  }
  const word = view.getUint32(start + 20, littleEndian);
  const old = number === STANDARD_MAGIC && major === 2 && minor === 2;
  const aixLinkType = old ? AIX_LINK_TYPES.get(word) : undefined;
  const isAix = aixLinkType !== undefined;
  const header = {
    littleEndian,
    linkType: aixLinkType ?? word & 0xffff,
    nanosPerTick: isAix ? 1 : magic.nanosPerTick,
    headerBytes: magic.headerBytes,
    recordHeaderBytes: magic.recordHeaderBytes,
    paddingBytes: aixLinkType === 10 ? AIX_FDDI_PADDING_BYTES : 0,
    lengths: orderOfLengths(major, minor),
  };
  const { info } = context;
  info.format = 'pcap';
  info.version = `${major}.${minor}`;
  info.variant = isAix ? 'aix' : magic.variant;
  info.littleEndian = littleEndian;
  info.sections = 1;
  info.interfacePackets.push(0);
  info.interfaces.push({
    linkType: header.linkType,
    snapLengthBytes: view.getUint32(start + 16, littleEndian),
    ticksPerSecond: 1e9 / header.nanosPerTick,
    offsetSeconds: 0,
    ...fcs(word),
  });
  return header;
};

/** Version 2.3 put the captured length first; some files of it did not yet. DG/UX kept the old order in its 543.0. */
const orderOfLengths = (major: number, minor: number): PcapHeader['lengths'] => {
  if (major === 543 || (major === 2 && minor < 3)) return 'swapped';
  return major === 2 && minor === 3 ? 'doubtful' : 'plain';
};

/** Above the link type: four bits of length in units of two bytes, one reserved, one that says whether they count. */
const fcs = (word: number): { readonly fcsBytes?: number } =>
  (word & 0x0400_0000) === 0 ? {} : { fcsBytes: (word >>> 28) * 2 };

const refusal = (
  window: ByteWindow,
  { capture }: FormatContext,
  code: CaptureErrorCode,
  detail?: string,
): CaptureError =>
  new CaptureError(code, {
    capture,
    offsetBytes: window.offset,
    ...(detail === undefined ? {} : { detail }),
  });
