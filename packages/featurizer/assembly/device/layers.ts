import {
  ARP_OPCODE,
  ICMP_PLACES_AT,
  ICMP_TYPE,
  ICMPV6_PLACES_AT,
  INNER_ETHER_TYPE,
  IP_PROTOCOL,
  IP_VERSION,
  KIND_ARP,
  KIND_EAPOL,
  KIND_ICMP,
  KIND_ICMPV6,
  KIND_IGMP,
  KIND_IP_OTHER,
  KIND_LINK_OTHER,
  KIND_LLC,
  LAYERS,
  LAYER_PLACES,
  MESSAGES,
  NONE,
  TRAIT_FRAGMENT,
  TRAIT_IPV6,
  TRAIT_TUNNEL,
  TRAIT_VLAN,
} from '../../src/sets/device/layout';
import { u16Of, u8Of } from './columns';
import { ARP, FRAGMENT, ICMP, ICMPV6, IPV6, LLC, VLAN } from './protocols';
import { count } from './state';

const ETHERTYPE_EAPOL: u32 = 0x888e;
const IP_PROTOCOL_IGMP: u32 = 2;
const ARP_REQUEST: u32 = 1;
const ARP_REPLY: u32 = 2;

/** The place of a kind or trait of packets of one direction. */
@inline export function layerPlace(isReceived: u32, what: usize): usize {
  return what + LAYERS + isReceived * LAYER_PLACES;
}

/** Counts what may be true of any packet. */
@inline export function observeTraits(device: usize, isReceived: u32, bits: u32): void {
  if ((bits & (IPV6 | FRAGMENT | VLAN)) == 0) return;
  if ((bits & IPV6) != 0) count(device, layerPlace(isReceived, TRAIT_IPV6));
  if ((bits & FRAGMENT) != 0) count(device, layerPlace(isReceived, TRAIT_FRAGMENT));
  if ((bits & VLAN) != 0) count(device, layerPlace(isReceived, TRAIT_VLAN));
}

/** Counts the carrier of a tunnel. */
@inline export function observeTunnel(device: usize, isReceived: u32, depth: u32): void {
  if (depth != 0) count(device, layerPlace(isReceived, TRAIT_TUNNEL));
}

/** The kind of a packet without TCP and UDP. */
export function otherKind(row: usize, bits: u32): usize {
  if ((bits & ICMP) != 0) return KIND_ICMP;
  if ((bits & ICMPV6) != 0) return KIND_ICMPV6;
  if (u8Of(IP_VERSION, row) != 0)
    return u8Of(IP_PROTOCOL, row) == IP_PROTOCOL_IGMP ? KIND_IGMP : KIND_IP_OTHER;
  if ((bits & ARP) != 0) return KIND_ARP;
  if (u16Of(INNER_ETHER_TYPE, row) == ETHERTYPE_EAPOL) return KIND_EAPOL;
  return (bits & LLC) != 0 ? KIND_LLC : KIND_LINK_OTHER;
}

/** Counts a control message sent, by its type. */
export function observeMessage(device: usize, row: usize, bits: u32): void {
  const ofMessage = bits & (ARP | ICMP | ICMPV6);
  if (ofMessage == 0) return;
  if (ofMessage == ARP) {
    const opcode = u16Of(ARP_OPCODE, row);
    if (opcode == ARP_REQUEST || opcode == ARP_REPLY) count(device, MESSAGES + opcode - ARP_REQUEST);
    return;
  }
  const places = ofMessage == ICMP ? ICMP_PLACES_AT : ICMPV6_PLACES_AT;
  const place = load<u8>(places + u8Of(ICMP_TYPE, row));
  if (place != NONE) count(device, MESSAGES + place);
}
