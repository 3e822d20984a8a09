import { concat, words } from './bytes.ts';
import { sealSegment } from './checksum.ts';
import { PROTOCOL } from './ip.ts';

/** The two ends of a datagram or segment. */
export interface Flow {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** A UDP datagram, RFC 768. */
export function udp(flow: Flow, payload: Uint8Array): Uint8Array {
  const header = words(flow.sourcePort, flow.destinationPort, 8 + payload.length, 0);
  const datagram = sealSegment({ ...flow, protocol: PROTOCOL.Udp }, concat(header, payload), 6);
  const isZero = datagram[6] === 0 && datagram[7] === 0;
  if (isZero) datagram.set(words(0xffff), 6); // zero would say "no checksum"
  return datagram;
}
