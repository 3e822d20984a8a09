import { type Claims, type ClaimedInterface, RECORD_BYTES_LIMIT } from './claims.ts';

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const OLD_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const OVERHEAD_BYTES = 12;
const SECTION_BYTES = 28;
const INTERFACES_LIMIT = 65_536;

/** Walks over the blocks of a pcapng file; draft-ietf-opsawg-pcapng. */
export const claimsOfPcapng = (view: DataView, claims: Claims): Claims => {
  claims.format = 'pcapng';
  let at = 0;
  let section = { little: true, firstInterface: 0 };
  while (at < view.byteLength) {
    claims.records.push(at);
    claims.brokenAt = at;
    if (at + OVERHEAD_BYTES > view.byteLength) return broken(claims, 'CAPTURE_CUT_RECORD');
    const opened = sectionAt(view, at, claims);
    if (opened === 'bad') return broken(claims, 'CAPTURE_BAD_BLOCK');
    if (opened !== undefined) section = opened;
    claims.littleEndian = section.little;
    const length = view.getUint32(at + 4, section.little);
    if (length < OVERHEAD_BYTES || length % 4 !== 0) return broken(claims, 'CAPTURE_BAD_BLOCK');
    const held = Math.min(length, RECORD_BYTES_LIMIT);
    if (at + held > view.byteLength) return broken(claims, 'CAPTURE_CUT_RECORD');
    if (held === length && view.getUint32(at + length - 4, section.little) !== length)
      return broken(claims, 'CAPTURE_BAD_BLOCK');
    const block = { view, at, length, held, ...section };
    if (opened !== undefined && length >= SECTION_BYTES && view.getUint16(at + 12, section.little) !== 1)
      return broken(claims, 'CAPTURE_BAD_VERSION');
    if (!readBlock(block, claims)) return broken(claims, 'CAPTURE_BAD_BLOCK');
    at += length;
  }
  if (at === view.byteLength) return claims;
  claims.brokenAt = at; // only its tail, of which nothing is needed, is missing
  return broken(claims, 'CAPTURE_CUT_RECORD');
};

const broken = (claims: Claims, code: NonNullable<Claims['code']>): Claims => {
  claims.code = code;
  return claims;
};

interface Section {
  readonly little: boolean;
  readonly firstInterface: number;
}

/** The section that a block opens, if it is a section header. */
const sectionAt = (view: DataView, at: number, claims: Claims): Section | 'bad' | undefined => {
  if (view.getUint32(at) !== SECTION) return undefined;
  const magic = view.getUint32(at + 8);
  if (magic !== 0x1a2b3c4d && magic !== 0x4d3c2b1a) return 'bad';
  return { little: magic === 0x4d3c2b1a, firstInterface: claims.interfaces.length };
};

interface Block extends Section {
  readonly view: DataView;
  readonly at: number;
  readonly length: number;
  /** Bytes that are looked at. */
  readonly held: number;
}

/** Whether the block is sound; a packet in it is claimed. */
const readBlock = (block: Block, claims: Claims): boolean => {
  const type = block.view.getUint32(block.at, block.little);
  if (type === ENHANCED_PACKET || type === OLD_PACKET) return readPacket(block, type, claims);
  if (type === SIMPLE_PACKET) return readSimplePacket(block, claims);
  if (type === INTERFACE) return readInterface(block, claims);
  if (type === SECTION) return block.length >= SECTION_BYTES;
  return true;
};

const readPacket = (block: Block, type: number, claims: Claims): boolean => {
  const { view, at, length, little } = block;
  if (length < 32) return false;
  const index = type === OLD_PACKET ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
  const captured = view.getUint32(at + 20, little);
  if (block.firstInterface + index >= claims.interfaces.length || captured > length - 32) return false;
  claim(block, claims, { dataBytes: 28, captured, wireAt: at + 24 });
  claims.timeAt.push(at + 12);
  claims.interfaceOf.push(block.firstInterface + index);
  return true;
};

const readSimplePacket = (block: Block, claims: Claims): boolean => {
  const { view, at, length, little, firstInterface } = block;
  if (length < 16 || firstInterface >= claims.interfaces.length) return false;
  const wire = view.getUint32(at + 8, little);
  const { snapLengthBytes } = claims.interfaces[firstInterface];
  const captured = snapLengthBytes === 0 ? wire : Math.min(wire, snapLengthBytes);
  if (captured > length - 16) return false;
  claim(block, claims, { dataBytes: 12, captured, wireAt: at + 8 });
  claims.timeAt.push(0);
  claims.interfaceOf.push(firstInterface);
  return true;
};

const claim = (
  { view, at, held, little }: Block,
  claims: Claims,
  packet: { readonly dataBytes: number; readonly captured: number; readonly wireAt: number },
): void => {
  claims.packetAt.push(at + packet.dataBytes);
  claims.held.push(Math.min(packet.captured, held - packet.dataBytes));
  claims.captured.push(packet.captured);
  claims.wire.push(view.getUint32(packet.wireAt, little));
};

const readInterface = ({ view, at, held, little }: Block, claims: Claims): boolean => {
  const end = at + held - 4;
  if (end - at < 16 || claims.interfaces.length === INTERFACES_LIMIT) return false;
  let resolution = 1_000_000n;
  let offsetSeconds = 0n;
  let option = at + 16;
  while (end - option >= 4) {
    const code = view.getUint16(option, little);
    const length = view.getUint16(option + 2, little);
    if (code === 0) break;
    if (option + 4 + length > end) return false;
    if (code === 9 && length >= 1) resolution = resolutionOf(view.getUint8(option + 4));
    if (code === 14 && length >= 8) offsetSeconds = view.getBigInt64(option + 4, little);
    option += 4 + Math.ceil(length / 4) * 4;
  }
  const described: ClaimedInterface = {
    linkType: view.getUint16(at + 8, little),
    snapLengthBytes: view.getUint32(at + 12, little),
    resolution,
    offsetSeconds,
    littleEndian: little,
  };
  claims.interfaces.push(described);
  return true;
};

const resolutionOf = (byte: number): bigint => (byte < 128 ? 10n ** BigInt(byte) : 2n ** BigInt(byte - 128));
