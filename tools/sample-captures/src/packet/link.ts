import { concat, octets, words, zeros } from './bytes.ts';

/** EtherType numbers. */
export const ETHERTYPE = { Ipv4: 0x0800, Arp: 0x0806, Vlan: 0x8100, Ipv6: 0x86dd } as const;

/** What a link layer must carry. */
export interface LinkPayload {
  /** 6 bytes. */
  readonly source: Uint8Array;
  /** 6 bytes. */
  readonly destination: Uint8Array;
  readonly etherType: number;
  readonly bytes: Uint8Array;
}

/** Puts a link header in front of a packet. */
export type Framing = (payload: LinkPayload) => Uint8Array;

/** Shortest frame without its check sequence, IEEE 802.3. */
const MIN_FRAME_BYTES = 60;

/** Ethernet II, padded as on the wire. */
export const ethernet: Framing = ({ source, destination, etherType, bytes }) => {
  const frame = concat(destination, source, words(etherType), bytes);
  return concat(frame, zeros(Math.max(0, MIN_FRAME_BYTES - frame.length)));
};

/** Ethernet with an IEEE 802.1Q tag. */
export function tagged(vlanId: number): Framing {
  return (payload) =>
    ethernet({
      ...payload,
      etherType: ETHERTYPE.Vlan,
      bytes: concat(words(vlanId, payload.etherType), payload.bytes),
    });
}

/** Linux cooked capture v1 as host `own` sees it: received, broadcast, multicast or sent (LINKTYPE_LINUX_SLL). */
export function cooked(own: Uint8Array): Framing {
  return ({ source, destination, etherType, bytes }) => {
    const ethernetHardware = 1;
    const header = words(packetType(own, source, destination), ethernetHardware, source.length);
    return concat(header, source, zeros(2), words(etherType), bytes);
  };
}

/** No link header at all (LINKTYPE_RAW). */
export const raw: Framing = ({ bytes }) => bytes;

/** An ARP message for IPv4 over Ethernet, RFC 826. */
export function arp(
  operation: 1 | 2,
  sender: readonly Uint8Array[],
  target: readonly Uint8Array[],
): Uint8Array {
  return concat(words(1, ETHERTYPE.Ipv4), octets(6, 4), words(operation), ...sender, ...target);
}

function packetType(own: Uint8Array, source: Uint8Array, destination: Uint8Array): number {
  const sentByUs = 4;
  if (source.every((byte, i) => byte === own[i])) return sentByUs;
  if (destination.every((byte) => byte === 0xff)) return 1;
  return (destination[0] & 1) === 1 ? 2 : 0;
}
