import { groupOf, type Host } from '../host/host.ts';
import { ETHERTYPE, frameOf, writeWords } from './ethernet.ts';
import type { Packet, Vantage } from './packet.ts';

const EVERYONE = new Uint8Array(6).fill(0xff);

/** A question to all of the segment: who has the address of `asked`? RFC 826. */
export const arpRequest = (
  vantage: Vantage,
  [asking, asked]: readonly [Host, Host],
  atMicros: number,
): Packet => {
  const headers = message(1, [asking, asked], new Uint8Array(6));
  const everyone = groupOf(asking, { mac: EVERYONE, ip: asked.ipv4 });
  return frameOf(vantage, [asking, everyone], {
    atMicros,
    etherType: ETHERTYPE.Arp,
    headers,
    payloadBytes: 0,
  });
};

/** The answer of the one who was asked. */
export const arpReply = (
  vantage: Vantage,
  [asked, asking]: readonly [Host, Host],
  atMicros: number,
): Packet => {
  const headers = message(2, [asked, asking], asking.mac);
  return frameOf(vantage, [asked, asking], { atMicros, etherType: ETHERTYPE.Arp, headers, payloadBytes: 0 });
};

const message = (operation: number, [from, to]: readonly [Host, Host], targetMac: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(28);
  writeWords(bytes, 0, 1, ETHERTYPE.Ipv4, 0x0604, operation);
  bytes.set(from.mac, 8);
  bytes.set(from.ipv4, 14);
  bytes.set(targetMac, 18);
  bytes.set(to.ipv4, 24);
  return bytes;
};
