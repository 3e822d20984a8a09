/** The bits of `PacketBatch.protocols`: which headers a packet was seen to carry. */
export const Protocol = {
  Ethernet: 1 << 0,
  Vlan: 1 << 1,
  /** IEEE 802.2 LLC, with or without SNAP. */
  Llc: 1 << 2,
  Arp: 1 << 3,
  Ipv4: 1 << 4,
  Ipv6: 1 << 5,
  Icmp: 1 << 6,
  Icmpv6: 1 << 7,
  Tcp: 1 << 8,
  Udp: 1 << 9,
  Gre: 1 << 10,
  Esp: 1 << 11,
  Ah: 1 << 12,
  /** A packet that is one fragment of an IP datagram. */
  Fragment: 1 << 13,
  /** A tunnel whose inner packet was reached. */
  Tunnel: 1 << 14,
  /** Linux cooked capture, version 1 or 2. */
  LinuxCooked: 1 << 15,
  Sctp: 1 << 16,
  Mpls: 1 << 17,
  Pppoe: 1 << 18,
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
} as const;

/** One of the values of `Damage`. */
export type DamageCode = (typeof Damage)[keyof typeof Damage];

/** The names of `Damage`, by code, for reports. */
export const DAMAGE_NAMES: readonly string[] = Object.keys(Damage);
