import { type Claims, RECORD_BYTES_LIMIT } from './claims.ts';

interface Layout {
  readonly resolution: bigint;
  readonly headerBytes: number;
  readonly recordHeaderBytes: number;
}

/** draft-ietf-opsawg-pcap, section 4; modified records as libpcap's sf-pcap.c describes them; Ixia's files. */
const LAYOUTS: ReadonlyMap<number, Layout> = new Map([
  [0xa1b2c3d4, { resolution: 1_000_000n, headerBytes: 24, recordHeaderBytes: 16 }],
  [0xa1b23c4d, { resolution: 1_000_000_000n, headerBytes: 24, recordHeaderBytes: 16 }],
  [0xa1b2cd34, { resolution: 1_000_000n, headerBytes: 24, recordHeaderBytes: 24 }],
  [0x1c0001ac, { resolution: 1_000_000_000n, headerBytes: 28, recordHeaderBytes: 16 }],
  [0x1c0001ab, { resolution: 1_000_000n, headerBytes: 28, recordHeaderBytes: 16 }],
]);

/** Link types by which AIX files are told, and bytes ahead of the packets of one of them. */
const AIX_LINK_TYPES: readonly number[] = [6, 9, 15, 24];
const AIX_FDDI = 15;
const AIX_FDDI_PADDING_BYTES = 3;

/** Whether the first four bytes are those of a pcap file, in either byte order. */
export const isPcap = (view: DataView): boolean =>
  LAYOUTS.has(view.getUint32(0, true)) || LAYOUTS.has(view.getUint32(0));

/** Walks over the records of a pcap file. */
export const claimsOfPcap = (view: DataView, claims: Claims): Claims => {
  const little = LAYOUTS.has(view.getUint32(0, true));
  const layout = LAYOUTS.get(view.getUint32(0, little));
  claims.littleEndian = little;
  if (layout === undefined || view.byteLength < 24) return { ...claims, code: 'CAPTURE_CUT_HEADER' };
  const major = view.getUint16(4, little);
  const minor = view.getUint16(6, little);
  if (major < 2) return { ...claims, code: 'CAPTURE_BAD_VERSION' };
  claims.format = 'pcap';
  claims.recordHeaderBytes = layout.recordHeaderBytes;
  if (view.byteLength < layout.headerBytes) {
    return { ...claims, code: 'CAPTURE_CUT_HEADER', brokenAt: 0 };
  }
  const word = view.getUint32(20, little);
  const isAix =
    view.getUint32(0, little) === 0xa1b2c3d4 && major === 2 && minor === 2 && AIX_LINK_TYPES.includes(word);
  claims.interfaces.push({
    linkType: isAix ? -1 : word & 0xffff,
    snapLengthBytes: view.getUint32(16, little),
    resolution: isAix ? 1_000_000_000n : layout.resolution,
    offsetSeconds: 0n,
    littleEndian: little,
  });
  const padding = isAix && word === AIX_FDDI ? AIX_FDDI_PADDING_BYTES : 0;
  walk(view, claims, { headerBytes: layout.headerBytes, padding, order: orderOf(major, minor) });
  return claims;
};

type Order = 'captured first' | 'wire first' | 'smaller is captured';

const orderOf = (major: number, minor: number): Order => {
  if (major === 543) return 'wire first';
  if (major !== 2 || minor > 3) return 'captured first';
  return minor === 3 ? 'smaller is captured' : 'wire first';
};

interface Walk {
  readonly headerBytes: number;
  readonly padding: number;
  readonly order: Order;
}

const walk = (view: DataView, claims: Claims, { headerBytes, padding, order }: Walk): void => {
  const { littleEndian: little, recordHeaderBytes, records } = claims;
  let at = headerBytes;
  while (at < view.byteLength) {
    records.push(at);
    claims.brokenAt = at;
    if (at + recordHeaderBytes > view.byteLength) {
      claims.code = 'CAPTURE_CUT_RECORD';
      return;
    }
    const first = view.getUint32(at + 8, little);
    const second = view.getUint32(at + 12, little);
    const swapped = order === 'wire first' || (order === 'smaller is captured' && second < first);
    const captured = swapped ? second : first;
    if (captured > RECORD_BYTES_LIMIT || captured < padding) {
      claims.code = 'CAPTURE_BAD_RECORD';
      return;
    }
    const next = at + recordHeaderBytes + captured;
    if (next > view.byteLength) {
      claims.code = 'CAPTURE_CUT_RECORD';
      return;
    }
    claims.packetAt.push(at + recordHeaderBytes + padding);
    claims.held.push(captured - padding);
    claims.captured.push(captured - padding);
    claims.wire.push(((swapped ? first : second) - padding) >>> 0);
    claims.timeAt.push(at);
    claims.interfaceOf.push(0);
    at = next;
  }
};
