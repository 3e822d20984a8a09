/** EtherTypes; IEEE registration authority. */
export const EtherType = {
  Ipv4: 0x0800,
  Arp: 0x0806,
  Vlan: 0x8100,
  Ipv6: 0x86dd,
  MplsUnicast: 0x8847,
  MplsMulticast: 0x8848,
  PppoeSession: 0x8864,
  ServiceVlan: 0x88a8,
  /** Cisco metadata: a security group tag. */
  CiscoMetadata: 0x8909,
  /** Cisco VN-Tag: which virtual interface a frame came from. */
  VnTag: 0x8926,
  OldServiceVlan: 0x9100,
} as const;

/** IP protocol numbers; IANA. */
export const IpProtocol = {
  HopByHop: 0,
  Icmp: 1,
  Ipv4: 4,
  Tcp: 6,
  Udp: 17,
  Ipv6: 41,
  Routing: 43,
  Fragment: 44,
  Gre: 47,
  Esp: 50,
  Ah: 51,
  Icmpv6: 58,
  DestinationOptions: 60,
  Sctp: 132,
  Mobility: 135,
  Hip: 139,
  Shim6: 140,
  /** An Ethernet frame behind a segment routing header; RFC 8986, section 9. */
  Ethernet: 143,
} as const;

/** LINKTYPE_ numbers; www.tcpdump.org/linktypes.html. */
export const LinkType = {
  Null: 0,
  Ethernet: 1,
  RawBsd: 12,
  RawOpenBsd: 14,
  Raw: 101,
  Loop: 108,
  LinuxCooked: 113,
  Ipv4: 228,
  Ipv6: 229,
  LinuxCooked2: 276,
} as const;

/** The first value that is a type and not the length of an IEEE 802.3 frame. */
export const FIRST_ETHER_TYPE = 0x0600;

/** The largest value that is the length of an IEEE 802.3 frame. */
export const LAST_LENGTH = 1500;
