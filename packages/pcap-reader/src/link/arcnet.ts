import { type Decoder, markDamaged } from '../decode/decoder.ts';
import { EtherType, PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { decodeLinkPayload } from './link-payload.ts';

/** Source, destination and, in captures made on Linux, an offset stand in front of the protocol. */
const BSD_PROTOCOL_OFFSET = 2;
const LINUX_PROTOCOL_OFFSET = 4;

const IP_RFC_1051 = 240;
const ARP_RFC_1051 = 241;
const IP = 212;
const ARP = 213;
/** Behind the protocol: which part of a packet this is, and its number; RFC 1201, section 2. */
const FRAGMENT_BYTES = 3;
const WHOLE_PACKET = 0;
/** A packet of an awkward length comes with a longer header. */
const EXCEPTION = 0xff;
const EXCEPTION_BYTES = 7;

/** ARCNET, LINKTYPE_ARCNET_BSD. Its addresses have eight bits and are not told. */
export const decodeArcnetBsd: Decoder = (view, offset, end, batch, row) => {
  decodeProtocol(view, offset + BSD_PROTOCOL_OFFSET, end, batch, row);
};

/** ARCNET, LINKTYPE_ARCNET_LINUX. Its addresses have eight bits and are not told. */
export const decodeArcnetLinux: Decoder = (view, offset, end, batch, row) => {
  decodeProtocol(view, offset + LINUX_PROTOCOL_OFFSET, end, batch, row);
};

const decodeProtocol = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
): void => {
  if (offset >= end) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  switch (view.getUint8(offset)) {
    case IP_RFC_1051:
      decodeLinkPayload(view, offset + 1, end, batch, row, PacketType.Ipv4);
      break;
    case ARP_RFC_1051:
      decodeLinkPayload(view, offset + 1, end, batch, row, EtherType.Arp);
      break;
    case IP:
      decodeFirstFragment(view, offset + 1, end, batch, row, PacketType.Ipv4);
      break;
    case ARP:
      decodeFirstFragment(view, offset + 1, end, batch, row, EtherType.Arp);
      break;
  }
};

const decodeFirstFragment = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  type: number,
): void => {
  if (end - offset < FRAGMENT_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const split = view.getUint8(offset);
  const isFirst = split === WHOLE_PACKET || (split & 1) === 1; // an odd number counts the fragments that follow
  if (!isFirst) return;
  const payload = offset + (split === EXCEPTION ? EXCEPTION_BYTES : FRAGMENT_BYTES);
  decodeLinkPayload(view, payload, end, batch, row, type);
};
