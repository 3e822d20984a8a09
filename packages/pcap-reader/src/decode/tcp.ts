import { Damage, Protocol } from '../protocol.ts';
import { type Decoder, type TransportDecoder, markDamaged } from './decoder.ts';

/** TCP header without options; RFC 9293, section 3.1. */
const HEADER_BYTES = 20;
const PORTS_BYTES = 4;

const END_OF_OPTIONS = 0;
const NO_OPERATION = 1;
const MAXIMUM_SEGMENT_SIZE = 2;
const WINDOW_SCALE = 3;

const LAST_ORDER_SHIFT = 28;

/** TCP; RFC 9293. Where only the first bytes are there, the ports are still told. */
export const decodeTcp: TransportDecoder = (view, offset, end, batch, row, declaredEnd) => {
  if (end - offset >= PORTS_BYTES) {
    batch.protocols[row] |= Protocol.Tcp;
    batch.sourcePort[row] = view.getUint16(offset);
    batch.destinationPort[row] = view.getUint16(offset + 2);
  }
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.TcpTruncated);
    return;
  }
  batch.tcpSequence[row] = view.getUint32(offset + 4);
  batch.tcpAcknowledgement[row] = view.getUint32(offset + 8);
  const offsetAndFlags = view.getUint16(offset + 12);
  batch.tcpFlags[row] = offsetAndFlags & 0x0fff;
  batch.tcpWindow[row] = view.getUint16(offset + 14);
  const optionsEnd = offset + (offsetAndFlags >>> 12) * 4;
  if (declaredEnd > optionsEnd) batch.payloadLengthBytes[row] = declaredEnd - optionsEnd;
  if (optionsEnd === offset + HEADER_BYTES) return;
  if (optionsEnd < offset + HEADER_BYTES) markDamaged(batch, row, Damage.TcpMalformed);
  else if (optionsEnd > end) markDamaged(batch, row, Damage.TcpTruncated);
  else decodeTcpOptions(view, offset + HEADER_BYTES, optionsEnd, batch, row);
};

/** TCP options; RFC 9293, section 3.2, and RFC 7323 for the window scale. */
const decodeTcpOptions: Decoder = (view, start, end, batch, row) => {
  let order = 0;
  let shift = 0;
  let offset = start;
  while (offset < end) {
    const kind = view.getUint8(offset);
    if (kind === END_OF_OPTIONS) break;
    if (shift <= LAST_ORDER_SHIFT) order |= Math.min(kind, 15) << shift;
    shift += 4;
    if (kind === NO_OPERATION) {
      offset += 1;
      continue;
    }
    const length = offset + 1 < end ? view.getUint8(offset + 1) : 0;
    if (length < 2 || offset + length > end) {
      markDamaged(batch, row, Damage.TcpMalformed);
      break;
    }
    if (kind === MAXIMUM_SEGMENT_SIZE && length === 4) batch.tcpMss[row] = view.getUint16(offset + 2);
    if (kind === WINDOW_SCALE && length === 3) batch.tcpWindowScale[row] = view.getUint8(offset + 2);
    offset += length;
  }
  batch.tcpOptionOrder[row] = order;
};
