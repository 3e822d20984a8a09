/* What the headers of a packet show, as bits that kernel-layout.ts names. */
import {
  COLUMNS_AT,
  ETHER_TYPE,
  IPV4_FLAGS_WORD,
  IPV4_TRAFFIC_CLASS,
  PROTOCOLS,
  PROTOCOLS_MASK,
  ROWS,
  SAW_IPV4,
  SAW_IPV6,
  SAW_IPX,
  SAW_MULTICAST,
  SAW_NON_IP,
  SAW_VLAN,
  TCP_FLAGS,
  TCP_FLAGS_MASK,
  TCP_FLAGS_SHIFT,
  TRAFFIC_CLASS_SHIFT,
  TRAITS_SHIFT,
  VLAN_ID,
} from '../../src/sets/networkml-host/kernel-layout';

/** Stands in columns where no header of the packet gave the field. */
export const ABSENT: i32 = -1;

/** EtherTypes, IEEE 802 Numbers (IANA). */
const ETHERTYPE_IPV4: i32 = 0x0800;
const ETHERTYPE_ARP: i32 = 0x0806;
const ETHERTYPE_IPX: i32 = 0x8137;
const ETHERTYPE_IPV6: i32 = 0x86dd;

/** What is absent is -1, and would set all bits. */
@inline function bitsOf(value: i32): i32 {
  return value & ~(value >> 31);
}

/** All traits but whether both addresses are private. */
@inline function traitsOf(row: usize, version: u32, destination: v128): i32 {
  let traits = 0;
  if (load<i32>(row << 2, COLUMNS_AT + VLAN_ID * ROWS) != ABSENT) traits |= SAW_VLAN;
  const type = load<i32>(row << 2, COLUMNS_AT + ETHER_TYPE * ROWS);
  if (type != ETHERTYPE_IPV4 && type != ETHERTYPE_IPV6 && type != ETHERTYPE_ARP && type != ABSENT) {
    traits |= type == ETHERTYPE_IPX ? SAW_IPX | SAW_NON_IP : SAW_NON_IP;
  }
  if (version == 4) {
    traits |= SAW_IPV4;
    if (i32x4.extract_lane(destination, 3) >>> 28 == 0xe) traits |= SAW_MULTICAST;
  } else if (version != 0) {
    traits |= SAW_IPV6;
  }
  return traits;
}

/** The bits of a packet but for those of ports. */
@inline export function bitsOfHeaders(row: usize, version: u32, destination: v128): v128 {
  const flagsWord = bitsOf(load<i32>(row << 2, COLUMNS_AT + IPV4_FLAGS_WORD * ROWS));
  const trafficClass = bitsOf(load<i16>(row << 1, COLUMNS_AT + IPV4_TRAFFIC_CLASS * ROWS));
  const traits = traitsOf(row, version, destination);
  const protocols = load<i32>(row << 2, COLUMNS_AT + PROTOCOLS * ROWS) & PROTOCOLS_MASK;
  const tcpFlags = bitsOf(load<i16>(row << 1, COLUMNS_AT + TCP_FLAGS * ROWS)) & TCP_FLAGS_MASK;
  const word0 = flagsWord | (trafficClass << TRAFFIC_CLASS_SHIFT) | (traits << TRAITS_SHIFT);
  const word1 = protocols | (tcpFlags << TCP_FLAGS_SHIFT);
  return i64x2.replace_lane(i64x2.splat(0), 0, <i64>(<u64>(<u32>word0) | (<u64>(<u32>word1) << 32)));
}

/** The bit of the kind of a packet's smaller port. */
@inline export function bitsOfPort(isTcp: bool, kind: i32): v128 {
  return i64x2.replace_lane(i64x2.splat(0), 1, (<i64>1 << kind) << (isTcp ? 0 : 32));
}
