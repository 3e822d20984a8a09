import { Damage, Protocol } from '../protocol.ts';
import { type Decoder, markDamaged, uncapturedBytes } from './decoder.ts';
import { decodeIpPayload } from './ip-payload.ts';

/** IPv4 header without options; RFC 791, section 3.1. */
const HEADER_BYTES = 20;

const OFFSET_BITS = 0x1fff;
const MORE_FRAGMENTS_OR_OFFSET = 0x3fff;

/** IPv4 with options and fragments; RFC 791. Only the first fragment of a datagram has a next layer. */
export const decodeIpv4: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.Ipv4Truncated);
    return;
  }
  const versionAndLength = view.getUint8(offset);
  const headerBytes = (versionAndLength & 15) * 4;
  if (versionAndLength >>> 4 !== 4 || headerBytes < HEADER_BYTES) {
    markDamaged(batch, row, Damage.Ipv4Malformed);
    return;
  }
  const flagsAndOffset = view.getUint16(offset + 6);
  const protocol = view.getUint8(offset + 9);
  batch.protocols[row] |= Protocol.Ipv4;
  batch.ipVersion[row] = 4;
  batch.trafficClass[row] = view.getUint8(offset + 1);
  batch.ipFlags[row] = flagsAndOffset >>> 13;
  batch.fragmentOffset[row] = flagsAndOffset & OFFSET_BITS;
  batch.hopLimit[row] = view.getUint8(offset + 8);
  batch.ipProtocol[row] = protocol;
  batch.ipIdentification[row] = view.getUint16(offset + 4);
  batch.sourceIp[row * 4 + 3] = view.getUint32(offset + 12);
  batch.destinationIp[row * 4 + 3] = view.getUint32(offset + 16);

  const totalBytes = view.getUint16(offset + 2);
  const payload = offset + headerBytes;
  batch.ipLengthBytes[row] = totalBytes;
  if ((flagsAndOffset & MORE_FRAGMENTS_OR_OFFSET) !== 0) {
    batch.protocols[row] |= Protocol.Fragment;
    if ((flagsAndOffset & OFFSET_BITS) !== 0) return;
  }
  if (payload > end) {
    markDamaged(batch, row, Damage.Ipv4Truncated);
  } else if (totalBytes === 0) {
    // Segmentation offload leaves the length to the device.
    decodeIpPayload(view, payload, end, batch, row, protocol, end + uncapturedBytes(batch, row));
  } else if (totalBytes < headerBytes) {
    markDamaged(batch, row, Damage.Ipv4Malformed);
  } else {
    const declaredEnd = offset + totalBytes;
    decodeIpPayload(view, payload, Math.min(end, declaredEnd), batch, row, protocol, declaredEnd);
  }
};
