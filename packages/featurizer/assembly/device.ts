/*
 * Counts packets for what tells devices apart: one pass over the ends of packets. What is kept of a device are its doubles, from
 * which its row is written, and behind them what is needed to count; addresses of all that are in the layout.
 */
import {
  AUDIENCE,
  AUDIENCE_PRIVATE,
  BLOCKS_AT,
  DESTINATION_AT,
  DESTINATION_PORT,
  DEVICE_BYTES,
  DIRECTIONS,
  DIRECTION_BYTES,
  EMPTY_AT,
  ENTRIES_AT,
  FLAGS,
  FLAG_PLACES,
  FLAG_SEGMENTS,
  HANDSHAKES,
  IP_VERSION,
  KINDS,
  KIND_TCP,
  KIND_UDP,
  LATEST_DESTINATION,
  PAYLOAD_LENGTH,
  PLACES,
  PROTOCOLS,
  SEGMENTS_RECEIVED,
  SEGMENTS_SENT,
  SOURCE_PORT,
  SUBJECTS_AT,
  TCP_FLAGS,
  TUNNEL_DEPTH,
  UDP_LENGTH,
  VOLUME,
  WIRE_LENGTH,
} from '../src/sets/device/layout';
import { allocate, release, startBlocks, take, usedBytes as blockBytes } from './blocks';
import { observeAudience, observeIpHeader } from './device/addressing';
import { ipv4Of, ipv6Of, otherIp, u16Of, u32Of, u8Of } from './device/columns';
import { datagramPlace, observePorts } from './device/flows';
import { layerPlace, observeMessage, observeTraits, observeTunnel, otherKind } from './device/layers';
import { observeLength } from './device/lengths';
import { OF_TCP, OF_UDP, observePayload } from './device/payloads';
import { observePeer, observePeer6 } from './device/peers';
import { TCP, UDP } from './device/protocols';
import { observeFlags, observeSegmentReceived, observeSegmentSent } from './device/segments';
import { addToRange, at, count, set } from './device/state';
import { finishTiming, observeTime, readTimes, startTiming } from './device/timing';

const FIRST_DEVICES: u32 = 64;
/** A host of the machine itself: a private address, until the first packet is sent. */
const LOOPBACK: u32 = 0x7f000001;

/** Addresses of devices by subject, 0 of those without packets, and of how many there is room for. */
let devices: usize = 0;
let room: u32 = 0;

/** Forgets all devices. */
export function start(): void {
  startBlocks(BLOCKS_AT);
  room = FIRST_DEVICES;
  devices = allocate(room << 2);
}

/** How many bytes are kept of devices. */
export function usedBytes(): usize {
  return blockBytes();
}

/** Address of what is kept of a subject; 0 where it has no packets. */
@inline function known(subject: u32): usize {
  return subject < room ? <usize>load<u32>(devices + (subject << 2)) : 0;
}

function meet(subject: u32): usize {
  while (subject >= room) {
    const grown = allocate(room << 3);
    memory.copy(grown, devices, room << 2);
    release(devices, room << 2);
    devices = grown;
    room <<= 1;
  }
  const device = take(DEVICE_BYTES);
  memory.copy(device, EMPTY_AT, PLACES << 3);
  startTiming(device, device + DIRECTIONS, device + DIRECTIONS + DIRECTION_BYTES);
  store<u32>(device, LOOPBACK, LATEST_DESTINATION);
  store<u32>(device, AUDIENCE + AUDIENCE_PRIVATE, DESTINATION_AT);
  store<u32>(devices + (subject << 2), <u32>device);
  return device;
}

/** The ports of a packet, that of the device in the upper half. */
@inline function portsOf(row: usize, isReceived: u32): u32 {
  const source = u16Of(SOURCE_PORT, row);
  const destination = u16Of(DESTINATION_PORT, row);
  return isReceived ? (destination << 16) | source : (source << 16) | destination;
}

@inline function observeTcp(device: usize, direction: usize, isReceived: u32, row: usize): void {
  const flags = u16Of(TCP_FLAGS, row);
  const payload = u32Of(PAYLOAD_LENGTH, row);
  count(device, layerPlace(isReceived, KIND_TCP));
  observePorts(device, direction, isReceived, portsOf(row, isReceived));
  observePayload(device, OF_TCP, isReceived, payload);
  observeFlags(device, isReceived, flags, payload);
  if (isReceived) observeSegmentReceived(device, flags);
  else observeSegmentSent(device, row, flags);
}

@inline function observeUdp(device: usize, direction: usize, isReceived: u32, row: usize): void {
  count(device, layerPlace(isReceived, KIND_UDP));
  observePorts(device, direction, isReceived, portsOf(row, isReceived));
  observePayload(device, OF_UDP, isReceived, u32Of(PAYLOAD_LENGTH, row));
  observeTunnel(device, isReceived, u8Of(TUNNEL_DEPTH, row));
  const range = datagramPlace(direction);
  if (range != 0) addToRange(device, range, <f64>u16Of(UDP_LENGTH, row));
}

@inline function observeOther(device: usize, isReceived: u32, row: usize, bits: u32): void {
  count(device, layerPlace(isReceived, otherKind(row, bits)));
  observeTunnel(device, isReceived, u8Of(TUNNEL_DEPTH, row));
  if (!isReceived) observeMessage(device, row, bits);
}

/** Takes in the packet of a row for the device that sent or received it. */
@inline function observeEnd(device: usize, row: usize, isReceived: u32): void {
  const direction = device + DIRECTIONS + isReceived * DIRECTION_BYTES;
  const bits = u32Of(PROTOCOLS, row);
  const version = u8Of(IP_VERSION, row);
  observeLength(device, direction, isReceived, u32Of(WIRE_LENGTH, row));
  observeTime(device, direction, row);
  observeTraits(device, isReceived, bits);
  if ((bits & TCP) != 0) observeTcp(device, direction, isReceived, row);
  else if ((bits & UDP) != 0) observeUdp(device, direction, isReceived, row);
  else observeOther(device, isReceived, row, bits);
  if (version == 6) observePeer6(device, ipv6Of(otherIp(isReceived), row));
  else observePeer(device, ipv4Of(otherIp(isReceived), row));
  if (isReceived) return;
  observeIpHeader(device, row, bits);
  observeAudience(device, row, version);
}

/** Takes in so many ends of packets, whose rows count from `firstRow` in the columns. */
export function observe(ends: usize, firstRow: u32): void {
  readTimes(<usize>((load<u32>(((ends - 1) << 2) + ENTRIES_AT) >>> 1) + 1 - firstRow));
  for (let end: usize = 0; end < ends; end++) {
    const entry = load<u32>((end << 2) + ENTRIES_AT);
    const subject = load<u32>((end << 2) + SUBJECTS_AT);
    const row = <usize>((entry >>> 1) - firstRow);
    let device = known(subject);
    if (device == 0) device = meet(subject);
    if ((entry & 1) != 0) observeEnd(device, row, 1);
    else observeEnd(device, row, 0);
  }
}

/** Completes the numbers of a subject and gives their address; 0 where it has no packets. */
export function finish(subject: u32): usize {
  const device = known(subject);
  if (device == 0) return 0;
  finishTiming(device);
  for (let isReceived: u32 = 0; isReceived < 2; isReceived++) {
    let packets: f64 = 0;
    for (let kind: usize = 0; kind < <usize>KINDS; kind++) packets += at(device, layerPlace(isReceived, kind));
    set(device, VOLUME + isReceived, packets);
    const segments = at(device, layerPlace(isReceived, KIND_TCP));
    set(device, FLAGS + isReceived * FLAG_PLACES + FLAG_SEGMENTS, segments);
    set(device, HANDSHAKES + (isReceived ? SEGMENTS_RECEIVED : SEGMENTS_SENT), segments);
  }
  return device;
}
