import { Damage, Protocol } from '../protocol.ts';
import { type TransportDecoder, markDamaged } from './decoder.ts';
import { NOT_ENCAPSULATED, payloadTypeOf } from './encapsulation.ts';
import { PacketType } from './numbers.ts';
import { noteTunnel } from './tunnel/note-tunnel.ts';
import { udpTunnel } from './tunnel/udp-tunnel.ts';

/** UDP header; RFC 768. */
const HEADER_BYTES = 8;
const PORTS_BYTES = 4;

/** UDP; RFC 768. Where only the first bytes are there, the ports are still told. ESP in it is seen, a tunnel noted. */
export const decodeUdp: TransportDecoder = (view, offset, end, batch, row, declaredEnd) => {
  if (end - offset >= PORTS_BYTES) {
    batch.protocols[row] |= Protocol.Udp;
    batch.sourcePort[row] = view.getUint16(offset);
    batch.destinationPort[row] = view.getUint16(offset + 2);
  }
  if (end - offset < HEADER_BYTES) {
    markDamaged(batch, row, Damage.UdpTruncated);
    return;
  }
  const lengthBytes = view.getUint16(offset + 4);
  batch.udpLengthBytes[row] = lengthBytes;
  const payloadBytes = (lengthBytes === 0 ? declaredEnd - offset : lengthBytes) - HEADER_BYTES;
  if (payloadBytes > 0) batch.payloadLengthBytes[row] = payloadBytes;
  const payload = offset + HEADER_BYTES;
  const tunnel = udpTunnel(view, payload, end, batch.sourcePort[row], batch.destinationPort[row]);
  if (tunnel === NOT_ENCAPSULATED) return;
  if (payloadTypeOf(tunnel) === PacketType.Esp) batch.protocols[row] |= Protocol.Esp;
  else noteTunnel(view, payload, end, batch, row, tunnel);
};
