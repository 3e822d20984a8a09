import type { Host, Network } from './network.ts';
import { zeros } from './packet/bytes.ts';
import { icmpEcho } from './packet/icmp.ts';
import { PROTOCOL } from './packet/ip.ts';
import { TCP, tcp } from './packet/tcp.ts';
import { udp } from './packet/udp.ts';

/** A client that speaks to a port of a server. */
export interface Ends {
  readonly client: Host;
  readonly server: Host;
  readonly clientPort: number;
  readonly serverPort: number;
}

/** Bytes the client sends, then bytes the server answers with; 0 sends nothing. */
export type Exchange = readonly [requestBytes: number, responseBytes: number];

/** Payload bytes of a full Ethernet segment. */
const SEGMENT_BYTES = 1460;
const RESPONSE_MICROS = 4_000;
const PACKET_MICROS = 120;

/** UDP requests and their responses, one pair after the other. */
export function udpExchange(network: Network, ends: Ends, exchanges: readonly Exchange[]): void {
  for (const [requestBytes, responseBytes] of exchanges) {
    sendUdp(network, ends, requestBytes);
    network.wait(RESPONSE_MICROS);
    if (responseBytes > 0) sendUdp(network, reversed(ends), responseBytes);
    network.wait(RESPONSE_MICROS);
  }
}

/** One UDP datagram from the client. */
export function sendUdp(network: Network, ends: Ends, payloadBytes: number): void {
  const segment = udp(flowOf(ends), zeros(payloadBytes));
  network.send(ends.client, ends.server, { protocol: PROTOCOL.Udp, segment });
}

/** A whole TCP connection: handshake, exchanges with acknowledgments, orderly close by the client. */
export function tcpSession(network: Network, ends: Ends, exchanges: readonly Exchange[]): void {
  const connection = openConnection(network, ends);
  for (const [requestBytes, responseBytes] of exchanges) {
    connection.transfer('client', requestBytes);
    network.wait(RESPONSE_MICROS);
    connection.transfer('server', responseBytes);
    network.wait(RESPONSE_MICROS);
  }
  connection.close();
}

/** A TCP connection kept open, so that a scenario can let time pass between its transfers. */
export interface Connection {
  /** Sends bytes in full segments; the other side acknowledges every second one and the last. */
  readonly transfer: (from: Side, payloadBytes: number) => void;
  /** FIN of the client, FIN of the server, last acknowledgment. */
  readonly close: () => void;
}

/** Who of the two sends. */
type Side = 'client' | 'server';

/** Shakes hands. */
export function openConnection(network: Network, ends: Ends): Connection {
  const next = { client: initialSequence(network), server: initialSequence(network) };
  const emit = (from: Side, flags: number, payloadBytes: number): void => {
    const sides = from === 'client' ? ends : reversed(ends);
    const acknowledgment = (flags & TCP.Ack) === 0 ? 0 : next[from === 'client' ? 'server' : 'client'];
    const segment = { sequence: next[from], acknowledgment, flags, payload: zeros(payloadBytes) };
    network.send(sides.client, sides.server, {
      protocol: PROTOCOL.Tcp,
      segment: tcp(flowOf(sides), segment),
    });
    const takesOne = (flags & (TCP.Syn | TCP.Fin)) === 0 ? 0 : 1;
    next[from] = (next[from] + payloadBytes + takesOne) >>> 0;
    network.wait(PACKET_MICROS);
  };
  emit('client', TCP.Syn, 0);
  network.wait(RESPONSE_MICROS);
  emit('server', TCP.Syn | TCP.Ack, 0);
  emit('client', TCP.Ack, 0);
  return { transfer: transferWith(emit), close: closeWith(emit) };
}

/** Echo requests of the client, each answered. */
export function ping(network: Network, { client, server }: Ends, count: number): void {
  for (let sequence = 1; sequence <= count; sequence += 1) {
    network.send(client, server, { protocol: PROTOCOL.Icmp, segment: icmpEcho(8, sequence) });
    network.wait(RESPONSE_MICROS);
    network.send(server, client, { protocol: PROTOCOL.Icmp, segment: icmpEcho(0, sequence) });
    network.wait(1_000_000);
  }
}

type Emit = (from: Side, flags: number, payloadBytes: number) => void;

function transferWith(emit: Emit): Connection['transfer'] {
  return (from, payloadBytes) => {
    const other = from === 'client' ? 'server' : 'client';
    const segments = Math.ceil(payloadBytes / SEGMENT_BYTES);
    for (let i = 1; i <= segments; i += 1) {
      const isLast = i === segments;
      const push = isLast ? TCP.Psh : 0;
      emit(from, TCP.Ack | push, isLast ? payloadBytes - (i - 1) * SEGMENT_BYTES : SEGMENT_BYTES);
      if (isLast || i % 2 === 0) emit(other, TCP.Ack, 0);
    }
  };
}

function closeWith(emit: Emit): Connection['close'] {
  return () => {
    emit('client', TCP.Fin | TCP.Ack, 0);
    emit('server', TCP.Fin | TCP.Ack, 0);
    emit('client', TCP.Ack, 0);
  };
}

function initialSequence(network: Network): number {
  return Math.floor(network.rng() * 2 ** 32);
}

function reversed(ends: Ends): Ends {
  return {
    client: ends.server,
    server: ends.client,
    clientPort: ends.serverPort,
    serverPort: ends.clientPort,
  };
}

function flowOf(ends: Ends): Parameters<typeof udp>[0] {
  return {
    source: ends.client.ip,
    destination: ends.server.ip,
    sourcePort: ends.clientPort,
    destinationPort: ends.serverPort,
  };
}
