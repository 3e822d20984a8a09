import type { CaptureFormat } from '../capture-info.ts';
import { describeOther } from './other-formats.ts';
import { isPcapMagic } from './pcap-header.ts';

/** Bytes from the start of a file that suffice to tell a capture, and for `isCapture`. */
export const MAGIC_BYTES = 16;

/** More than that helps to name what is no capture, up to so many bytes. */
export const DESCRIPTION_BYTES = 512;

/** What the first bytes of a file say it is. */
export type Detected =
  | { readonly kind: 'capture'; readonly format: CaptureFormat }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'zstd' }
  /** Something else; `name` where it is known ("this is NAME"), and what to do about it, an imperative. */
  | { readonly kind: 'other'; readonly name?: string; readonly hint?: string };

const GZIP_MAGIC = 0x1f8b;
const PCAPNG_MAGIC = 0x0a0d0d0a;

/** The first two words of "snoop" and three zeros; RFC 1761, section 3.1. */
const SNOOP_MAGIC = 0x736e6f6f;
const SNOOP_MAGIC_REST = 0x70000000;

/** A zstd frame (RFC 8878, section 3.1.1), and a skippable frame ahead of one, whose first byte is 0x50 to 0x5f. */
const ZSTD_MAGIC = 0x28b52ffd;
const ZSTD_SKIPPABLE_MAGIC = 0x502a4d18;

/**
 * Tells from the first bytes of a file, never from a name, what it is: `MAGIC_BYTES` of them tell whether it is a
 * capture, and up to `DESCRIPTION_BYTES` what else it may be.
 */
export const detectFormat = (head: Uint8Array): Detected => {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length >= 2 && view.getUint16(0) === GZIP_MAGIC) return { kind: 'gzip' };
  if (head.length >= 4) {
    if (isPcapMagic(view, 0)) return { kind: 'capture', format: 'pcap' };
    const magic = view.getUint32(0);
    if (magic === PCAPNG_MAGIC) return { kind: 'capture', format: 'pcapng' };
    if (magic === SNOOP_MAGIC && head.length >= 8 && view.getUint32(4) === SNOOP_MAGIC_REST)
      return { kind: 'capture', format: 'snoop' };
    if (magic === ZSTD_MAGIC || (magic & 0xf0ffffff) === ZSTD_SKIPPABLE_MAGIC) return { kind: 'zstd' };
  }
  return { kind: 'other', ...describeOther(head.subarray(0, DESCRIPTION_BYTES)) };
};

/** Whether a file that starts with these bytes is a capture, as far as can be told without unpacking it. */
export const isCapture = (head: Uint8Array): boolean => detectFormat(head).kind === 'capture';
