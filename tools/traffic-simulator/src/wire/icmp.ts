import type { Host } from '../host/host.ts';
import { writeWords } from './ethernet.ts';
import { ipPacket, PROTOCOL } from './ip.ts';
import type { Packet, Vantage } from './packet.ts';

/** An echo request or reply (RFC 792, RFC 4443). */
export interface Echo {
  readonly atMicros: number;
  readonly version: 4 | 6;
  readonly isReply: boolean;
  readonly identifier: number;
  readonly sequence: number;
  readonly payloadBytes: number;
}

/** Frames an echo message. */
export const echoPacket = (vantage: Vantage, ends: readonly [Host, Host], echo: Echo): Packet => {
  const { atMicros, version, payloadBytes } = echo;
  const types = version === 4 ? [8, 0] : [128, 129];
  const header = new Uint8Array(8);
  writeWords(header, 0, types[echo.isReply ? 1 : 0] << 8, 0, echo.identifier, echo.sequence);
  const protocol = version === 4 ? PROTOCOL.Icmp : PROTOCOL.Icmpv6;
  return ipPacket(vantage, ends, { atMicros, version, protocol, header, checksumAt: 2, payloadBytes });
};

/** A version 2 report that its sender listens to a group (RFC 2236), with the hop limit 1 it has to have. */
export const igmpReport = (vantage: Vantage, ends: readonly [Host, Host], atMicros: number): Packet => {
  const header = new Uint8Array(8);
  header[0] = 0x16;
  header.set(ends[1].ipv4, 4);
  const parts = { atMicros, header, checksumAt: 2, payloadBytes: 0, hopLimit: 1 };
  return ipPacket(vantage, ends, { version: 4, protocol: PROTOCOL.Igmp, ...parts });
};

/** Types of neighbour discovery (RFC 4861). */
export const NEIGHBOUR = { Solicitation: 135, Advertisement: 136, RouterSolicitation: 133 } as const;

/** A neighbour or router solicitation or an advertisement; these have the hop limit 255. */
export const neighbourPacket = (
  vantage: Vantage,
  [from, to]: readonly [Host, Host],
  { atMicros, type, target }: { readonly atMicros: number; readonly type: number; readonly target: Host },
): Packet => {
  const isRouter = type === NEIGHBOUR.RouterSolicitation;
  const header = new Uint8Array(isRouter ? 16 : 32);
  header[0] = type;
  if (type === NEIGHBOUR.Advertisement) header[4] = 0x60;
  if (!isRouter && target.ipv6 !== undefined) header.set(target.ipv6, 8);
  const option = isRouter ? 8 : 24;
  header[option] = type === NEIGHBOUR.Advertisement ? 2 : 1;
  header[option + 1] = 1;
  header.set(from.mac, option + 2);
  const parts = { atMicros, header, checksumAt: 2, payloadBytes: 0, hopLimit: 255 };
  return ipPacket(vantage, [from, to], { version: 6, protocol: PROTOCOL.Icmpv6, ...parts });
};
