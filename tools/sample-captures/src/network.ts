import type { Packet } from './format/packet.ts';
import { ipPacket, type IpFields } from './packet/ip.ts';
import { multicastMac } from './packet/address.ts';
import { ETHERTYPE, type Framing, type LinkPayload } from './packet/link.ts';
import type { Rng } from './rng.ts';

/** An end of a conversation. Several may share the MAC of the gateway they are reached through. */
export interface Host {
  /** 6 bytes. */
  readonly mac: Uint8Array;
  /** 4 or 16 bytes. */
  readonly ip: Uint8Array;
  /** Hop limit of its packets as they are seen here. */
  readonly hopLimit: number;
}

/** A place where packets are captured, with a clock that the one who writes the scenario moves. */
export interface Network {
  readonly rng: Rng;
  /** Sets the clock, in seconds since the start of the scenario. */
  readonly at: (seconds: number) => void;
  /** Moves the clock on by about so many microseconds: between a half and one and a half times. */
  readonly wait: (micros: number) => void;
  /** Records a frame now. */
  readonly frame: (payload: LinkPayload) => void;
  /** Records an IP packet now. */
  readonly send: (from: Host, to: Host, packet: NetworkPacket) => void;
}

/** A transport protocol and its segment. */
type NetworkPacket = Pick<IpFields, 'protocol' | 'options'> & { readonly segment: Uint8Array };

/** What makes one capturing interface of a scenario. */
export interface NetworkOptions {
  /** Receives the packets, in the order they are written. */
  readonly packets: Packet[];
  readonly startNanos: bigint;
  readonly framing: Framing;
  readonly interfaceIndex: number;
  readonly rng: Rng;
}

/** An interface that records into `options.packets`. */
export function createNetwork(options: NetworkOptions): Network {
  const { packets, startNanos, framing, interfaceIndex, rng } = options;
  let nanos = 0n;
  let identification = 0x1000;
  const frame: Network['frame'] = (payload) => {
    packets.push({ timestampNanos: startNanos + nanos, interfaceIndex, bytes: framing(payload) });
  };
  return {
    rng,
    at: (seconds) => {
      nanos = BigInt(Math.round(seconds * 1e9));
    },
    wait: (micros) => {
      nanos += BigInt(Math.round(micros * 1000 * (0.5 + rng())));
    },
    frame,
    send: (from, to, { segment, ...fields }) => {
      identification = (identification + 1) & 0xffff;
      const header = {
        source: from.ip,
        destination: to.ip,
        hopLimit: from.hopLimit,
        identification,
        ...fields,
      };
      const etherType = from.ip.length === 4 ? ETHERTYPE.Ipv4 : ETHERTYPE.Ipv6;
      frame({ source: from.mac, destination: to.mac, etherType, bytes: ipPacket(header, segment) });
    },
  };
}

/** A multicast group as a destination. */
export function groupHost(group: Uint8Array): Host {
  return { mac: multicastMac(group), ip: group, hopLimit: 1 };
}

/** The packets in order of time; those of one instant stay in the order they were written. */
export function inOrder(packets: readonly Packet[]): readonly Packet[] {
  return packets.toSorted((a, b) => Number(a.timestampNanos - b.timestampNanos));
}
