import { ABSENT, type LastHeaders, Protocol } from '@networkml/pcap-reader';

import { TRAIT_NAMES, type TraitName } from './columns.ts';
import { isPrivate } from './private-addresses.ts';

/** EtherTypes, IEEE 802 Numbers (IANA). */
const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_ARP = 0x0806;
const ETHERTYPE_IPX = 0x8137;
const ETHERTYPE_IPV6 = 0x86dd;

/** Bits of what was seen besides protocols. */
const IPV4 = 0x01;
const IPV6 = 0x02;
const IPX = 0x04;
const NON_IP = 0x08;
const BOTH_PRIVATE = 0x10;
const MULTICAST = 0x20;
const TAGGED = 0x40;

/** What packet `row` adds to the bits of traits that were seen so far, besides those of `Protocol`. */
export const traitsOf = (last: LastHeaders, row: number, seen: number): number => {
  let traits = seen;
  if (last.vlanId[row] !== ABSENT) traits |= TAGGED;
  const etherType = last.etherType[row];
  if (etherType !== ETHERTYPE_IPV4 && isOtherEtherType(etherType)) {
    traits |= etherType === ETHERTYPE_IPX ? IPX | NON_IP : NON_IP;
  }
  const version = last.ipVersion[row];
  if (version === 0) return traits;
  if (version !== 4) traits |= IPV6;
  else traits |= last.destinationIp[row * 4 + 3] >>> 28 === 0xe ? IPV4 | MULTICAST : IPV4;
  return (traits & BOTH_PRIVATE) === 0 && areBothPrivate(last, row, version) ? traits | BOTH_PRIVATE : traits;
};

const areBothPrivate = (last: LastHeaders, row: number, version: number): boolean =>
  isPrivate(version, last.destinationIp, row) && isPrivate(version, last.sourceIp, row);

const isOtherEtherType = (etherType: number): boolean =>
  etherType !== ETHERTYPE_IPV6 && etherType !== ETHERTYPE_ARP && etherType !== ABSENT;

/** What was seen of a device, both directions together. */
export interface Seen {
  /** Bits of `Protocol`. */
  readonly protocols: number;
  /** The bits that `traitsOf` gave. */
  readonly traits: number;
}

/** Writes 0 or 1 for each trait into a row, from place `at` on. */
export const writeTraits = (row: Float64Array, at: number, seen: Seen): void => {
  TRAIT_NAMES.forEach((name, index) => {
    const [word, bit] = BITS[name];
    row[at + index] = Number((seen[word] & bit) !== 0);
  });
};

/** Where each trait is noted. */
const BITS: Readonly<Record<TraitName, readonly [word: keyof Seen, bit: number]>> = {
  ipv4: ['traits', IPV4],
  ipv6: ['traits', IPV6],
  ipx: ['traits', IPX],
  nonip: ['traits', NON_IP],
  both_private_ip: ['traits', BOTH_PRIVATE],
  ipv4_multicast: ['traits', MULTICAST],
  wk_ip_protocol_tcp: ['protocols', Protocol.Tcp],
  wk_ip_protocol_udp: ['protocols', Protocol.Udp],
  wk_ip_protocol_icmp: ['protocols', Protocol.Icmp],
  wk_ip_protocol_arp: ['protocols', Protocol.Arp],
  wk_ip_protocol_icmpv6: ['protocols', Protocol.Icmpv6],
  wk_ip_protocol_gre: ['protocols', Protocol.Gre],
  wk_ip_protocol_esp: ['protocols', Protocol.Esp],
  wk_ip_protocol_ah: ['protocols', Protocol.Ah],
  tagged_vlan: ['traits', TAGGED],
};
