import type { CaptureFormat } from '../capture-info.ts';

/** Bytes from the start of a file that suffice to tell what it is, and for `isCapture`. */
export const MAGIC_BYTES = 16;

/** What the first bytes of a file say it is. */
export type Detected =
  | { readonly kind: 'capture'; readonly format: CaptureFormat }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'zstd' }
  /** Something else; `name` where it is known, and what to do about it. */
  | { readonly kind: 'other'; readonly name?: string; readonly hint?: string };

const PCAP_MAGICS: ReadonlySet<number> = new Set([0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1]);
const PCAPNG_MAGIC = 0x0a0d0d0a;

/** A zstd frame (RFC 8878, section 3.1.1), and a skippable frame ahead of one, whose first byte is 0x50 to 0x5f. */
const ZSTD_MAGIC = 0x28b52ffd;
const ZSTD_SKIPPABLE_MAGIC = 0x502a4d18;

const CONVERT = 'convert it with editcap -F pcap';
const UNPACK = 'unpack it first';

/** Formats that are no captures we read, by their first bytes in Latin-1. */
const OTHERS: readonly (readonly [prefix: string, name: string, hint: string])[] = [
  ['\xa1\xb2\xcd\x34', 'pcap with modified record headers', CONVERT],
  ['\x34\xcd\xb2\xa1', 'pcap with modified record headers', CONVERT],
  ['snoop\0\0\0', 'Solaris snoop', CONVERT],
  ['GMBU', 'Microsoft NetMon 2', CONVERT],
  ['RTSS', 'Microsoft NetMon 1', CONVERT],
  ['iptrace', 'AIX iptrace', CONVERT],
  ['TRSNIFF data', 'Network General Sniffer', CONVERT],
  ['XCP\0', 'NetXRay or Windows Sniffer', CONVERT],
  ['\xfd7zXZ\0', 'xz', 'unpack it with xz -d'],
  ['BZh', 'bzip2', 'unpack it with bzip2 -d'],
  ['PK\x03\x04', 'a zip archive', UNPACK],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive', UNPACK],
  ['Rar!', 'a rar archive', UNPACK],
  ['\x7fELF', 'a program', 'give a capture instead'],
  ['%PDF', 'a PDF document', 'give a capture instead'],
  ['\x89PNG', 'a PNG picture', 'give a capture instead'],
];

/** Tells from at most `MAGIC_BYTES` first bytes, never from a name, what a file is. */
export const detectFormat = (head: Uint8Array): Detected => {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return { kind: 'gzip' };
  const magic = head.length < 4 ? 0 : new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
  if (PCAP_MAGICS.has(magic)) return { kind: 'capture', format: 'pcap' };
  if (magic === PCAPNG_MAGIC) return { kind: 'capture', format: 'pcapng' };
  if (magic === ZSTD_MAGIC || (magic & 0xf0ffffff) === ZSTD_SKIPPABLE_MAGIC) return { kind: 'zstd' };
  const text = String.fromCharCode(...head.subarray(0, MAGIC_BYTES));
  const known = OTHERS.find(([prefix]) => text.startsWith(prefix));
  if (known !== undefined) return { kind: 'other', name: known[1], hint: known[2] };
  return describeText(text);
};

/** Whether a file that starts with these bytes is a capture, as far as can be told without unpacking it. */
export const isCapture = (head: Uint8Array): boolean => detectFormat(head).kind === 'capture';

const describeText = (text: string): Detected => {
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|head|body)/i.test(text)) {
    return {
      kind: 'other',
      name: 'an HTML or XML page',
      hint: 'was a login or error page saved in place of the capture?',
    };
  }
  return /^[\t\n\r\x20-\x7e]+$/.test(text)
    ? { kind: 'other', name: 'text', hint: 'give a capture as tcpdump -w writes it' }
    : { kind: 'other' };
};
