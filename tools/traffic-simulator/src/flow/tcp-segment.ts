import type { Host } from '../host/host.ts';
import type { TcpOption } from '../host/operating-system.ts';
import { ipPacket, PROTOCOL } from '../wire/ip.ts';
import { writeWords } from '../wire/ethernet.ts';
import type { Packet } from '../wire/packet.ts';
import type { Conversation } from './conversation.ts';
import type { Side } from './dialogue.ts';

/** Control bits (RFC 9293, section 3.1). */
export const FLAG = { Fin: 1, Syn: 2, Rst: 4, Psh: 8, Ack: 16 } as const;

/** One end of a connection while it lasts. */
export interface TcpEnd {
  readonly host: Host;
  readonly port: number;
  /** Number of the next byte to send. */
  next: number;
  /** Number up to which everything has arrived. */
  received: number;
  /** Where its clock of timestamps stood when the capture began. */
  readonly clock: number;
  /** The last timestamp that arrived. */
  echo: number;
}

/** What both ends agreed on when they opened the connection. */
export interface TcpTerms {
  readonly timestamps: boolean;
  readonly scaled: boolean;
  readonly sack: boolean;
  /** Largest payload of a segment in either direction. */
  readonly segmentBytes: number;
}

/** A segment before it is framed. */
export interface Segment {
  readonly from: Side;
  readonly sentMicros: number;
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly payloadBytes: number;
}

/** Memory of both ends of a connection. */
export interface Connection {
  readonly conversation: Conversation;
  readonly client: TcpEnd;
  readonly server: TcpEnd;
  readonly terms: TcpTerms;
}

/** Bytes a host is willing to receive ahead. */
export const windowOf = (host: Host, terms: TcpTerms): number =>
  terms.scaled
    ? Math.min(
        host.system.synWindow < 29_200 ? host.system.synWindow : 131_072,
        0xffff << host.system.windowScale,
      )
    : host.system.synWindow;

/** Frames a segment: ports, numbers, flags, window and options (RFC 9293, RFC 7323, RFC 2018). */
export const segmentPacket = (connection: Connection, segment: Segment): Packet => {
  const { conversation, terms } = connection;
  const from = connection[segment.from];
  const to = segment.from === 'client' ? connection.server : connection.client;
  const isSyn = (segment.flags & FLAG.Syn) !== 0;
  const hasTimestamp = terms.timestamps && (segment.flags & FLAG.Rst) === 0;
  const timestamp = (from.clock + Math.floor(segment.sentMicros / 1000)) >>> 0;
  const stamps = [timestamp, (segment.flags & FLAG.Ack) === 0 ? 0 : from.echo] as const;
  const options = isSyn
    ? synOptions(connection, from.host, stamps)
    : hasTimestamp
      ? timestampOptions(stamps)
      : NONE;
  if (terms.timestamps) to.echo = timestamp;
  const header = new Uint8Array(20 + options.length);
  const window = isSyn ? from.host.system.synWindow : shownWindow(from.host, terms);
  writeWords(header, 0, from.port, to.port);
  writeLong(header, 4, segment.sequence);
  writeLong(header, 8, segment.acknowledgment);
  header[12] = (header.length / 4) << 4;
  header[13] = segment.flags;
  writeWords(header, 14, segment.flags === FLAG.Rst || segment.flags === (FLAG.Rst | FLAG.Ack) ? 0 : window);
  header.set(options, 20);
  return ipPacket(conversation.path.vantage, [from.host, to.host], {
    atMicros: segment.sentMicros + from.host.delayMicros,
    version: conversation.version,
    protocol: PROTOCOL.Tcp,
    header,
    checksumAt: 16,
    payloadBytes: segment.payloadBytes,
    trafficClass: (conversation.dialogue.dscp ?? 0) << 2,
  });
};

const NONE = new Uint8Array(0);

const shownWindow = (host: Host, terms: TcpTerms): number =>
  Math.min(0xffff, windowOf(host, terms) >>> (terms.scaled ? host.system.windowScale : 0));

const timestampOptions = ([value, echo]: readonly [number, number]): Uint8Array => {
  const bytes = Uint8Array.of(1, 1, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0);
  writeLong(bytes, 4, value);
  writeLong(bytes, 8, echo);
  return bytes;
};

/** A SYN offers all its system knows; the answer to it only what the other end offered too. */
const synOptions = (connection: Connection, host: Host, stamps: readonly [number, number]): Uint8Array => {
  const isOffer = host === connection.client.host;
  const { terms, conversation } = connection;
  const isMeant = (option: TcpOption): boolean =>
    isOffer ||
    option === 'mss' ||
    option === 'end' ||
    (option !== 'nop' && { scale: terms.scaled, sack: terms.sack, timestamp: terms.timestamps }[option]);
  const mss = host.mss - (conversation.version === 6 ? 20 : 0);
  const bytes: number[] = [];
  let padding: number[] = [];
  for (const option of host.system.synOptions) {
    const encoded = optionBytes(option, { mss, scale: host.system.windowScale, stamps });
    if (option === 'nop' && !isOffer) padding.push(...encoded);
    else if (isMeant(option)) bytes.push(...padding.splice(0), ...encoded);
    else padding = []; // what aligned an option goes with it
  }
  while (bytes.length % 4 !== 0) bytes.push(0);
  return Uint8Array.from(bytes);
};

interface OptionValues {
  readonly mss: number;
  readonly scale: number;
  readonly stamps: readonly [number, number];
}

const optionBytes = (option: TcpOption, { mss, scale, stamps }: OptionValues): readonly number[] => {
  switch (option) {
    case 'mss':
      return [2, 4, mss >>> 8, mss & 0xff];
    case 'scale':
      return [3, 3, scale];
    case 'sack':
      return [4, 2];
    case 'timestamp':
      return [...timestampOptions(stamps)].slice(2);
    case 'nop':
      return [1];
    case 'end':
      return [0];
  }
};

const writeLong = (bytes: Uint8Array, at: number, value: number): void =>
  writeWords(bytes, at, value >>> 16, value & 0xffff);
