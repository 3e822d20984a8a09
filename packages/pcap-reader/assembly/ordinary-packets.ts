import {
  ARP_OPCODE,
  COLUMNS_AT,
  DESTINATION_IP,
  DESTINATION_MAC,
  DESTINATION_PORT,
  ETHER_TYPE,
  FRAME_END,
  FRAME_START,
  HOP_LIMIT,
  ICMP_CODE,
  ICMP_TYPE,
  INNER_ETHER_TYPE,
  INTERFACE_INDEX,
  IP_FLAGS,
  IP_IDENTIFICATION,
  IP_LENGTH,
  IP_PROTOCOL,
  IP_VERSION,
  LAST_ARP_OPCODE,
  LAST_DESTINATION_IP,
  LAST_DESTINATION_MAC,
  LAST_ETHER_TYPE,
  LAST_ICMPV6_CODE,
  LAST_IPV4_FLAGS_WORD,
  LAST_IPV4_PROTOCOL,
  LAST_IPV4_TRAFFIC_CLASS,
  LAST_IP_VERSION,
  LAST_PROTOCOLS,
  LAST_SOURCE_IP,
  LAST_SOURCE_MAC,
  LAST_TCP_DESTINATION_PORT,
  LAST_TCP_FLAGS,
  LAST_TCP_SOURCE_PORT,
  LAST_UDP_DESTINATION_PORT,
  LAST_UDP_SOURCE_PORT,
  LINK_TYPE,
  PAYLOAD_LENGTH,
  PITCH,
  PROTOCOLS,
  REST,
  SOURCE_IP,
  SOURCE_MAC,
  SOURCE_PORT,
  TCP_ACKNOWLEDGEMENT,
  TCP_FLAGS,
  TCP_MSS,
  TCP_OPTION_ORDER,
  TCP_SEQUENCE,
  TCP_WINDOW,
  TCP_WINDOW_SCALE,
  TRAFFIC_CLASS,
  TUNNEL_DEPTH,
  TUNNEL_PORTS_AT,
  UDP_LENGTH,
  VLAN_ID,
  WINDOW_AT,
} from '../src/kernel/layout';

const LINK_ETHERNET: u32 = 1;
const ETHERNET_BYTES: usize = 14;
const ETHERTYPE_IPV4: u32 = 0x0800;
const ETHERTYPE_ARP: u32 = 0x0806;
const ETHERTYPE_IPV6: u32 = 0x86dd;
const ETHERTYPE_EAPOL: u32 = 0x888e;
const ARP_BYTES: usize = 8;
const IPV4_BYTES: usize = 20;
const IPV6_BYTES: usize = 40;
const TCP_BYTES: usize = 20;
const UDP_BYTES: usize = 8;
const ICMP_BYTES: usize = 4;
const IP_PROTOCOL_ICMP: u32 = 1;
const IP_PROTOCOL_IGMP: u32 = 2;
const IP_PROTOCOL_TCP: u32 = 6;
const IP_PROTOCOL_UDP: u32 = 17;
const IP_PROTOCOL_ICMPV6: u32 = 58;

/* Bits of `Protocol`. */
const ETHERNET: u32 = 0x00001;
const ARP: u32 = 0x00008;
const IPV4: u32 = 0x00010;
const IPV6: u32 = 0x00020;
const ICMP: u32 = 0x00040;
const ICMPV6: u32 = 0x00080;
const TCP: u32 = 0x00100;
const UDP: u32 = 0x00200;

const NO_MAC: f64 = -1;
const ABSENT_BYTE: u8 = 0xff;

/** Kind and length of a timestamps option behind two of no operation, as nearly all segments have it; and their kinds. */
const PADDED_TIMESTAMPS: u32 = 0x0a080101;
const PADDED_TIMESTAMPS_BYTES: usize = 12;
const PADDED_TIMESTAMPS_ORDER: u32 = 0x811;

@inline function word16(at: usize): u32 {
  return <u32>bswap<u16>(load<u16>(at));
}

@inline function word32(at: usize): u32 {
  return bswap<u32>(load<u32>(at));
}

/** Eight bytes from there on must be readable. */
@inline function mac(at: usize): f64 {
  return <f64>(bswap<u64>(load<u64>(at)) >>> 16);
}

@inline function isTunnelPort(port: u32): bool {
  return ((<u32>load<u8>(TUNNEL_PORTS_AT + (port >>> 3)) >>> (port & 7)) & 1) != 0;
}

/** What the options of a segment say, once `readOptions` has found them sound. */
let order: u32 = 0;
let segmentSize: u32 = 0;
let windowScale: u32 = 0xff;

/** Reads the options of a segment; gives whether they are sound. */
function readOptions(start: usize, end: usize): bool {
  order = 0;
  segmentSize = 0;
  windowScale = 0xff;
  if (end - start == PADDED_TIMESTAMPS_BYTES && load<u32>(start) == PADDED_TIMESTAMPS) {
    order = PADDED_TIMESTAMPS_ORDER;
    return true;
  }
  let shift: u32 = 0;
  let at = start;
  while (at < end) {
    const kind = <u32>load<u8>(at);
    if (kind == 0) break;
    if (shift <= 28) order |= min<u32>(kind, 15) << shift;
    shift += 4;
    if (kind == 1) {
      at += 1;
      continue;
    }
    const length: usize = at + 1 < end ? load<u8>(at + 1) : 0;
    if (length < 2 || at + length > end) return false;
    if (kind == 2 && length == 4) segmentSize = word16(at + 2);
    if (kind == 3 && length == 3) windowScale = load<u8>(at + 2);
    at += length;
  }
  return true;
}

/** Fills the columns of an ICMP message of either kind; gives its bit, or 0 where it is left to others. */
function readIcmp(row: usize, at: usize, end: usize, bit: u32): u32 {
  if (at + ICMP_BYTES > end) return 0;
  store<u8>(row, load<u8>(at), COLUMNS_AT + ICMP_TYPE * PITCH);
  store<u8>(row, load<u8>(at + 1), COLUMNS_AT + ICMP_CODE * PITCH);
  return bit;
}

/** Fills the columns of the transport header at `at`; gives its bit of `Protocol`, or 0 where it is left to others. */
@inline function readTransport(row: usize, at: usize, end: usize, protocol: u32, declaredEnd: usize): u32 {
  const two = row << 1;
  const four = row << 2;
  if (protocol == IP_PROTOCOL_TCP) {
    if (at + TCP_BYTES > end) return 0;
    const offsetAndFlags = word16(at + 12);
    const optionsEnd = at + ((offsetAndFlags >>> 12) << 2);
    if (optionsEnd != at + TCP_BYTES) {
      if (optionsEnd < at + TCP_BYTES || optionsEnd > end) return 0;
      if (!readOptions(at + TCP_BYTES, optionsEnd)) return 0;
      store<u32>(four, order, COLUMNS_AT + TCP_OPTION_ORDER * PITCH);
      store<u16>(two, <u16>segmentSize, COLUMNS_AT + TCP_MSS * PITCH);
      store<u8>(row, <u8>windowScale, COLUMNS_AT + TCP_WINDOW_SCALE * PITCH);
    }
    store<u16>(two, <u16>word16(at), COLUMNS_AT + SOURCE_PORT * PITCH);
    store<u16>(two, <u16>word16(at + 2), COLUMNS_AT + DESTINATION_PORT * PITCH);
    store<u32>(four, word32(at + 4), COLUMNS_AT + TCP_SEQUENCE * PITCH);
    store<u32>(four, word32(at + 8), COLUMNS_AT + TCP_ACKNOWLEDGEMENT * PITCH);
    store<u16>(two, <u16>(offsetAndFlags & 0xfff), COLUMNS_AT + TCP_FLAGS * PITCH);
    store<u16>(two, <u16>word16(at + 14), COLUMNS_AT + TCP_WINDOW * PITCH);
    if (declaredEnd > optionsEnd) {
      store<u32>(four, <u32>(declaredEnd - optionsEnd), COLUMNS_AT + PAYLOAD_LENGTH * PITCH);
    }
    return TCP;
  }
  if (protocol != IP_PROTOCOL_UDP || at + UDP_BYTES > end) return 0;
  const source = word16(at);
  const destination = word16(at + 2);
  if (isTunnelPort(source) || isTunnelPort(destination)) return 0;
  const length = word16(at + 4);
  const bytes: i32 = length == 0 ? <i32>(declaredEnd - at - UDP_BYTES) : <i32>length - <i32>UDP_BYTES;
  store<u16>(two, <u16>source, COLUMNS_AT + SOURCE_PORT * PITCH);
  store<u16>(two, <u16>destination, COLUMNS_AT + DESTINATION_PORT * PITCH);
  store<u16>(two, <u16>length, COLUMNS_AT + UDP_LENGTH * PITCH);
  if (bytes > 0) store<u32>(four, bytes, COLUMNS_AT + PAYLOAD_LENGTH * PITCH);
  return UDP;
}

/** Fills the columns of an IPv4 header and of the header behind it; gives the bits of both, or 0. */
@inline function readIpv4(row: usize, at: usize, end: usize, last: bool): u32 {
  if (at + IPV4_BYTES > end) return 0;
  const versionAndLength = <u32>load<u8>(at);
  const payload = at + ((versionAndLength & 15) << 2);
  if (versionAndLength >>> 4 != 4 || payload < at + IPV4_BYTES) return 0;
  const total = word16(at + 2);
  const flagsAndOffset = word16(at + 6);
  if (at + total < payload || payload > end || (flagsAndOffset & 0x3fff) != 0) return 0;
  const declaredEnd = at + total;
  const protocol = <u32>load<u8>(at + 9);
  let bits = IPV4;
  if (last || (protocol != IP_PROTOCOL_ICMP && protocol != IP_PROTOCOL_IGMP)) {
    const transport = readTransport(row, payload, min(end, declaredEnd), protocol, declaredEnd);
    if (transport == 0) return 0;
    bits |= transport;
  } else if (protocol == IP_PROTOCOL_ICMP) {
    if (readIcmp(row, payload, min(end, declaredEnd), ICMP) == 0) return 0;
    bits |= ICMP;
  }
  store<u8>(row, 4, COLUMNS_AT + IP_VERSION * PITCH);
  store<u8>(row, load<u8>(at + 1), COLUMNS_AT + TRAFFIC_CLASS * PITCH);
  store<u8>(row, <u8>(flagsAndOffset >>> 13), COLUMNS_AT + IP_FLAGS * PITCH);
  store<u8>(row, load<u8>(at + 8), COLUMNS_AT + HOP_LIMIT * PITCH);
  store<u8>(row, <u8>protocol, COLUMNS_AT + IP_PROTOCOL * PITCH);
  store<u32>(row << 2, word16(at + 4), COLUMNS_AT + IP_IDENTIFICATION * PITCH);
  store<u32>(row << 2, total, COLUMNS_AT + IP_LENGTH * PITCH);
  store<u32>(row << 4, word32(at + 12), COLUMNS_AT + SOURCE_IP * PITCH + 12);
  store<u32>(row << 4, word32(at + 16), COLUMNS_AT + DESTINATION_IP * PITCH + 12);
  return bits;
}

@inline function storeWords(to: usize, from: usize): void {
  v128.store(to, v128.swizzle(v128.load(from), i8x16(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)));
}

/** The same of an IPv6 header without extensions. */
@inline function readIpv6(row: usize, at: usize, end: usize, last: bool): u32 {
  if (at + IPV6_BYTES > end) return 0;
  const first = word32(at);
  const payload = word16(at + 4);
  if (first >>> 28 != 6 || payload == 0) return 0;
  const protocol = <u32>load<u8>(at + 6);
  const declaredEnd = at + IPV6_BYTES + payload;
  const transport =
    protocol == IP_PROTOCOL_ICMPV6 && !last
      ? readIcmp(row, at + IPV6_BYTES, min(end, declaredEnd), ICMPV6)
      : readTransport(row, at + IPV6_BYTES, min(end, declaredEnd), protocol, declaredEnd);
  if (transport == 0) return 0;
  store<u8>(row, 6, COLUMNS_AT + IP_VERSION * PITCH);
  store<u8>(row, <u8>(first >>> 20), COLUMNS_AT + TRAFFIC_CLASS * PITCH);
  store<u8>(row, load<u8>(at + 7), COLUMNS_AT + HOP_LIMIT * PITCH);
  store<u8>(row, <u8>protocol, COLUMNS_AT + IP_PROTOCOL * PITCH);
  store<u32>(row << 2, <u32>IPV6_BYTES + payload, COLUMNS_AT + IP_LENGTH * PITCH);
  storeWords((row << 4) + (COLUMNS_AT + SOURCE_IP * PITCH), at + 8);
  storeWords((row << 4) + (COLUMNS_AT + DESTINATION_IP * PITCH), at + 24);
  return IPV6 | transport;
}

/** Fills the columns of an ARP message whose addresses are there; gives its bit, or 0. */
function readArp(row: usize, at: usize, end: usize): u32 {
  if (at + ARP_BYTES > end) return 0;
  const addressBytes = (<usize>load<u8>(at + 4) + <usize>load<u8>(at + 5)) << 1;
  if (at + ARP_BYTES + addressBytes > end) return 0;
  store<u16>(row << 1, <u16>word16(at + 6), COLUMNS_AT + ARP_OPCODE * PITCH);
  return ARP;
}

/** Fills a row from its bytes; gives whether it did, or left the packet and its columns to others. */
@inline function readFrame(row: usize, last: bool): bool {
  const at = <usize>WINDOW_AT + <usize>load<u32>(row << 2, COLUMNS_AT + FRAME_START * PITCH);
  const end = <usize>WINDOW_AT + <usize>load<u32>(row << 2, COLUMNS_AT + FRAME_END * PITCH);
  if (<u32>load<u16>(row << 1, COLUMNS_AT + LINK_TYPE * PITCH) != LINK_ETHERNET) return false;
  if (at + ETHERNET_BYTES > end) return false;
  const etherType = word16(at + 12);
  let protocols: u32 = 0;
  if (etherType == ETHERTYPE_IPV4) protocols = readIpv4(row, at + ETHERNET_BYTES, end, last);
  else if (etherType == ETHERTYPE_IPV6) protocols = readIpv6(row, at + ETHERNET_BYTES, end, last);
  else if (etherType == ETHERTYPE_ARP) protocols = readArp(row, at + ETHERNET_BYTES, end);
  if (protocols == 0 && (etherType != ETHERTYPE_EAPOL || last)) return false;
  store<u32>(row << 2, ETHERNET | protocols, COLUMNS_AT + PROTOCOLS * PITCH);
  store<f64>(row << 3, mac(at), COLUMNS_AT + DESTINATION_MAC * PITCH);
  store<f64>(row << 3, mac(at + 6), COLUMNS_AT + SOURCE_MAC * PITCH);
  store<u16>(row << 1, <u16>etherType, COLUMNS_AT + ETHER_TYPE * PITCH);
  store<u16>(row << 1, <u16>etherType, COLUMNS_AT + INNER_ETHER_TYPE * PITCH);
  return true;
}

/** Copies to the columns of the last headers what the outer ones of a row give. */
@inline function copyToLast(row: usize): void {
  const protocols = load<u32>(row << 2, COLUMNS_AT + PROTOCOLS * PITCH);
  store<u32>(row << 2, protocols, COLUMNS_AT + LAST_PROTOCOLS * PITCH);
  store<f64>(row << 3, load<f64>(row << 3, COLUMNS_AT + SOURCE_MAC * PITCH), COLUMNS_AT + LAST_SOURCE_MAC * PITCH);
  store<f64>(
    row << 3,
    load<f64>(row << 3, COLUMNS_AT + DESTINATION_MAC * PITCH),
    COLUMNS_AT + LAST_DESTINATION_MAC * PITCH,
  );
  store<u32>(row << 2, load<u16>(row << 1, COLUMNS_AT + ETHER_TYPE * PITCH), COLUMNS_AT + LAST_ETHER_TYPE * PITCH);
  const source = v128.load((row << 4) + (COLUMNS_AT + SOURCE_IP * PITCH));
  v128.store((row << 4) + (COLUMNS_AT + LAST_SOURCE_IP * PITCH), source);
  const destination = v128.load((row << 4) + (COLUMNS_AT + DESTINATION_IP * PITCH));
  v128.store((row << 4) + (COLUMNS_AT + LAST_DESTINATION_IP * PITCH), destination);
  store<u8>(row, load<u8>(row, COLUMNS_AT + IP_VERSION * PITCH), COLUMNS_AT + LAST_IP_VERSION * PITCH);
  if ((protocols & IPV4) != 0) {
    const protocol: u16 = load<u8>(row, COLUMNS_AT + IP_PROTOCOL * PITCH);
    store<u16>(row << 1, protocol, COLUMNS_AT + LAST_IPV4_PROTOCOL * PITCH);
    const trafficClass: u16 = load<u8>(row, COLUMNS_AT + TRAFFIC_CLASS * PITCH);
    store<u16>(row << 1, trafficClass, COLUMNS_AT + LAST_IPV4_TRAFFIC_CLASS * PITCH);
    const flags = <u32>load<u8>(row, COLUMNS_AT + IP_FLAGS * PITCH) << 13;
    store<u32>(row << 2, flags, COLUMNS_AT + LAST_IPV4_FLAGS_WORD * PITCH);
  }
  if ((protocols & ARP) != 0) {
    const opcode = <u32>load<u16>(row << 1, COLUMNS_AT + ARP_OPCODE * PITCH);
    store<u32>(row << 2, opcode, COLUMNS_AT + LAST_ARP_OPCODE * PITCH);
    return;
  }
  const from = <u32>load<u16>(row << 1, COLUMNS_AT + SOURCE_PORT * PITCH);
  const to = <u32>load<u16>(row << 1, COLUMNS_AT + DESTINATION_PORT * PITCH);
  if ((protocols & TCP) != 0) {
    const flags = load<u16>(row << 1, COLUMNS_AT + TCP_FLAGS * PITCH);
    store<u16>(row << 1, flags, COLUMNS_AT + LAST_TCP_FLAGS * PITCH);
    store<u32>(row << 2, from, COLUMNS_AT + LAST_TCP_SOURCE_PORT * PITCH);
    store<u32>(row << 2, to, COLUMNS_AT + LAST_TCP_DESTINATION_PORT * PITCH);
  } else {
    store<u32>(row << 2, from, COLUMNS_AT + LAST_UDP_SOURCE_PORT * PITCH);
    store<u32>(row << 2, to, COLUMNS_AT + LAST_UDP_DESTINATION_PORT * PITCH);
  }
}

/**
 * Decodes the rows from `from` up to `to` whose packets are ordinary: sound, over Ethernet, TCP or UDP over IP, or ARP, and
 * where `last` is not asked for, ICMP, IGMP and EAPOL; without extensions of IPv6, fragments, tags and tunnels. The
 * others are listed; gives how many these are.
 */
export function decode(from: usize, to: usize, last: bool): u32 {
  let rest: u32 = 0;
  for (let row = from; row < to; row++) {
    if (readFrame(row, last)) {
      if (last) copyToLast(row);
    } else {
      store<u32>(rest << 2, <u32>row, COLUMNS_AT + REST * PITCH);
      rest += 1;
    }
  }
  return rest;
}

/** Fills so many rows of the columns `first` to `end`, all of values of `bytes` bytes, with a byte. */
@inline function fill(first: usize, end: usize, bytes: usize, value: u8, rows: usize): void {
  for (let column = first; column < end; column += bytes) {
    memory.fill(COLUMNS_AT + column * PITCH, value, rows * bytes);
  }
}

@inline function fillMacs(column: usize, rows: usize): void {
  const at = COLUMNS_AT + column * PITCH;
  for (let row: usize = 0; row < rows; row++) store<f64>(at + (row << 3), NO_MAC);
}

/** Makes so many rows those of packets without any header. */
export function reset(rows: usize, last: bool): void {
  fillMacs(SOURCE_MAC, rows);
  fillMacs(DESTINATION_MAC, rows);
  fill(VLAN_ID, VLAN_ID + 2, 2, 0xff, rows);
  fill(SOURCE_IP, INTERFACE_INDEX, 16, 0, rows);
  fill(INTERFACE_INDEX, ETHER_TYPE, 4, 0, rows);
  fill(ETHER_TYPE, TUNNEL_DEPTH, 2, 0, rows);
  fill(TUNNEL_DEPTH, TCP_WINDOW_SCALE, 1, 0, rows);
  fill(TCP_WINDOW_SCALE, TCP_WINDOW_SCALE + 1, 1, 0xff, rows);
  if (!last) return;
  fillMacs(LAST_SOURCE_MAC, rows);
  fillMacs(LAST_DESTINATION_MAC, rows);
  fill(LAST_SOURCE_IP, LAST_PROTOCOLS, 16, 0, rows);
  fill(LAST_PROTOCOLS, LAST_IP_VERSION, 4, 0, rows);
  fill(LAST_IP_VERSION, LAST_ETHER_TYPE, 1, 0, rows);
  fill(LAST_ETHER_TYPE, LAST_IPV4_PROTOCOL, 4, ABSENT_BYTE, rows);
  fill(LAST_IPV4_PROTOCOL, LAST_ICMPV6_CODE + 2, 2, ABSENT_BYTE, rows);
}
