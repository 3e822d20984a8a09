/** EtherTypes; IEEE registration authority. */
export const EtherType = {
  Ipv4: 0x0800,
  Arp: 0x0806,
  /** Reverse ARP, RFC 903: ARP with operations of its own. */
  ReverseArp: 0x8035,
  /** A frame between routing bridges; RFC 6325. */
  Trill: 0x22f3,
  Vlan: 0x8100,
  Ipv6: 0x86dd,
  MplsUnicast: 0x8847,
  MplsMulticast: 0x8848,
  PppoeSession: 0x8864,
  ServiceVlan: 0x88a8,
  /** Ethernet inside something else; "transparent Ethernet bridging". */
  Ethernet: 0x6558,
  Ppp: 0x880b,
  /** A provider backbone frame, IEEE 802.1ah: a service tag, then a whole customer frame. */
  ProviderBackbone: 0x88e7,
  /** A frame in Cisco's FabricPath. */
  FabricPath: 0x8903,
  /** A packet on its way through service functions; RFC 8300. */
  Nsh: 0x894f,
  /** IEEE 802.1AE. */
  MacSec: 0x88e5,
  /** Cisco metadata: a security group tag. */
  CiscoMetadata: 0x8909,
  /** Cisco VN-Tag: which virtual interface a frame came from. */
  VnTag: 0x8926,
  OldServiceVlan: 0x9100,
  /** Redundancy tag; IEEE 802.1CB. */
  RedundancyTag: 0xf1c1,
} as const;

/** Stands where an EtherType tells what comes next, for what has no EtherType. */
export const PacketType = {
  /** Nothing that is known. */
  None: 0,
  /** IPv4 or IPv6, told by the first four bits. */
  Ip: 1,
  /** IEEE 802.2 LLC. */
  Llc: 2,
  Gre: 3,
  Esp: 4,
  /** IPv4 where no EtherType says so. */
  Ipv4: 5,
  /** IPv6 where no EtherType says so. */
  Ipv6: 6,
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
  /** Ethernet inside IP; RFC 3378. */
  EtherIp: 97,
  Sctp: 132,
  Mobility: 135,
  /** MPLS inside IP; RFC 4023. */
  Mpls: 137,
  Hip: 139,
  Shim6: 140,
  /** An Ethernet frame behind a segment routing header; RFC 8986, section 9. */
  Ethernet: 143,
} as const;

/** LINKTYPE_ numbers of the links whose headers are read; www.tcpdump.org/linktypes.html. */
export const LinkType = {
  Null: 0,
  Ethernet: 1,
  TokenRing: 6,
  ArcnetBsd: 7,
  Slip: 8,
  Ppp: 9,
  Fddi: 10,
  RawBsd: 12,
  RawOpenBsd: 14,
  PppHdlc: 50,
  Pppoe: 51,
  /** ATM, LLC-encapsulated; RFC 2684. */
  AtmRfc1483: 100,
  Raw: 101,
  CiscoHdlc: 104,
  Wifi: 105,
  AtmClip: 106,
  FrameRelay: 107,
  Loop: 108,
  /** OpenBSD's IPsec interface. */
  Enc: 109,
  LinuxCooked: 113,
  PfLog: 117,
  WifiPrism: 119,
  IpOverFibreChannel: 122,
  SunAtm: 123,
  WifiRadiotap: 127,
  ArcnetLinux: 129,
  JuniperMlppp: 130,
  JuniperMlfr: 131,
  JuniperGgsn: 133,
  JuniperMfr: 134,
  JuniperAtm2: 135,
  JuniperServices: 136,
  JuniperAtm1: 137,
  AppleIpOverIeee1394: 138,
  /** A number for private use that macOS wrote PKTAP under. */
  User2: 149,
  WifiAvs: 163,
  JuniperMonitor: 164,
  PppPppd: 166,
  JuniperPppoe: 167,
  JuniperPppoeAtm: 168,
  JuniperEthernet: 178,
  JuniperPpp: 179,
  JuniperFrameRelay: 180,
  JuniperCiscoHdlc: 181,
  JuniperVoice: 183,
  Ppi: 192,
  Ieee802154: 195,
  PppWithDirection: 204,
  CiscoHdlcWithDirection: 205,
  FrameRelayWithDirection: 206,
  Ieee802154NonAskPhy: 215,
  Mpls: 219,
  IpNet: 226,
  Ipv4: 228,
  Ipv6: 229,
  Ieee802154NoFcs: 230,
  NfLog: 239,
  IpOverInfiniband: 242,
  PkTap: 258,
  EthernetMPacket: 274,
  LinuxCooked2: 276,
  /** Ethernet with a Broadcom switch tag behind the addresses. */
  BroadcomTag: 281,
  /** Ethernet with a Broadcom switch tag in front. */
  BroadcomTagPrepended: 282,
  Ieee802154Tap: 283,
  /** Ethernet with a Marvell switch tag of four bytes behind the addresses. */
  Dsa: 284,
  /** Ethernet with a Marvell switch tag of eight bytes behind the addresses. */
  Edsa: 285,
} as const;

/** The first value that is a type and not the length of an IEEE 802.3 frame. */
export const FIRST_ETHER_TYPE = 0x0600;

/** The largest value that is the length of an IEEE 802.3 frame. */
export const LAST_LENGTH = 1500;
