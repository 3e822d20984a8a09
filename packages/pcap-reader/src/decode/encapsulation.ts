/** What `encapsulation` gives where there is no such header, it is cut, or what it carries is not known. */
export const NOT_ENCAPSULATED = 0;

const TYPES = 0x10000;
const LONGEST_BYTES = 0xffff;

/**
 * What a header says of the packet behind it, in one number, as that costs no object: how many bytes of header there
 * are, and the type of the packet, an EtherType or a `PacketType`.
 */
export const encapsulation = (headerBytes: number, type: number): number =>
  type === 0 || headerBytes > LONGEST_BYTES ? NOT_ENCAPSULATED : headerBytes * TYPES + type;

/** Bytes in front of the packet inside. */
export const headerBytesOf = (encapsulated: number): number => encapsulated >>> 16;

/** EtherType or `PacketType` of the packet inside. */
export const payloadTypeOf = (encapsulated: number): number => encapsulated & (TYPES - 1);
