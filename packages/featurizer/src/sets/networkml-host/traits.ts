import { Protocol } from '@networkml/pcap-reader';

import { TRAIT_NAMES, type TraitName } from './columns.ts';
import {
  SAW_BOTH_PRIVATE,
  SAW_IPV4,
  SAW_IPV6,
  SAW_IPX,
  SAW_MULTICAST,
  SAW_NON_IP,
  SAW_VLAN,
} from './kernel-layout.ts';

/** What was seen of a device, both directions together. */
export interface Seen {
  /** Bits of `Protocol`. */
  readonly protocols: number;
  /** Bits of the other traits. */
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
  ipv4: ['traits', SAW_IPV4],
  ipv6: ['traits', SAW_IPV6],
  ipx: ['traits', SAW_IPX],
  nonip: ['traits', SAW_NON_IP],
  both_private_ip: ['traits', SAW_BOTH_PRIVATE],
  ipv4_multicast: ['traits', SAW_MULTICAST],
  wk_ip_protocol_tcp: ['protocols', Protocol.Tcp],
  wk_ip_protocol_udp: ['protocols', Protocol.Udp],
  wk_ip_protocol_icmp: ['protocols', Protocol.Icmp],
  wk_ip_protocol_arp: ['protocols', Protocol.Arp],
  wk_ip_protocol_icmpv6: ['protocols', Protocol.Icmpv6],
  wk_ip_protocol_gre: ['protocols', Protocol.Gre],
  wk_ip_protocol_esp: ['protocols', Protocol.Esp],
  wk_ip_protocol_ah: ['protocols', Protocol.Ah],
  tagged_vlan: ['traits', SAW_VLAN],
};
