import {
  LATEST_PEER,
  LATEST_PEER6,
  MET_UNSPECIFIED,
  MOST_PEERS,
  PEER6_SET,
  PEERS,
  PEERS_GROUP,
  PEERS_PRIVATE,
  PEERS_PUBLIC,
  PEER_SET,
} from '../../src/sets/device/layout';
import { IPV4_BROADCAST, SCOPE_GROUP, SCOPE_PRIVATE, SCOPE_PUBLIC, scopeOfIpv4, scopeOfIpv6 } from './address-scope';
import { addInteger } from './integer-set';
import { addIpv6, ipv6SetSize } from './ipv6-set';
import { count } from './state';

function countPeer(device: usize, scope: u32): void {
  if (scope == SCOPE_PUBLIC) count(device, PEERS + PEERS_PUBLIC);
  else if (scope == SCOPE_PRIVATE) count(device, PEERS + PEERS_PRIVATE);
  else if (scope == SCOPE_GROUP) count(device, PEERS + PEERS_GROUP);
}

/** Takes in another peer: the broadcast address, which a set cannot hold, as 0.0.0.0, which is no peer. */
function addPeer(device: usize, word: u32): void {
  store<u32>(device, word, LATEST_PEER);
  if (word == 0) return;
  const isNew = addInteger(device + PEER_SET, word == IPV4_BROADCAST ? 0 : word, MOST_PEERS);
  if (isNew) countPeer(device, scopeOfIpv4(word));
}

/** Takes in another peer: the unspecified address, which a set cannot hold, takes the room of one once. */
function addPeer6(device: usize, address: v128): void {
  v128.store(device, address, LATEST_PEER6);
  const unspecified = load<u32>(device, MET_UNSPECIFIED);
  if (v128.any_true(address)) {
    if (addIpv6(device + PEER6_SET, address, MOST_PEERS - unspecified)) countPeer(device, scopeOfIpv6(address));
  } else if (ipv6SetSize(device + PEER6_SET) < <u32>MOST_PEERS) {
    store<u32>(device, 1, MET_UNSPECIFIED);
  }
}

/** Takes in the IPv4 address at the other end, 0 without IP; most are that of the packet before. */
@inline export function observePeer(device: usize, word: u32): void {
  if (word != load<u32>(device, LATEST_PEER)) addPeer(device, word);
}

/** Takes in the IPv6 address at the other end. */
@inline export function observePeer6(device: usize, address: v128): void {
  const isLatest = i32x4.all_true(i32x4.eq(address, v128.load(device, LATEST_PEER6)));
  if (!isLatest || !v128.any_true(address)) addPeer6(device, address);
}
