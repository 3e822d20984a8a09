import { type Decoder, markDamaged, readMac } from '../decode/decoder.ts';
import { FIRST_ETHER_TYPE, PacketType } from '../decode/numbers.ts';
import { Damage } from '../protocol.ts';
import { decodeEtherTyped, decodeLinkPayload } from './link-payload.ts';

/** Two network addresses of eight bytes, each a MAC address behind two bytes; RFC 2625, section 3.1. */
const FIBRE_CHANNEL_BYTES = 16;
const DESTINATION_MAC = 2;
const SOURCE_MAC = 10;

/** IP over Fibre Channel, LINKTYPE_IP_OVER_FC; RFC 2625. */
export const decodeIpOverFibreChannel: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < FIBRE_CHANNEL_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  batch.destinationMac[row] = readMac(view, offset + DESTINATION_MAC);
  batch.sourceMac[row] = readMac(view, offset + SOURCE_MAC);
  decodeLinkPayload(view, offset + FIBRE_CHANNEL_BYTES, end, batch, row, PacketType.Llc);
};

/** Two addresses of 64 bits, which are not told. */
const IEEE_1394_ADDRESSES_BYTES = 16;

/** Apple's IP over IEEE 1394, LINKTYPE_APPLE_IP_OVER_IEEE1394. */
export const decodeIpOverIeee1394: Decoder = (view, offset, end, batch, row) => {
  decodeEtherTyped(view, offset + IEEE_1394_ADDRESSES_BYTES, end, batch, row);
};

/** Two addresses of 20 bytes, which are not told; an EtherType and two reserved bytes follow. */
const INFINIBAND_ADDRESSES_BYTES = 40;
const INFINIBAND_BYTES = 44;

/** IP over InfiniBand, LINKTYPE_IPOIB; RFC 4391, section 6. */
export const decodeIpOverInfiniband: Decoder = (view, offset, end, batch, row) => {
  if (end - offset < INFINIBAND_BYTES) {
    markDamaged(batch, row, Damage.LinkTruncated);
    return;
  }
  const etherType = view.getUint16(offset + INFINIBAND_ADDRESSES_BYTES);
  if (etherType < FIRST_ETHER_TYPE) return;
  batch.etherType[row] = etherType;
  decodeLinkPayload(view, offset + INFINIBAND_BYTES, end, batch, row, etherType);
};
