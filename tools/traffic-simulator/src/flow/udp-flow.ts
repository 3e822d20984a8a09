import { writeWords } from '../wire/ethernet.ts';
import type { Host } from '../host/host.ts';
import { type IpContent, ipPacket, PROTOCOL } from '../wire/ip.ts';
import type { Packet } from '../wire/packet.ts';
import type { Conversation } from './conversation.ts';

/** Datagrams of a conversation as the vantage point sees them, in order of time (RFC 768). */
export function* udpFlow(conversation: Conversation): Generator<Packet> {
  const { client, server, dialogue, startMicros } = conversation;
  const clientPort = dialogue.clientPort ?? client.nextPort();
  const oneWay = client.delayMicros + server.delayMicros;
  let nowMicros = startMicros;
  let last: 'client' | 'server' = 'client';
  const most = conversation.version === 6 ? MOST_BYTES.unfragmented : MOST_BYTES.datagram;
  for (const { from, bytes: meant, afterMillis } of dialogue.messages) {
    const bytes = Math.min(meant, most);
    nowMicros += afterMillis * 1000 + (from === last ? 0 : oneWay);
    // Of two messages in a row nothing keeps the second from passing before the answer to the first: they wait their turn.
    last = from;
    const ends = from === 'client' ? ([client, server] as const) : ([server, client] as const);
    const ports = from === 'client' ? [clientPort, dialogue.port] : [dialogue.port, clientPort];
    const header = new Uint8Array(8);
    writeWords(header, 0, ...ports, bytes + 8);
    yield* datagram(conversation, ends, {
      atMicros: nowMicros + ends[0].delayMicros,
      version: conversation.version,
      protocol: PROTOCOL.Udp,
      header,
      checksumAt: 6,
      payloadBytes: bytes,
      trafficClass: (dialogue.dscp ?? 0) << 2,
    });
  }
}

/** Longest payload of a datagram over IPv4, and of one that fits into a packet of IPv6 on Ethernet. */
const MOST_BYTES = { datagram: 65_507, unfragmented: 1_452 } as const;
/** Bytes of IPv4 payload in a fragment on Ethernet. */
const FRAGMENT_BYTES = 1_480;
/** Time a fragment takes on a link of a gigabit. */
const FRAGMENT_MICROS = 13;

/** One packet, or the fragments of one that is too long for the link. */
function* datagram(
  { path, random }: Conversation,
  ends: readonly [Host, Host],
  content: IpContent,
): Generator<Packet> {
  const { vantage } = path;
  const wholeBytes = content.header.length + content.payloadBytes;
  if (wholeBytes <= FRAGMENT_BYTES) {
    yield ipPacket(vantage, ends, content);
    return;
  }
  // Systems that leave the field zero fill it in fragments.
  const identification = ends[0].nextIdentification() || random.integer(1, 0xffff);
  for (let offsetBytes = 0; offsetBytes < wholeBytes; offsetBytes += FRAGMENT_BYTES) {
    const bytes = Math.min(FRAGMENT_BYTES, wholeBytes - offsetBytes);
    const header = offsetBytes === 0 ? content.header : new Uint8Array(0);
    yield ipPacket(vantage, ends, {
      ...content,
      atMicros: content.atMicros + (offsetBytes / FRAGMENT_BYTES) * FRAGMENT_MICROS,
      header,
      payloadBytes: bytes - header.length,
      fragment: { identification, offsetBytes, isLast: offsetBytes + bytes === wholeBytes, wholeBytes },
    });
  }
}
