import {
  AUDIENCE,
  AUDIENCE_BROADCAST,
  AUDIENCE_GROUP,
  AUDIENCE_PRIVATE,
  AUDIENCE_PUBLIC,
  AUDIENCE_UNADDRESSED,
  DESTINATION_AT,
  DESTINATION_IP,
  DESTINATION_MAC,
  HOP_LIMIT,
  IP_FLAGS,
  IP_HEADERS,
  IP_HEADERS_CONGESTION,
  IP_HEADERS_IPV4,
  IP_HEADERS_IPV4_UDP,
  IP_HEADERS_KEPT,
  IP_HEADERS_KEPT_UDP,
  IP_HEADERS_MARKED,
  IP_HEADERS_MOST_MARKED,
  LATEST_DESTINATION,
  SOURCE_IP,
  TRAFFIC_CLASS,
} from '../../src/sets/device/layout';
import {
  IPV4_BROADCAST,
  SCOPE_GROUP,
  SCOPE_NONE,
  SCOPE_PRIVATE,
  SCOPE_PUBLIC,
  scopeOfIpv4,
  scopeOfIpv6,
} from './address-scope';
import { f64Of, ipv4Of, ipv6Of, u8Of } from './columns';
import { IPV4, IPV6, TCP, UDP } from './protocols';
import { add, addToRange, at, count, set } from './state';

const BROADCAST_MAC: f64 = 281474976710655;
/** The lowest bit of a MAC address's first byte: that of groups. */
const GROUP_BIT: u64 = 40;

const DONT_FRAGMENT_BIT: u32 = 1;
const DSCP_SHIFT: u32 = 2;
const ECN_MASK: u32 = 3;

function observeMark(device: usize, trafficClass: u32): void {
  const dscp = trafficClass >>> DSCP_SHIFT;
  if (dscp != 0) count(device, IP_HEADERS + IP_HEADERS_MARKED);
  if (<f64>dscp > at(device, IP_HEADERS + IP_HEADERS_MOST_MARKED))
    set(device, IP_HEADERS + IP_HEADERS_MOST_MARKED, <f64>dscp);
  if ((trafficClass & ECN_MASK) != 0) count(device, IP_HEADERS + IP_HEADERS_CONGESTION);
}

/** Takes in how the IP header of a packet sent is filled. */
@inline export function observeIpHeader(device: usize, row: usize, bits: u32): void {
  if ((bits & (IPV4 | IPV6)) == 0) return;
  addToRange(device, IP_HEADERS, <f64>u8Of(HOP_LIMIT, row));
  const trafficClass = u8Of(TRAFFIC_CLASS, row);
  if (trafficClass != 0) observeMark(device, trafficClass);
  if ((bits & IPV4) == 0) return;
  const kept = <f64>((u8Of(IP_FLAGS, row) >>> DONT_FRAGMENT_BIT) & 1);
  count(device, IP_HEADERS + IP_HEADERS_IPV4);
  add(device, IP_HEADERS + IP_HEADERS_KEPT, kept);
  if ((bits & (TCP | UDP)) != UDP) return;
  count(device, IP_HEADERS + IP_HEADERS_IPV4_UDP);
  add(device, IP_HEADERS + IP_HEADERS_KEPT_UDP, kept);
}

/** Counts a packet that its link sends to no single host by the address of the link, if that is a group's. */
function observeGroup(device: usize, row: usize): void {
  const mac = f64Of(DESTINATION_MAC, row);
  if (mac >= 0 && ((<u64>mac >>> GROUP_BIT) & 1) != 0) count(device, AUDIENCE + AUDIENCE_GROUP);
}

/** Counts whom a packet sent over IPv4 is for, if it is not who the one before was for. */
function observeDestination(device: usize, row: usize, word: u32): void {
  const scope = scopeOfIpv4(word);
  if (scope == SCOPE_NONE) {
    observeGroup(device, row);
  } else if (scope == SCOPE_GROUP) {
    count(device, AUDIENCE + (word == IPV4_BROADCAST ? AUDIENCE_BROADCAST : AUDIENCE_GROUP));
  } else {
    const place: usize = AUDIENCE + (scope == SCOPE_PUBLIC ? AUDIENCE_PUBLIC : AUDIENCE_PRIVATE);
    store<u32>(device, word, LATEST_DESTINATION);
    store<u32>(device, <u32>place, DESTINATION_AT);
    count(device, place);
  }
}

function observeDestination6(device: usize, row: usize): void {
  const scope = scopeOfIpv6(ipv6Of(DESTINATION_IP, row));
  if (scope == SCOPE_PUBLIC) count(device, AUDIENCE + AUDIENCE_PUBLIC);
  else if (scope == SCOPE_PRIVATE) count(device, AUDIENCE + AUDIENCE_PRIVATE);
  else if (scope == SCOPE_GROUP) count(device, AUDIENCE + AUDIENCE_GROUP);
  else observeGroup(device, row);
}

/** Takes in whom a packet sent is for; most go where the one before went. */
@inline export function observeAudience(device: usize, row: usize, version: u32): void {
  if (version == 4) {
    if (ipv4Of(SOURCE_IP, row) == 0) count(device, AUDIENCE + AUDIENCE_UNADDRESSED);
  } else if (version == 6) {
    if (!v128.any_true(ipv6Of(SOURCE_IP, row))) count(device, AUDIENCE + AUDIENCE_UNADDRESSED);
  }
  if (f64Of(DESTINATION_MAC, row) == BROADCAST_MAC) {
    count(device, AUDIENCE + AUDIENCE_BROADCAST);
  } else if (version == 4) {
    const word = ipv4Of(DESTINATION_IP, row);
    if (word == load<u32>(device, LATEST_DESTINATION)) count(device, <usize>load<u32>(device, DESTINATION_AT));
    else observeDestination(device, row, word);
  } else if (version == 6) {
    observeDestination6(device, row);
  } else {
    observeGroup(device, row);
  }
}
