import { writeWords } from '../wire/ethernet.ts';
import { ipPacket, PROTOCOL } from '../wire/ip.ts';
import type { Packet } from '../wire/packet.ts';
import type { Conversation } from './conversation.ts';

/** Datagrams of a conversation as the vantage point sees them, in order of time (RFC 768). */
export function* udpFlow(conversation: Conversation): Generator<Packet> {
  const { client, server, dialogue, startMicros } = conversation;
  const clientPort = dialogue.clientPort ?? client.nextPort();
  const oneWay = client.delayMicros + server.delayMicros;
  let nowMicros = startMicros;
  let last: 'client' | 'server' = 'client';
  for (const { from, bytes, afterMillis } of dialogue.messages) {
    nowMicros += afterMillis * 1000 + (from === last ? 0 : oneWay);
    // Of two messages in a row nothing keeps the second from passing before the answer to the first: they wait their turn.
    last = from;
    const ends = from === 'client' ? ([client, server] as const) : ([server, client] as const);
    const ports = from === 'client' ? [clientPort, dialogue.port] : [dialogue.port, clientPort];
    const header = new Uint8Array(8);
    writeWords(header, 0, ...ports, bytes + 8);
    yield ipPacket(conversation.path.vantage, ends, {
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
