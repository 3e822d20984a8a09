import type { PacketBatch } from '../../packet-batch.ts';
import { NOT_ENCAPSULATED, headerBytesOf, payloadTypeOf } from '../encapsulation.ts';
import { mplsLabels } from '../mpls-labels.ts';
import { EtherType, PacketType } from '../numbers.ts';
import { notePlace, tunnelPayload } from '../packet-place.ts';
import { pppHeader } from '../ppp-header.ts';
import { etherTunnel } from './ether-tunnel.ts';

/**
 * Notes that the headers decoded so far end at a tunnel, whose header at `offset` was read into `encapsulated`. What
 * is noted is the packet inside, behind PPP, labels and service headers; where nothing readable is inside, there is no tunnel.
 */
export const noteTunnel = (
  view: DataView,
  offset: number,
  end: number,
  batch: PacketBatch,
  row: number,
  encapsulated: number,
): void => {
  let wrapper = encapsulated;
  let payload = offset;
  while (wrapper !== NOT_ENCAPSULATED) {
    payload += headerBytesOf(wrapper);
    if (payload >= end) return;
    const type = payloadTypeOf(wrapper);
    if (type === EtherType.Ppp) {
      wrapper = pppHeader(view, payload, end);
    } else if (type === EtherType.MplsUnicast || type === EtherType.MplsMulticast) {
      wrapper = mplsLabels(view, payload, end);
    } else if (type === EtherType.Nsh) {
      wrapper = etherTunnel(view, payload, end, type);
    } else {
      const found = type === PacketType.Ip ? ipTypeAt(view, payload) : type;
      if (!isFollowed(found)) return;
      batch.tunnelDepth[row] = 1;
      notePlace(tunnelPayload, found, payload, end);
      return;
    }
  }
};

/** Whether there are columns for what a tunnel carries. */
const isFollowed = (type: number): boolean =>
  type === EtherType.Ipv4 ||
  type === EtherType.Ipv6 ||
  type === EtherType.Ethernet ||
  type === EtherType.Arp ||
  type === PacketType.Gre;

const ipTypeAt = (view: DataView, offset: number): number => {
  const version = view.getUint8(offset) >>> 4;
  if (version === 4) return EtherType.Ipv4;
  return version === 6 ? EtherType.Ipv6 : PacketType.None;
};
