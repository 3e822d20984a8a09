/** Who of a conversation sends. */
export type Side = 'client' | 'server';

/** Bytes one side sends in one go. */
export interface Message {
  readonly from: Side;
  readonly bytes: number;
  /** Time the sender takes before, counted from the end of the message before. */
  readonly afterMillis: number;
}

/** How a TCP connection ends: an orderly close or a reset by one side, or not within sight. */
export type End = 'client-fin' | 'server-fin' | 'client-reset' | 'server-reset' | 'open';

/** What client and server say over one connection or pair of ports; protocol scripts make these. */
export interface Dialogue {
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
  /** The port of the client, where the protocol fixes it. */
  readonly clientPort?: number;
  readonly messages: Iterable<Message>;
  /** Of a TCP connection; `client-fin` where absent. */
  readonly end?: End;
  /** Silence after which the client probes a TCP connection (RFC 9293, section 3.8.4). */
  readonly keepAliveSeconds?: number;
  /** What becomes of a TCP connection attempt; `accepted` where absent. */
  readonly opening?: 'accepted' | 'refused' | 'ignored';
  /** Differentiated services code point, as voice sets it. */
  readonly dscp?: number;
}

/** A message of the client. */
export const ask = (bytes: number, afterMillis = 1): Message => ({
  from: 'client',
  bytes: Math.max(1, Math.round(bytes)),
  afterMillis,
});

/** A message of the server. */
export const answer = (bytes: number, afterMillis = 2): Message => ({
  from: 'server',
  bytes: Math.max(1, Math.round(bytes)),
  afterMillis,
});

/** A TCP connection to a port. */
export const overTcp = (
  port: number,
  messages: Iterable<Message>,
  others: Omit<Dialogue, 'transport' | 'port' | 'messages'> = {},
): Dialogue => ({ transport: 'tcp', port, messages, ...others });

/** UDP datagrams to a port and back. */
export const overUdp = (
  port: number,
  messages: Iterable<Message>,
  others: Omit<Dialogue, 'transport' | 'port' | 'messages'> = {},
): Dialogue => ({ transport: 'udp', port, messages, ...others });
