import { Damage, Protocol } from '../protocol.ts';
import type { PacketBatch } from '../packet-batch.ts';
import { type Decoder, markDamaged, uncapturedBytes } from './decoder.ts';
import { decodeIpPayload } from './ip-payload.ts';
import { IpProtocol } from './numbers.ts';

/** IPv6 header; RFC 8200, section 3. */
const HEADER_BYTES = 40;
/** The unit in which extension headers are measured. */
const EXTENSION_UNIT_BYTES = 8;

/** The hop-by-hop option that holds the length of a packet beyond 65,535 bytes; RFC 2675, section 2. */
const JUMBO_OPTION = 0xc2;
const PAD_1 = 0;
const LARGEST_LENGTH = 0xffffffff;

/** IPv6 with its extension headers; RFC 8200. Only the first fragment of a packet has a next layer. */
export const decodeIpv6: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.Ipv6Truncated);
    return;
  }
  const firstWord = view.getUint32(offset);
  if (firstWord >>> 28 !== 6) {
    markDamaged(batch, row, Damage.Ipv6Malformed);
    return;
  }
  batch.protocols[row] |= Protocol.Ipv6;
  batch.ipVersion[row] = 6;
  batch.trafficClass[row] = firstWord >>> 20;
  batch.hopLimit[row] = view.getUint8(offset + 7);
  for (let word = 0; word < 4; word += 1) {
    batch.sourceIp[row * 4 + word] = view.getUint32(offset + 8 + word * 4);
    batch.destinationIp[row * 4 + word] = view.getUint32(offset + 24 + word * 4);
  }
  const payload = offset + HEADER_BYTES;
  const nextHeader = view.getUint8(offset + 6);
  let payloadBytes = view.getUint16(offset + 4);
  if (payloadBytes === 0 && nextHeader === IpProtocol.HopByHop)
    payloadBytes = jumboLength(view, payload, end);
  batch.ipLengthBytes[row] = Math.min(LARGEST_LENGTH, HEADER_BYTES + payloadBytes);
  // Segmentation offload leaves a length of 0 to the device.
  const declaredEnd = payloadBytes === 0 ? end + uncapturedBytes(batch, row) : payload + payloadBytes;
  decodeExtensions(view, payload, Math.min(end, declaredEnd), batch, row, nextHeader, declaredEnd);
};

/** The jumbo payload length of a hop-by-hop options header, 0 without one; RFC 2675. */
const jumboLength = (view: DataView, start: number, packetEnd: number): number => {
  if (packetEnd - start < EXTENSION_UNIT_BYTES) return 0;
  const end = Math.min(packetEnd, start + (view.getUint8(start + 1) + 1) * EXTENSION_UNIT_BYTES);
  let offset = start + 2;
  while (offset + 2 <= end) {
    const option = view.getUint8(offset);
    if (option === JUMBO_OPTION) return offset + 6 <= end ? view.getUint32(offset + 2) : 0;
    offset += option === PAD_1 ? 1 : 2 + view.getUint8(offset + 1);
  }
  return 0;
};

const isExtension = (protocol: number): boolean =>
  protocol === IpProtocol.HopByHop ||
  protocol === IpProtocol.Routing ||
  protocol === IpProtocol.DestinationOptions ||
  protocol === IpProtocol.Fragment ||
  protocol === IpProtocol.Mobility ||
  protocol === IpProtocol.Hip ||
  protocol === IpProtocol.Shim6;

/** Extension headers, RFC 8200, section 4: each is at least 8 bytes long, so the chain ends with the packet. */
const decodeExtensions = (
  view: DataView,
  start: number,
  end: number,
  batch: PacketBatch,
  row: number,
  firstProtocol: number,
  declaredEnd: number,
): void => {
  let protocol = firstProtocol;
  let offset = start;
  let fragmentOffset = 0;
  while (isExtension(protocol) && fragmentOffset === 0) {
    if (end - offset < EXTENSION_UNIT_BYTES) {
      batch.ipProtocol[row] = protocol;
      markDamaged(batch, row, Damage.Ipv6ExtensionTruncated);
      return;
    }
    let units = view.getUint8(offset + 1) + 1;
    if (protocol === IpProtocol.Fragment) {
      units = 1;
      const offsetAndFlags = view.getUint16(offset + 2);
      fragmentOffset = offsetAndFlags >>> 3;
      batch.protocols[row] |= Protocol.Fragment;
      batch.ipFlags[row] = offsetAndFlags & 1;
      batch.fragmentOffset[row] = fragmentOffset;
      batch.ipIdentification[row] = view.getUint32(offset + 4);
    }
    protocol = view.getUint8(offset);
    offset += units * EXTENSION_UNIT_BYTES;
  }
  batch.ipProtocol[row] = protocol;
  if (fragmentOffset !== 0) return;
  if (offset > end) markDamaged(batch, row, Damage.Ipv6ExtensionTruncated);
  else decodeIpPayload(view, offset, end, batch, row, protocol, declaredEnd);
};
