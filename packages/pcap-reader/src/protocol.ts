/** The bits of `PacketBatch.protocols`: which headers a packet was seen to carry. */
export const Protocol = {
  Ethernet: 0x00001,
  Vlan: 0x00002,
  /** IEEE 802.2 LLC, with or without SNAP. */
  Llc: 0x00004,
  Arp: 0x00008,
  Ipv4: 0x00010,
  Ipv6: 0x00020,
  Icmp: 0x00040,
  Icmpv6: 0x00080,
  Tcp: 0x00100,
  Udp: 0x00200,
  Gre: 0x00400,
  Esp: 0x00800,
  Ah: 0x01000,
  /** A packet that is one fragment of an IP datagram. */
  Fragment: 0x02000,
  /** A tunnel whose inner packet was reached. */
  Tunnel: 0x04000,
  /** Linux cooked capture, version 1 or 2. */
  LinuxCooked: 0x08000,
  Sctp: 0x10000,
  Mpls: 0x20000,
  Pppoe: 0x40000,
  Ppp: 0x80000,
  /** IEEE 802.11: the MAC addresses are those of the station that sent the frame first and of the one it is meant for. */
  Wifi: 0x100000,
} as const;

/** What is wrong with a packet; 0 where nothing is. The columns of the layers before the damage are still filled. */
export const Damage = {
  None: 0,
  LinkTruncated: 1,
  ArpTruncated: 2,
  Ipv4Truncated: 3,
  /** Version, header length or total length contradict each other. */
  Ipv4Malformed: 4,
  Ipv6Truncated: 5,
  Ipv6Malformed: 6,
  /** An IPv6 extension header reaches past the packet, or the chain is too long. */
  Ipv6ExtensionTruncated: 7,
  TcpTruncated: 8,
  /** The data offset is below 5 words, or an option reaches past the header. */
  TcpMalformed: 9,
  UdpTruncated: 10,
  IcmpTruncated: 11,
  GreTruncated: 12,
  AhTruncated: 13,
  EspTruncated: 14,
  /** The link type is not known: time and lengths are all that is told. */
  UnknownLinkType: 15,
  /** The link header, or one in front of it that tells how the packet was received, contradicts itself. */
  LinkMalformed: 16,
  /** The receiver says that the checksum of the frame is wrong: no byte of it can be trusted, and none is told. */
  LinkChecksumWrong: 17,
  /** More tunnels, tags or labels lie inside one another than are followed. */
  NestedTooDeep: 18,
} as const;

/** One of the values of `Damage`. */
export type DamageCode = (typeof Damage)[keyof typeof Damage];

/** The names of `Damage`, by code, for reports. */
export const DAMAGE_NAMES: readonly string[] = Object.keys(Damage);
