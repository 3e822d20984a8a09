import { ABSENT, type LastHeaders, Protocol } from '@networkml/pcap-reader';

import { type PacketList } from '../../feature-set.ts';
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

/** What was seen of a device, both directions together. */
export interface Seen {
  /** Bits of `Protocol`. */
  protocols: number;
  /** Bits of the other traits. */
  traits: number;
}

/** Adds what the packets of a list show. */
export const seeTraits = (seen: Seen, last: LastHeaders, { entries }: PacketList): void => {
  const { vlanId, etherType } = last;
  let [protocols, traits] = [seen.protocols, seen.traits];
  const { length } = entries;
  for (let at = 0; at < length; at += 1) {
    const row = entries[at] >>> 1;
    protocols |= last.protocols[row];
    if (vlanId[row] !== ABSENT) traits |= TAGGED;
    const type = etherType[row];
    if (type !== ETHERTYPE_IPV4 && isOtherEtherType(type)) {
      traits |= type === ETHERTYPE_IPX ? IPX | NON_IP : NON_IP;
    }
    traits |= traitsOfAddresses(last, row);
    if ((traits & BOTH_PRIVATE) === 0 && areBothPrivate(last, row)) traits |= BOTH_PRIVATE;
  }
  seen.protocols = protocols;
  seen.traits = traits;
};

const traitsOfAddresses = ({ ipVersion, destinationIp }: LastHeaders, row: number): number => {
  const version = ipVersion[row];
  if (version === 4) return destinationIp[row * 4 + 3] >>> 28 === 0xe ? IPV4 | MULTICAST : IPV4;
  return version === 0 ? 0 : IPV6;
};

const areBothPrivate = ({ ipVersion, sourceIp, destinationIp }: LastHeaders, row: number): boolean =>
  isPrivate(ipVersion[row], destinationIp, row) && isPrivate(ipVersion[row], sourceIp, row);

const isOtherEtherType = (etherType: number): boolean =>
  etherType !== ETHERTYPE_IPV6 && etherType !== ETHERTYPE_ARP && etherType !== ABSENT;

/** Writes 0 or 1 for each trait into a row, from place `at` on. */
export const writeTraits = (row: Float64Array, at: number, seen: Readonly<Seen>): void => {
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
