import type { CaptureErrorCode } from '@networkml/pcap-reader';
import { claimsOfPcap, isPcap } from './pcap.ts';
import { claimsOfPcapng } from './pcapng.ts';
import { claimsOfSnoop } from './snoop.ts';

/** Most captured bytes a record may hold, and most bytes of a pcapng block that are looked at. */
export const RECORD_BYTES_LIMIT = 262_144;

/**
 * What a capture claims to hold, up to where it breaks: a second, slow and simple reading of the framing, written from
 * the specifications and not from the reader that it checks.
 */
export interface Claims {
  format: 'pcap' | 'pcapng' | 'snoop' | undefined;
  littleEndian: boolean;
  /** Bytes of a record's header; 0 in pcapng. */
  recordHeaderBytes: number;
  /** Where each record or block starts, the broken one at the end too. */
  readonly records: number[];
  /** Where the bytes of each packet start, and how many of them are told. */
  readonly packetAt: number[];
  readonly held: number[];
  /** The lengths that each packet claims. */
  readonly captured: number[];
  readonly wire: number[];
  /** Where each packet's time stands, 0 where it has none. */
  readonly timeAt: number[];
  /** Index of each packet's interface, through all sections. */
  readonly interfaceOf: number[];
  readonly interfaces: ClaimedInterface[];
  /** Why the capture breaks off, and at which byte; `undefined` where it ends well. */
  code: CaptureErrorCode | undefined;
  brokenAt: number;
}

/** An interface as the file describes it. */
export interface ClaimedInterface {
  /** LINKTYPE_ number; -1 where the format numbers links in a way of its own. */
  readonly linkType: number;
  readonly snapLengthBytes: number;
  /** Ticks per second of its times. */
  readonly resolution: bigint;
  readonly offsetSeconds: bigint;
  readonly littleEndian: boolean;
}

/** Claims of a file of which nothing is known yet. */
export const noClaims = (code?: CaptureErrorCode): Claims => ({
  format: undefined,
  littleEndian: true,
  recordHeaderBytes: 0,
  records: [],
  packetAt: [],
  held: [],
  captured: [],
  wire: [],
  timeAt: [],
  interfaceOf: [],
  interfaces: [],
  code,
  brokenAt: 0,
});

const MAGIC_BYTES = 4;
const PCAPNG_MAGIC = 0x0a0d0d0a;
const SNOOP = 'snoop\0\0\0';

/** Reads the framing of a capture that is not packed. */
export const readClaims = (bytes: Uint8Array): Claims => {
  if (bytes.length === 0) return noClaims('CAPTURE_EMPTY');
  if (bytes.length < MAGIC_BYTES) return noClaims('CAPTURE_UNKNOWN_FORMAT');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPcap(view)) return claimsOfPcap(view, noClaims());
  if (view.getUint32(0) === PCAPNG_MAGIC) return claimsOfPcapng(view, noClaims());
  if (Buffer.from(bytes.subarray(0, 8)).toString('latin1') === SNOOP) return claimsOfSnoop(view, noClaims());
  return noClaims('CAPTURE_UNKNOWN_FORMAT');
};
