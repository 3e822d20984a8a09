import type { Host } from '../host/host.ts';
import type { Packet, Vantage } from './packet.ts';

/** Types of what an Ethernet frame carries (IEEE 802 numbers). */
export const ETHERTYPE = { Ipv4: 0x0800, Arp: 0x0806, Ipv6: 0x86dd } as const;

/** Shortest frame without its check sequence (IEEE 802.3). */
const MINIMUM_BYTES = 60;

/** A frame before its link header. */
export interface FrameContent {
  readonly atMicros: number;
  readonly etherType: number;
  /** Headers that are kept. */
  readonly headers: Uint8Array;
  /** Bytes behind them that are not. */
  readonly payloadBytes: number;
}

/** Frames what one host sends another, as the vantage point sees it. */
export const frameOf = (
  vantage: Vantage,
  [from, to]: readonly [Host, Host],
  content: FrameContent,
): Packet => {
  const { headers, payloadBytes, etherType, atMicros } = content;
  const tagBytes = vantage.vlan === undefined ? 0 : 4;
  const bytes = new Uint8Array(14 + tagBytes + headers.length);
  bytes.set(to.hops === 0 ? to.mac : vantage.gatewayMac, 0);
  bytes.set(from.hops === 0 ? from.mac : vantage.gatewayMac, 6);
  if (vantage.vlan !== undefined) writeWords(bytes, 12, 0x8100, vantage.vlan);
  writeWords(bytes, 12 + tagBytes, etherType);
  bytes.set(headers, 14 + tagBytes);
  const length = bytes.length + payloadBytes;
  const isUnpadded = vantage.isVirtual || (vantage.onHost && from.mac === vantage.deviceMac);
  return { atMicros, bytes, wireBytes: isUnpadded ? length : Math.max(length, MINIMUM_BYTES + tagBytes) };
};

/** Writes 16-bit words in network order. */
export const writeWords = (bytes: Uint8Array, at: number, ...words: readonly number[]): void => {
  for (const [index, word] of words.entries()) {
    bytes[at + 2 * index] = word >>> 8;
    bytes[at + 2 * index + 1] = word & 0xff;
  }
};
