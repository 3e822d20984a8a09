import type { Packet } from '../wire/packet.ts';
import type { Conversation } from './conversation.ts';
import type { End, Message, Side } from './dialogue.ts';
import { type Connection, FLAG, type Segment, segmentPacket, windowOf } from './tcp-segment.ts';

/** First retransmission of a SYN that nobody answers; each further one waits twice as long (RFC 6298). */
const SYN_TIMEOUT_MICROS = 1_000_000;
const SYN_ATTEMPTS = 3;
const RETRANSMISSION_MICROS = 250_000;
/** Segments sent before the first acknowledgment (RFC 6928). */
const INITIAL_WINDOW = 10;
const LARGEST_WINDOW = 48;
const STACK_MICROS = 40;
/** Connections whose second side answers the close with a reset, as programs do that are done with it. */
const RESET_SHARE = 0.12;

/** A TCP connection as the vantage point sees it, in order of time: handshake, messages, close. */
export function* tcpFlow(conversation: Conversation): Generator<Packet> {
  const connection = newConnection(conversation);
  const opened = yield* open(connection);
  if (opened === undefined) return;
  const { end = 'client-fin', messages } = conversation.dialogue;
  let nowMicros = opened;
  let message: Message | undefined;
  for (const following of messages) {
    if (message !== undefined) nowMicros = yield* transfer(connection, nowMicros, [message, following]);
    // A server that speaks first does so once the end of the handshake has reached it.
    else if (following.from === 'server') nowMicros += oneWayMicros(connection);
    message = following;
  }
  if (message !== undefined) nowMicros = yield* transfer(connection, nowMicros, [message, undefined]);
  yield* close(connection, end, nowMicros + conversation.random.wait(2_000));
}

const otherSide = (side: Side): Side => (side === 'client' ? 'server' : 'client');

const newConnection = (conversation: Conversation): Connection => {
  const { client, server, random, dialogue, version } = conversation;
  const offers = (option: 'scale' | 'sack' | 'timestamp'): boolean =>
    [client, server].every(({ system }) => system.synOptions.includes(option));
  const endOf = (host: typeof client, port: number): Connection['client'] => {
    const next = Math.floor(random.next() * 2 ** 32);
    return { host, port, next, received: 0, clock: random.integer(1e6, 4e9), echo: 0 };
  };
  const ends = {
    client: endOf(client, dialogue.clientPort ?? client.nextPort()),
    server: endOf(server, dialogue.port),
  };
  ends.client.received = ends.server.next;
  ends.server.received = ends.client.next;
  const timestamps = offers('timestamp');
  const optionBytes = timestamps ? 12 : 0;
  const segmentBytes = Math.min(client.mss, server.mss) - (version === 6 ? 20 : 0) - optionBytes;
  return {
    conversation,
    ...ends,
    terms: { timestamps, scaled: offers('scale'), sack: offers('sack'), segmentBytes },
  };
};

const oneWayMicros = ({ client, server }: Connection): number =>
  client.host.delayMicros + server.host.delayMicros + STACK_MICROS;

/** A segment that carries the state of its sender as it is now, and moves it on. */
const send = (
  connection: Connection,
  from: Side,
  parts: Pick<Segment, 'sentMicros' | 'flags' | 'payloadBytes'>,
): Packet => {
  const [sender, receiver] = [connection[from], connection[otherSide(from)]];
  const acknowledgment = (parts.flags & FLAG.Ack) === 0 ? 0 : sender.received;
  const packet = segmentPacket(connection, { from, sequence: sender.next, acknowledgment, ...parts });
  const takesOne = (parts.flags & (FLAG.Syn | FLAG.Fin)) === 0 ? 0 : 1;
  sender.next = (sender.next + parts.payloadBytes + takesOne) >>> 0;
  receiver.received = sender.next;
  return packet;
};

function* open(connection: Connection): Generator<Packet, number | undefined> {
  const { startMicros, dialogue } = connection.conversation;
  const oneWay = oneWayMicros(connection);
  const { opening = 'accepted' } = dialogue;
  const bare = { payloadBytes: 0 };
  yield send(connection, 'client', { ...bare, sentMicros: startMicros, flags: FLAG.Syn });
  if (opening === 'ignored') {
    yield* knockAgain(connection, startMicros);
    return undefined;
  }
  if (opening === 'refused') {
    connection.server.next = 0;
    yield send(connection, 'server', {
      ...bare,
      sentMicros: startMicros + oneWay,
      flags: FLAG.Rst | FLAG.Ack,
    });
    return undefined;
  }
  const arrived = startMicros + oneWay;
  yield send(connection, 'server', { ...bare, sentMicros: arrived, flags: FLAG.Syn | FLAG.Ack });
  yield send(connection, 'client', { ...bare, sentMicros: arrived + oneWay, flags: FLAG.Ack });
  return arrived + oneWay;
}

function* knockAgain(connection: Connection, startMicros: number): Generator<Packet> {
  let sentMicros = startMicros;
  for (let attempt = 0; attempt < SYN_ATTEMPTS; attempt += 1) {
    sentMicros += SYN_TIMEOUT_MICROS * 2 ** attempt;
    const sequence = (connection.client.next - 1) >>> 0;
    const segment = { sequence, acknowledgment: 0, payloadBytes: 0, flags: FLAG.Syn };
    yield segmentPacket(connection, { from: 'client', sentMicros, ...segment });
  }
}

/** Sends a message and gives the time the dialogue goes on; where the next one does not follow at once, the receiver acknowledges alone. */
function* transfer(
  connection: Connection,
  fromMicros: number,
  [message, following]: readonly [Message, Message | undefined],
): Generator<Packet, number> {
  const thinkMicros = message.afterMillis * 1000;
  const startMicros = yield* keepAlive(connection, fromMicros, fromMicros + thinkMicros);
  const receiver = otherSide(message.from);
  const delayedAck = connection[receiver].host.system.delayedAckMicros;
  const isAnswered = following?.from === receiver && following.afterMillis * 1000 < delayedAck * 0.9;
  const burst = { connection, from: message.from, lastAckMicros: isAnswered ? undefined : delayedAck };
  const arrived = yield* sendBytes(burst, message.bytes, startMicros);
  // The same side goes on only once it knows that everything has arrived.
  const isSameSide = following?.from === message.from;
  return isSameSide ? arrived + oneWayMicros(connection) : arrived;
}

interface Burst {
  readonly connection: Connection;
  readonly from: Side;
  /** How long the receiver waits to acknowledge a lone last segment; undefined if its answer does it. */
  readonly lastAckMicros: number | undefined;
}

/** Segments in rounds of a growing window; gives the time the last one has arrived and is acknowledged. */
function* sendBytes(
  { connection, from, lastAckMicros }: Burst,
  bytes: number,
  startMicros: number,
): Generator<Packet, number> {
  const { conversation, terms } = connection;
  const { path, random } = conversation;
  const receiver = otherSide(from);
  const room = Math.max(1, Math.floor(windowOf(connection[receiver].host, terms) / 2 / terms.segmentBytes));
  const unit = terms.segmentBytes * Math.min(path.offloadSegments, room);
  const limit = Math.max(1, Math.min(LARGEST_WINDOW, Math.floor((room * terms.segmentBytes) / unit)));
  const oneWay = oneWayMicros(connection);
  let [left, now, window] = [bytes, startMicros, Math.min(INITIAL_WINDOW, limit)];
  const tailBytes = Math.min(terms.segmentBytes, bytes % unit === 0 ? unit : bytes % unit);
  for (;;) {
    const round: Packet[] = [];
    let arrived = now;
    let unacknowledged = 0;
    for (let i = 0; i < window && left > 0; i += 1) {
      const payloadBytes = Math.min(unit, left);
      left -= payloadBytes;
      unacknowledged += 1;
      const flags = left === 0 || i === window - 1 ? FLAG.Ack | FLAG.Psh : FLAG.Ack;
      round.push(send(connection, from, { sentMicros: now, flags, payloadBytes }));
      arrived = now + oneWay;
      now += (payloadBytes * 8) / path.bitsPerMicro + random.next() * 8;
      const isLast = left === 0;
      if ((!isLast && unacknowledged >= 2) || (!isLast && i === window - 1)) {
        round.push(acknowledge(connection, receiver, arrived + STACK_MICROS));
        unacknowledged = 0;
      }
    }
    if (left > 0) {
      yield* inOrder(round);
      now = arrived + oneWay + STACK_MICROS * 2;
      window = Math.min(limit, window * 2);
      continue;
    }
    const tail = { round, arrived, tailBytes, isLone: unacknowledged < 2 };
    return yield* finish({ connection, from, lastAckMicros }, tail);
  }
}

interface Tail {
  readonly round: Packet[];
  /** When its last segment arrives. */
  readonly arrived: number;
  /** What is sent again should that segment get lost. */
  readonly tailBytes: number;
  readonly isLone: boolean;
}

/** The end of the last round: a loss now and then, and the acknowledgment where no answer brings it. */
function* finish(
  { connection, from, lastAckMicros }: Burst,
  { round, arrived, tailBytes, isLone }: Tail,
): Generator<Packet, number> {
  const { path, random } = connection.conversation;
  const isLost = random.chance(path.lossRate);
  const arrivedAtLast = isLost ? arrived + RETRANSMISSION_MICROS : arrived;
  yield* inOrder(round);
  if (isLost) {
    const sentMicros = arrivedAtLast - oneWayMicros(connection);
    yield sendAgain(connection, from, { payloadBytes: tailBytes, sentMicros });
  }
  if (lastAckMicros === undefined) return arrivedAtLast;
  const acknowledged = arrivedAtLast + (isLone && !isLost ? lastAckMicros : STACK_MICROS);
  yield acknowledge(connection, otherSide(from), acknowledged);
  return acknowledged;
}

const acknowledge = (connection: Connection, from: Side, sentMicros: number): Packet =>
  send(connection, from, { sentMicros, flags: FLAG.Ack, payloadBytes: 0 });

/** The last segment of a message once more, because it got lost behind the vantage point. */
const sendAgain = (
  connection: Connection,
  from: Side,
  { payloadBytes, sentMicros }: Pick<Segment, 'payloadBytes' | 'sentMicros'>,
): Packet => {
  const sender = connection[from];
  const sequence = (sender.next - payloadBytes) >>> 0;
  const flags = FLAG.Ack | FLAG.Psh;
  return segmentPacket(connection, {
    from,
    sentMicros,
    flags,
    sequence,
    acknowledgment: sender.received,
    payloadBytes,
  });
};

const inOrder = (packets: Packet[]): Packet[] => packets.sort((a, b) => a.atMicros - b.atMicros);

/**
 * Probes of the client during a silence, each answered; gives the end of the silence.
 * None in one that began before the capture: a probe repeats a byte that nobody saw, and looks like an error.
 */
function* keepAlive(connection: Connection, fromMicros: number, toMicros: number): Generator<Packet, number> {
  const { keepAliveSeconds } = connection.conversation.dialogue;
  if (keepAliveSeconds === undefined || fromMicros < 0) return toMicros;
  const oneWay = oneWayMicros(connection);
  const { client } = connection;
  for (
    let at = fromMicros + keepAliveSeconds * 1e6;
    at + 4 * oneWay < toMicros;
    at += keepAliveSeconds * 1e6
  ) {
    const sequence = (client.next - 1) >>> 0;
    const payloadBytes = client.host.system.family === 'windows' ? 1 : 0;
    const acknowledgment = client.received;
    yield segmentPacket(connection, {
      from: 'client',
      sentMicros: at,
      flags: FLAG.Ack,
      sequence,
      acknowledgment,
      payloadBytes,
    });
    yield acknowledge(connection, 'server', at + oneWay);
  }
  return toMicros;
}

function* close(connection: Connection, end: End, startMicros: number): Generator<Packet> {
  if (end === 'open') return;
  const first: Side = end.startsWith('client') ? 'client' : 'server';
  const oneWay = oneWayMicros(connection);
  const bare = { payloadBytes: 0 };
  if (end.endsWith('reset')) {
    yield send(connection, first, { ...bare, sentMicros: startMicros + oneWay, flags: FLAG.Rst | FLAG.Ack });
    return;
  }
  const sentMicros = startMicros + oneWay;
  const second = otherSide(first);
  yield send(connection, first, { ...bare, sentMicros, flags: FLAG.Fin | FLAG.Ack });
  const { random } = connection.conversation;
  if (random.chance(0.5)) yield acknowledge(connection, second, sentMicros + oneWay);
  if (random.chance(RESET_SHARE)) {
    const flags = FLAG.Rst | FLAG.Ack;
    yield send(connection, second, { ...bare, sentMicros: sentMicros + oneWay + 30, flags });
    return;
  }
  yield send(connection, second, {
    ...bare,
    sentMicros: sentMicros + oneWay + 30,
    flags: FLAG.Fin | FLAG.Ack,
  });
  yield send(connection, first, { ...bare, sentMicros: sentMicros + 2 * oneWay + 60, flags: FLAG.Ack });
}
