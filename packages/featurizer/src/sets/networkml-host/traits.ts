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

/** What a device's traffic was seen to be, both directions together. */
export class Traits {
  #protocols = 0;
  #seen = 0;

  /** Takes in packet `row`. */
  observe(last: LastHeaders, row: number): void {
    this.#protocols |= last.protocols[row];
    let seen = this.#seen;
    if (last.vlanId[row] !== ABSENT) seen |= TAGGED;
    const etherType = last.etherType[row];
    if (etherType !== ETHERTYPE_IPV4 && isOtherEtherType(etherType)) {
      seen |= etherType === ETHERTYPE_IPX ? IPX | NON_IP : NON_IP;
    }
    const version = last.ipVersion[row];
    if (version !== 0) {
      if (version !== 4) seen |= IPV6;
      else if (last.destinationIp[row * 4 + 3] >>> 28 === 0xe) seen |= IPV4 | MULTICAST;
      else seen |= IPV4;
      if ((seen & BOTH_PRIVATE) === 0 && areBothPrivate(last, row, version)) seen |= BOTH_PRIVATE;
    }
    this.#seen = seen;
  }

  /** Writes 0 or 1 for each trait, from place `at` on. */
  writeTo(row: Float64Array, at: number): void {
    TRAIT_NAMES.forEach((name, index) => {
      const [word, bit] = BITS[name];
      row[at + index] = Number(((word === 'seen' ? this.#seen : this.#protocols) & bit) !== 0);
    });
  }
}

const areBothPrivate = (last: LastHeaders, row: number, version: number): boolean =>
  isPrivate(version, last.destinationIp, row) && isPrivate(version, last.sourceIp, row);

const isOtherEtherType = (etherType: number): boolean =>
  etherType !== ETHERTYPE_IPV6 && etherType !== ETHERTYPE_ARP && etherType !== ABSENT;

/** Where each trait is noted. */
const BITS: Readonly<Record<TraitName, readonly [word: 'seen' | 'protocols', bit: number]>> = {
  ipv4: ['seen', IPV4],
  ipv6: ['seen', IPV6],
  ipx: ['seen', IPX],
  nonip: ['seen', NON_IP],
  both_private_ip: ['seen', BOTH_PRIVATE],
  ipv4_multicast: ['seen', MULTICAST],
  wk_ip_protocol_tcp: ['protocols', Protocol.Tcp],
  wk_ip_protocol_udp: ['protocols', Protocol.Udp],
  wk_ip_protocol_icmp: ['protocols', Protocol.Icmp],
  wk_ip_protocol_arp: ['protocols', Protocol.Arp],
  wk_ip_protocol_icmpv6: ['protocols', Protocol.Icmpv6],
  wk_ip_protocol_gre: ['protocols', Protocol.Gre],
  wk_ip_protocol_esp: ['protocols', Protocol.Esp],
  wk_ip_protocol_ah: ['protocols', Protocol.Ah],
  tagged_vlan: ['seen', TAGGED],
};
