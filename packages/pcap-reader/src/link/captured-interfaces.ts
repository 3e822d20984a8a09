import { type Decoder, endWithoutChecksum, markDamaged } from '../decode/decoder.ts';
import { EtherType, LinkType } from '../decode/numbers.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage } from '../protocol.ts';
import { linkDecoder } from './link-decoders.ts';
import { decodeLinkPayload } from './link-payload.ts';

/*
 * Headers that say on which link a packet was captured, and how it was received: behind them comes a packet of any
 * link type, though not another such header.
 */

const decodeOnLink = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  linkType: number,
): void => {
  const decoder = linkDecoder(linkType);
  if (linkType === LinkType.Ethernet) decodeLinkPayload(view, offset, end, batch, row, EtherType.Ethernet);
  else if (decoder === undefined) markDamaged(batch, row, Damage.UnknownLinkType);
  else decoder(view, offset, end, batch, row);
};

/** Version, flags, length and link type, then fields; little-endian. */
const PPI_BYTES = 8;
const PPI_FIELD_BYTES = 4;
const PPI_WIFI = 2;
const PPI_WIFI_FLAGS_OFFSET = 8;
const PPI_CHECKSUM_AT_END = 0x01;
const PPI_CHECKSUM_WRONG = 0x04;

/** Per-packet information, LINKTYPE_PPI. */
export const decodePpi: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < PPI_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const headerBytes = view.getUint16(offset + 2, true);
  const packet = offset + headerBytes;
  if (view.getUint8(offset) !== 0 || headerBytes < PPI_BYTES) {
    markDamaged(batch, row, Damage.LinkMalformed);
  } else if (packet > end) {
    markDamaged(batch, row, Damage.LinkTruncated);
  } else {
    const linkType = view.getUint32(offset + 4, true);
    const flags = linkType === LinkType.Wifi ? ppiWifiFlags(view, offset + PPI_BYTES, packet) : 0;
    const hasChecksum = (flags & PPI_CHECKSUM_AT_END) !== 0;
    const packetEnd = hasChecksum ? endWithoutChecksum(packet, end, batch, row) : end;
    if ((flags & PPI_CHECKSUM_WRONG) !== 0) markDamaged(batch, row, Damage.LinkChecksumWrong);
    else decodeOnLink(view, packet, packetEnd, batch, row, linkType);
  }
};

/** The flags of the field that 802.11 frames come with, 0 without it. */
const ppiWifiFlags = (view: DataView, start: number, end: number): number => {
  let offset = start;
  while (end - offset >= PPI_FIELD_BYTES) {
    const value = offset + PPI_FIELD_BYTES;
    const length = view.getUint16(offset + 2, true);
    if (view.getUint16(offset, true) === PPI_WIFI && length >= PPI_WIFI_FLAGS_OFFSET + 2) {
      const flags = value + PPI_WIFI_FLAGS_OFFSET;
      return flags + 2 > end ? 0 : view.getUint16(flags, true);
    }
    offset = value + length;
  }
  return 0;
};

/** Length, record type and link type, then the interface and the process; little-endian. */
const PKTAP_FIXED_BYTES = 12;
const PKTAP_LEAST_BYTES = 108;
const PKTAP_MOST_BYTES = 1024;
const PKTAP_RECORD_PACKET = 1;

/** Apple's PKTAP, LINKTYPE_PKTAP. */
export const decodePkTap: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < PKTAP_FIXED_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const headerBytes = view.getUint32(offset, true);
  if (headerBytes < PKTAP_FIXED_BYTES) markDamaged(batch, row, Damage.LinkMalformed);
  else if (headerBytes > end - offset) markDamaged(batch, row, Damage.LinkTruncated);
  else if (view.getUint32(offset + 4, true) === PKTAP_RECORD_PACKET)
    decodeOnLink(view, offset + headerBytes, end, batch, row, view.getUint32(offset + 8, true));
};

/** PKTAP under a number for private use, as macOS wrote it; only a header that can be nothing else is taken for it. */
export const decodeUser2: Decoder = (view, offset, end, batch, row) => {
  const isPkTap =
    end - offset >= PKTAP_LEAST_BYTES &&
    view.getUint32(offset, true) >= PKTAP_LEAST_BYTES &&
    view.getUint32(offset, true) <= Math.min(end - offset, PKTAP_MOST_BYTES) &&
    view.getUint32(offset + 4, true) === PKTAP_RECORD_PACKET &&
    isLinkType(view.getUint32(offset + 8, true));
  if (isPkTap) decodePkTap(view, offset, end, batch, row);
  else markDamaged(batch, row, Damage.UnknownLinkType);
};

const isLinkType = (linkType: number): boolean =>
  linkType === LinkType.Ethernet || linkDecoder(linkType) !== undefined;
