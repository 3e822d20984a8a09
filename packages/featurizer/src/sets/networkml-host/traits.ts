import { ABSENT, type LastHeaders, Protocol } from '@networkml/pcap-reader';

import { TRAITS } from './columns.ts';
import { bitsOf } from './direction-counts.ts';
import { isPrivate } from './private-addresses.ts';

/** EtherTypes, IEEE 802 Numbers (IANA). */
const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_ARP = 0x0806;
const ETHERTYPE_IPX = 0x8137;
const ETHERTYPE_IPV6 = 0x86dd;

const bitOf = (trait: (typeof TRAITS)[number][0]): number =>
  1 << TRAITS.findIndex(([name]) => name === trait);

const IPV4 = bitOf('ipv4');
const IPV6 = bitOf('ipv6');
const IPX = bitOf('ipx');
const NON_IP = bitOf('nonip');
const BOTH_PRIVATE = bitOf('both_private_ip');
const MULTICAST = bitOf('ipv4_multicast');
const TCP = bitOf('wk_ip_protocol_tcp');
const UDP = bitOf('wk_ip_protocol_udp');
const ICMP = bitOf('wk_ip_protocol_icmp');
const ARP = bitOf('wk_ip_protocol_arp');
const ICMPV6 = bitOf('wk_ip_protocol_icmpv6');
const GRE = bitOf('wk_ip_protocol_gre');
const ESP = bitOf('wk_ip_protocol_esp');
const AH = bitOf('wk_ip_protocol_ah');
const TAGGED = bitOf('tagged_vlan');

/** Adds what packet `row` shows to the traits a device has shown already: bit `i` is `TRAITS[i]`. */
export const addTraits = (traits: number, last: LastHeaders, row: number): number =>
  traits |
  protocolTraits(last, row) |
  etherTypeTraits(last.etherType[row]) |
  addressTraits(traits, last, row) |
  (last.vlanId[row] === ABSENT ? 0 : TAGGED);

const protocolTraits = (last: LastHeaders, row: number): number => {
  const protocols = last.protocols[row];
  let traits = 0;
  if (
    (protocols & Protocol.Tcp) !== 0 ||
    last.tcpFlags[row] !== ABSENT ||
    last.tcpSourcePort[row] !== ABSENT
  ) {
    traits |= TCP;
  }
  if ((protocols & Protocol.Udp) !== 0 || last.udpSourcePort[row] !== ABSENT) traits |= UDP;
  if ((protocols & Protocol.Icmp) !== 0 || last.icmpCode[row] !== ABSENT) traits |= ICMP;
  if ((protocols & Protocol.Arp) !== 0 || last.arpOpcode[row] !== ABSENT) traits |= ARP;
  if ((protocols & Protocol.Icmpv6) !== 0 || last.icmpv6Code[row] !== ABSENT) traits |= ICMPV6;
  if ((protocols & Protocol.Gre) !== 0 || last.greProtocol[row] !== ABSENT) traits |= GRE;
  if ((protocols & Protocol.Esp) !== 0) traits |= ESP;
  if ((protocols & Protocol.Ah) !== 0) traits |= AH;
  return traits;
};

const etherTypeTraits = (etherType: number): number => {
  switch (etherType) {
    case ABSENT:
    case ETHERTYPE_IPV4:
    case ETHERTYPE_ARP:
    case ETHERTYPE_IPV6:
      return 0;
    case ETHERTYPE_IPX:
      return IPX | NON_IP;
    default:
      return NON_IP;
  }
};

const addressTraits = (known: number, last: LastHeaders, row: number): number => {
  const version = last.ipVersion[row];
  if (version === 0) return 0;
  let traits = version === 4 ? IPV4 : IPV6;
  if (version === 4 && last.destinationIp[row * 4 + 3] >>> 28 === 0xe) traits |= MULTICAST;
  if (
    (known & BOTH_PRIVATE) === 0 &&
    isPrivate(version, last.sourceIp, row) &&
    isPrivate(version, last.destinationIp, row)
  ) {
    traits |= BOTH_PRIVATE;
  }
  return traits;
};

/** The columns of the traits. */
export const traitColumns = (traits: number): Record<string, number> =>
  bitsOf(traits, TRAITS, ([name]) => `tshark_${name}`);
