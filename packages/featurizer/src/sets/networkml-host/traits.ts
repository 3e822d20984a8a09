import { ABSENT, type LastHeaders, Protocol } from '@networkml/pcap-reader';

import { type TraitName } from './columns.ts';
import { isPrivate } from './private-addresses.ts';

/** EtherTypes, IEEE 802 Numbers (IANA). */
const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_ARP = 0x0806;
const ETHERTYPE_IPX = 0x8137;
const ETHERTYPE_IPV6 = 0x86dd;

/** What a device's traffic was seen to be, both directions together. */
export interface Traits {
  observe(last: LastHeaders, row: number): void;
  /** 0 or 1 for each trait. */
  finish(): Record<TraitName, number>;
}

/** No traits yet. */
export const createTraits = (): Traits => {
  let protocols = 0;
  let hasIpv4 = false;
  let hasIpv6 = false;
  let hasIpx = false;
  let hasNonIp = false;
  let hasBothPrivate = false;
  let hasMulticast = false;
  let hasTag = false;
  const flagOf = (protocol: number): number => Number((protocols & protocol) !== 0);

  return {
    observe(last, row) {
      protocols |= last.protocols[row];
      if (last.vlanId[row] !== ABSENT) hasTag = true;
      const etherType = last.etherType[row];
      if (isOtherEtherType(etherType)) {
        hasNonIp = true;
        if (etherType === ETHERTYPE_IPX) hasIpx = true;
      }
      const version = last.ipVersion[row];
      if (version === 0) return;
      if (version === 4) {
        hasIpv4 = true;
        if (last.destinationIp[row * 4 + 3] >>> 28 === 0xe) hasMulticast = true;
      } else {
        hasIpv6 = true;
      }
      hasBothPrivate ||=
        isPrivate(version, last.destinationIp, row) && isPrivate(version, last.sourceIp, row);
    },
    finish: () => ({
      ipv4: Number(hasIpv4),
      ipv6: Number(hasIpv6),
      ipx: Number(hasIpx),
      nonip: Number(hasNonIp),
      both_private_ip: Number(hasBothPrivate),
      ipv4_multicast: Number(hasMulticast),
      wk_ip_protocol_tcp: flagOf(Protocol.Tcp),
      wk_ip_protocol_udp: flagOf(Protocol.Udp),
      wk_ip_protocol_icmp: flagOf(Protocol.Icmp),
      wk_ip_protocol_arp: flagOf(Protocol.Arp),
      wk_ip_protocol_icmpv6: flagOf(Protocol.Icmpv6),
      wk_ip_protocol_gre: flagOf(Protocol.Gre),
      wk_ip_protocol_esp: flagOf(Protocol.Esp),
      wk_ip_protocol_ah: flagOf(Protocol.Ah),
      tagged_vlan: Number(hasTag),
    }),
  };
};

const isOtherEtherType = (etherType: number): boolean =>
  etherType !== ETHERTYPE_IPV4 &&
  etherType !== ETHERTYPE_IPV6 &&
  etherType !== ETHERTYPE_ARP &&
  etherType !== ABSENT;
