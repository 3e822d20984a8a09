import { type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { type PacketList } from '../../feature-set.ts';

/** Rows of the packets of one direction, parted by transport; they are valid until packets are parted again. */
export interface DirectionRows {
  readonly all: Uint32Array;
  readonly tcp: Uint32Array;
  readonly udp: Uint32Array;
  /** Those with neither. */
  readonly other: Uint32Array;
  /** How many are over IPv6, fragments of IP datagrams, tagged for a VLAN. */
  readonly ipv6: number;
  readonly fragments: number;
  readonly tagged: number;
}

/** The packets of a batch that a device sent or received. */
export interface DevicePackets {
  /** Twice the row plus the direction, in order. */
  readonly entries: Uint32Array;
  readonly sent: DirectionRows;
  readonly received: DirectionRows;
}

/** Room for the rows of one direction, which grows to the largest batch. */
interface Room {
  tcp: Uint32Array;
  udp: Uint32Array;
  other: Uint32Array;
}

const createRoom = (): Room => ({
  tcp: new Uint32Array(1),
  udp: new Uint32Array(1),
  other: new Uint32Array(1),
});

const SENT_ROOM = createRoom();
const RECEIVED_ROOM = createRoom();

/** Parts packets by transport, so that no part asks each packet what it is. */
export const partPackets = (
  { protocols }: PacketBatch,
  { entries, sent, received }: PacketList,
): DevicePackets => ({
  entries,
  sent: partRows(protocols, sent, SENT_ROOM),
  received: partRows(protocols, received, RECEIVED_ROOM),
});

const bitOf = (protocol: number): number => 31 - Math.clz32(protocol);

const TCP_BIT = bitOf(Protocol.Tcp);
const UDP_BIT = bitOf(Protocol.Udp);
const IPV6_BIT = bitOf(Protocol.Ipv6);
const FRAGMENT_BIT = bitOf(Protocol.Fragment);
const VLAN_BIT = bitOf(Protocol.Vlan);

const partRows = (protocols: Uint32Array, rows: Uint32Array, room: Room): DirectionRows => {
  // One place more than rows: a row is written everywhere, and counted where it belongs, without a branch.
  if (rows.length >= room.tcp.length) {
    const length = rows.length * 2;
    room.tcp = new Uint32Array(length);
    room.udp = new Uint32Array(length);
    room.other = new Uint32Array(length);
  }
  const { tcp, udp, other } = room;
  let tcpCount = 0;
  let udpCount = 0;
  let otherCount = 0;
  let ipv6 = 0;
  let fragments = 0;
  let tagged = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const bits = protocols[row];
    const isTcp = (bits >>> TCP_BIT) & 1;
    const isUdp = (bits >>> UDP_BIT) & 1 & ~isTcp;
    tcp[tcpCount] = row;
    udp[udpCount] = row;
    other[otherCount] = row;
    tcpCount += isTcp;
    udpCount += isUdp;
    otherCount += 1 - isTcp - isUdp;
    ipv6 += (bits >>> IPV6_BIT) & 1;
    fragments += (bits >>> FRAGMENT_BIT) & 1;
    tagged += (bits >>> VLAN_BIT) & 1;
  }
  return {
    all: rows,
    tcp: tcp.subarray(0, tcpCount),
    udp: udp.subarray(0, udpCount),
    other: other.subarray(0, otherCount),
    ipv6,
    fragments,
    tagged,
  };
};
