/** A piece of a packet: bytes, or one byte as a number. */
export type Piece = number | Uint8Array;

/** Pieces one behind the other. */
export const join = (...pieces: readonly Piece[]): Uint8Array =>
  Uint8Array.from(pieces.flatMap((piece) => (typeof piece === 'number' ? [piece] : [...piece])));

/** A number as two bytes, the high one first. */
export const uint16 = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value);

/** A number as four bytes, the high one first. */
export const uint32 = (value: number): Uint8Array => join(uint16(value >>> 16), uint16(value & 0xffff));

/** So many bytes of zeros: payload, which nobody reads. */
export const zeros = (length: number): Uint8Array => new Uint8Array(length);

/** A MAC address of its six bytes. */
export type Mac = Uint8Array;

/** An Ethernet II frame. */
export const ethernet = (to: Mac, from: Mac, payload: { type: number; bytes: Uint8Array }): Uint8Array =>
  join(to, from, uint16(payload.type), payload.bytes);

/** From where to where, as four or sixteen bytes each. */
export interface Ends {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

/** What an IPv4 header says besides its addresses. */
export interface Ipv4Fields {
  readonly protocol: number;
  readonly identification: number;
  /** Flags and fragment offset; don't fragment unless given. */
  readonly flagsWord?: number;
}

/** An IPv4 packet, RFC 791, with TTL 64. */
export const ipv4 = ({ from, to }: Ends, fields: Ipv4Fields, payload: Uint8Array): Uint8Array =>
  join(
    0x45,
    0,
    uint16(20 + payload.length),
    uint16(fields.identification),
    uint16(fields.flagsWord ?? 0x4000),
    64,
    fields.protocol,
    uint16(0), // checksum, which nobody verifies
    from,
    to,
    payload,
  );

/** An IPv6 packet, RFC 8200, with hop limit 64. */
export const ipv6 = ({ from, to }: Ends, nextHeader: number, payload: Uint8Array): Uint8Array =>
  join(uint32(0x60000000), uint16(payload.length), nextHeader, 64, from, to, payload);

/** Source and destination port. */
export type Ports = readonly [source: number, destination: number];

/** A UDP datagram, RFC 768. */
export const udp = ([source, destination]: Ports, payload: Uint8Array): Uint8Array =>
  join(uint16(source), uint16(destination), uint16(8 + payload.length), uint16(0), payload);

/** What a TCP header says besides its ports. */
export interface TcpFields {
  readonly sequence: number;
  readonly flags: number;
  /** Options, a multiple of four bytes. */
  readonly options?: Uint8Array;
  readonly payload?: Uint8Array;
}

/** A TCP segment, RFC 9293. */
export const tcp = ([source, destination]: Ports, fields: TcpFields): Uint8Array => {
  const { sequence, flags, options = zeros(0), payload = zeros(0) } = fields;
  return join(
    uint16(source),
    uint16(destination),
    uint32(sequence),
    uint32(flags & 0x10 ? sequence + 1 : 0),
    ((20 + options.length) / 4) << 4,
    flags,
    uint16(64_240),
    uint32(0), // checksum and urgent pointer
    options,
    payload,
  );
};
