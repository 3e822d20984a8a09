import { concat, long, octets, words } from './bytes.ts';
import { sealSegment } from './checksum.ts';
import { PROTOCOL } from './ip.ts';
import type { Flow } from './udp.ts';

/** Control bits. */
export const TCP = { Fin: 0x01, Syn: 0x02, Rst: 0x04, Psh: 0x08, Ack: 0x10 } as const;

/** Maximum segment size 1460, SACK permitted, window scale 7, padded to 12 bytes (RFC 9293, 2018, 7323). */
const SYN_OPTIONS = octets(2, 4, 0x05, 0xb4, 4, 2, 3, 3, 7, 1, 1, 0);

/** What a segment says beside its ports. */
export interface Segment {
  readonly sequence: number;
  readonly acknowledgment: number;
  /** Bits of `TCP`. */
  readonly flags: number;
  readonly payload: Uint8Array;
}

/** A TCP segment, RFC 9293; one with SYN carries `SYN_OPTIONS`. */
export function tcp(flow: Flow, segment: Segment): Uint8Array {
  const options = (segment.flags & TCP.Syn) === 0 ? octets() : SYN_OPTIONS;
  const header = concat(
    words(flow.sourcePort, flow.destinationPort),
    long(segment.sequence),
    long(segment.acknowledgment),
    octets((5 + options.length / 4) << 4, segment.flags),
    words(64_240, 0, 0),
    options,
  );
  return sealSegment({ ...flow, protocol: PROTOCOL.Tcp }, concat(header, segment.payload), 16);
}
