import { type Claims, RECORD_BYTES_LIMIT } from './claims.ts';

const HEADER_BYTES = 16;
const RECORD_HEADER_BYTES = 24;

/** Walks over the records of a snoop file: RFC 1761, and versions 3 to 5 of Surveyor, which are laid out alike. */
export const claimsOfSnoop = (view: DataView, claims: Claims): Claims => {
  claims.littleEndian = false;
  claims.recordHeaderBytes = RECORD_HEADER_BYTES;
  if (view.byteLength < HEADER_BYTES) return { ...claims, code: 'CAPTURE_CUT_HEADER' };
  const version = view.getUint32(8);
  if (version < 2 || version > 5) return { ...claims, code: 'CAPTURE_BAD_VERSION' };
  claims.format = 'snoop';
  claims.interfaces.push({
    linkType: -1,
    snapLengthBytes: 0,
    resolution: 1_000_000n,
    offsetSeconds: 0n,
    littleEndian: false,
  });
  walk(view, claims);
  return claims;
};

const walk = (view: DataView, claims: Claims): void => {
  let at = HEADER_BYTES;
  while (at < view.byteLength) {
    claims.records.push(at);
    claims.brokenAt = at;
    if (at + RECORD_HEADER_BYTES > view.byteLength) {
      claims.code = 'CAPTURE_CUT_RECORD';
      return;
    }
    const captured = view.getUint32(at + 4);
    const length = view.getUint32(at + 8);
    if (captured > RECORD_BYTES_LIMIT || length < RECORD_HEADER_BYTES + captured) {
      claims.code = 'CAPTURE_BAD_RECORD';
      return;
    }
    if (at + RECORD_HEADER_BYTES + captured > view.byteLength) {
      claims.code = 'CAPTURE_CUT_RECORD';
      return;
    }
    claims.packetAt.push(at + RECORD_HEADER_BYTES);
    claims.held.push(captured);
    claims.captured.push(captured);
    claims.wire.push(view.getUint32(at));
    claims.timeAt.push(at + 16);
    claims.interfaceOf.push(0);
    at += length;
    if (at <= view.byteLength) continue;
    claims.code = 'CAPTURE_CUT_RECORD'; // the packet is whole, its padding is not
    claims.brokenAt = at;
  }
};
