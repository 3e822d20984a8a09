import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { PacketType } from '../decode/numbers.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { Damage, Protocol } from '../protocol.ts';
import { decodeLinkPayload } from './link-payload.ts';

/*
 * IEEE 802.11-2020, section 9.2.4: frame control, duration, up to four addresses, sequence control, quality of service
 * and high throughput control. Which address is whose depends on whether the frame goes to or comes from the
 * distribution system, that is through an access point.
 */

const SHORTEST_BYTES = 10;
const ADDRESS_1 = 4;
const ADDRESS_2 = 10;
const ADDRESS_3 = 16;
const SEQUENCE = 22;
const ADDRESS_4 = 24;
const MAC_BYTES = 6;
const THREE_ADDRESSES_BYTES = 24;
const TWO_ADDRESSES_BYTES = 16;
const QOS_BYTES = 2;
const HIGH_THROUGHPUT_BYTES = 4;
const SUBFRAME_BYTES = 14;

const VERSION = 0x03;
const TYPE = 0x0c;
const MANAGEMENT = 0x00;
const CONTROL = 0x04;
const DATA = 0x08;
const QOS = 0x80;
const NO_DATA = 0x40;
/** Control frames that name only the receiver: clear to send, and acknowledgement. */
const CLEAR_TO_SEND = 0xc4;
const ACKNOWLEDGEMENT = 0xd4;
/** A control frame inside another one. */
const CONTROL_WRAPPER = 0x74;

const TO_DISTRIBUTION = 0x01;
const FROM_DISTRIBUTION = 0x02;
const PROTECTED = 0x40;
const ORDER = 0x80;
const FRAGMENT_NUMBER = 0x0f;
const AGGREGATED = 0x80;

/** IEEE 802.11, LINKTYPE_IEEE802_11. Encrypted frames end at their addresses. */
export const decodeWifi: Decoder = (view, offset, end, batch, row) => {
  decodeWifiFrame(view, offset, end, batch, row, false);
};

/**
 * An 802.11 frame, which a radio header may have padded between its own header and the data to a multiple of four bytes.
 * `sourceMac` is the station that sent the data first, `destinationMac` the one that it is meant for at last, neither of
 * them an access point that only passes it on; control frames tell transmitter and receiver.
 */
export const decodeWifiFrame = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  padded: boolean,
): void => {
  if (end - offset < SHORTEST_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const kind = view.getUint8(offset);
  if ((kind & VERSION) !== 0) {
    markDamaged(batch, row, Damage.LinkMalformed);
    return;
  }
  batch.protocols[row] |= Protocol.Wifi;
  switch (kind & TYPE) {
    case MANAGEMENT:
      if (end - offset < THREE_ADDRESSES_BYTES) markDamaged(batch, row, Damage.LinkTruncated);
      else tellAddresses(view, offset + ADDRESS_1, offset + ADDRESS_2, batch, row);
      break;
    case CONTROL:
      decodeControl(view, offset, end, batch, row);
      break;
    case DATA:
      decodeData(view, offset, end, batch, row, padded);
      break;
  }
};

const tellAddresses = (
  view: DataView,
  destination: number,
  source: number,
  batch: PacketBatch,
  row: number,
): void => {
  batch.destinationMac[row] = readMac(view, destination);
  batch.sourceMac[row] = readMac(view, source);
};

const decodeControl: Decoder = (view, offset, end, batch, row) => {
  const kind = view.getUint8(offset);
  batch.destinationMac[row] = readMac(view, offset + ADDRESS_1);
  if (kind === CLEAR_TO_SEND || kind === ACKNOWLEDGEMENT || kind === CONTROL_WRAPPER) return;
  if (end - offset < TWO_ADDRESSES_BYTES) markDamaged(batch, row, Damage.LinkTruncated);
  else batch.sourceMac[row] = readMac(view, offset + ADDRESS_2);
};

const decodeData = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  padded: boolean,
): void => {
  const kind = view.getUint8(offset);
  const flags = view.getUint8(offset + 1);
  const toDistribution = (flags & TO_DISTRIBUTION) !== 0;
  const fromDistribution = (flags & FROM_DISTRIBUTION) !== 0;
  const fourAddresses = toDistribution && fromDistribution;
  const qos = offset + THREE_ADDRESSES_BYTES + (fourAddresses ? MAC_BYTES : 0);
  const hasQos = (kind & QOS) !== 0;
  const headerEnd = qos + (hasQos ? QOS_BYTES + ((flags & ORDER) === 0 ? 0 : HIGH_THROUGHPUT_BYTES) : 0);
  if (headerEnd > end) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  let source = ADDRESS_2;
  if (fromDistribution) source = toDistribution ? ADDRESS_4 : ADDRESS_3;
  tellAddresses(view, offset + (toDistribution ? ADDRESS_3 : ADDRESS_1), offset + source, batch, row);
  const isFirstFragment = (view.getUint8(offset + SEQUENCE) & FRAGMENT_NUMBER) === 0;
  if ((kind & NO_DATA) !== 0 || (flags & PROTECTED) !== 0 || !isFirstFragment) return;
  const payload = padded ? offset + ((headerEnd - offset + 3) & ~3) : headerEnd;
  const isAggregated = hasQos && (view.getUint8(qos) & AGGREGATED) !== 0;
  if (isAggregated) decodeSubframe(view, payload, end, batch, row);
  else decodeLinkPayload(view, payload, end, batch, row, PacketType.Llc);
};

/** The first of several frames sent as one, with addresses of its own; IEEE 802.11-2020, section 9.3.2.2. */
const decodeSubframe: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < SUBFRAME_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  tellAddresses(view, offset, offset + MAC_BYTES, batch, row);
  const payload = offset + SUBFRAME_BYTES;
  const subframeEnd = Math.min(end, payload + view.getUint16(payload - 2));
  decodeLinkPayload(view, payload, subframeEnd, batch, row, PacketType.Llc);
};
