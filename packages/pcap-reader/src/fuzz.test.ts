import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LinkType } from './decode/numbers.ts';
import { MOST_TUNNELS } from './decode/tunnel/follow-tunnels.ts';
import { openCapture } from './node.ts';
import { join } from './testing/bytes.ts';
import {
  enhancedPacket,
  interfaceBlock,
  oldPacket,
  pcapOf,
  sectionHeader,
  simplePacket,
} from './testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK, ethernet, ipv4, ipv6, tcp, udp } from './testing/packets.ts';
import { copyRow, decodeAll, readRows } from './testing/rows.ts';

const TUNNEL = ethernet(
  0x0800,
  ipv4({ protocol: 47 }, join('3000 0800 00000001 00000002', ipv4({ protocol: 6 }, tcp(1, 2)))),
);
const VXLAN = ethernet(0x0800, ipv4({ protocol: 17 }, udp(1, 4789, join('0800000000000100', SYN_ACK))));
const QUOTE = ethernet(
  0x86dd,
  ipv6(58, join('0104000000000000', ipv6(44, join('1100000100000007', udp(1, 2))))),
);
const TAGGED = ethernet(
  0x88a8,
  join(
    '0064 8100 00c8 8864 110000010000 0021',
    ipv4({ protocol: 17 }, udp(1, 1701, '0002 0001 0001 ff03 0021')),
  ),
);
const FRAGMENT = ethernet(0x0800, ipv4({ protocol: 17, flagsWord: 0x2000 }, udp(1, 2, '00'.repeat(16))));
const AUTHENTICATED = ethernet(
  0x0800,
  ipv4(
    { protocol: 51, options: '94040000' },
    join('06 04 0000 00000001 00000001 000000000000000000000000', tcp(1, 2, '020405b4 01 030307')),
  ),
);
const ICMP_QUOTE = ethernet(
  0x0800,
  ipv4({ protocol: 1 }, join('0303000000000000', ipv4({ protocol: 50 }, '0000000100000001'))),
);
const EXTENDED = ethernet(
  0x86dd,
  ipv6(0, '2b 00 0104 00000000 3c 00 0104 00000000 3a 00 0104 00000000 87 00 0000 00000000'),
);
const BRIDGED = ethernet(0x8847, join('00010040 00011140 00000000', ethernet(0x002e, 'aaaa03 000000 0800')));
const PACKETS = [
  DNS_QUERY,
  SYN_ACK,
  ARP_REQUEST,
  TUNNEL,
  VXLAN,
  QUOTE,
  TAGGED,
  FRAGMENT,
  AUTHENTICATED,
  ICMP_QUOTE,
  EXTENDED,
  BRIDGED,
];

const PCAPNG = join(
  sectionHeader(),
  interfaceBlock(),
  interfaceBlock({ linkType: 276, snapLengthBytes: 64 }),
  ...PACKETS.map((packet) => enhancedPacket(packet)),
  simplePacket(DNS_QUERY),
  oldPacket(TUNNEL, { interfaceId: 1 }),
);
const CAPTURES = [
  pcapOf(PACKETS),
  pcapOf(PACKETS, { littleEndian: false, nanoseconds: true, linkType: 113 }),
  PCAPNG,
  gzipSync(PCAPNG),
];

/** One change of a file: bytes flipped, a 32-bit length overwritten, a piece cut out, or a piece repeated. */
const change = fc.record({
  kind: fc.constantFrom('flip', 'length', 'cut', 'splice'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  size: fc.integer({ min: 1, max: 80 }),
  value: fc.oneof(
    fc.integer({ min: 0, max: 0xffffffff }),
    fc.constantFrom(0, 1, 11, 12, 0x40000, 0x7fffffff, 0xffffffff),
  ),
});

const mutate = (
  bytes: Uint8Array,
  { kind, at, size, value }: { kind: string; at: number; size: number; value: number },
): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  const offset = Math.floor(at * bytes.length);
  switch (kind) {
    case 'flip':
      copy[offset] ^= value & 255 || 1;
      return copy;
    case 'length':
      if (offset + 4 <= copy.length) new DataView(copy.buffer).setUint32(offset, value, size % 2 === 0);
      return copy;
    case 'cut':
      return size % 4 === 0
        ? copy.subarray(0, offset)
        : join(copy.subarray(0, offset), copy.subarray(offset + size));
    default:
      return join(copy.subarray(0, offset + size), copy.subarray(offset));
  }
};

describe('a capture changed at random', () => {
  it('is read to an end, gives every packet it counts, and fails with a CaptureError only', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CAPTURES),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (bytes, changes, salvage) => {
          const changed = changes.reduce(mutate, bytes);
          const capture = openCapture(changed, { last: true, salvage, batchCapacity: 3 });
          const { rows, error } = await readRows(capture); // anything but a CaptureError is thrown on
          expect(capture.info.packets).toBe(rows.length);
          expect(capture.info.damage.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
          expect(error === undefined || error.offsetBytes >= 0).toBe(true);
          if (salvage && rows.length > 0) expect(error).toBeUndefined();
        },
      ),
      { numRuns: 3000 },
    );
  });
});

/** Packet bytes: noise, or a packet of ours changed here and there. */
const packetBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .tuple(fc.constantFrom(...PACKETS), fc.integer({ min: 0, max: 16 }), fc.array(change, { maxLength: 3 }))
    .map(([packet, skipped, changes]) => changes.reduce(mutate, packet).subarray(skipped)),
);

describe.each([...Object.values(LinkType), 147])('noise on link type %i', (linkType) => {
  it('is decoded within its bounds', () => {
    fc.assert(
      fc.property(fc.array(packetBytes, { minLength: 1, maxLength: 4 }), (packets) => {
        const outer = decodeAll(packets, { linkType, last: true }); // reading past a packet's end throws
        const inner = decodeAll(packets, { linkType, headers: 'inner' });
        expect(outer.tunnelDepth.every((depth) => depth <= 1)).toBe(true);
        expect(inner.tunnelDepth.every((depth) => depth <= MOST_TUNNELS)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});

describe('a packet', () => {
  it('is decoded within its bounds wherever it is cut, and whatever length its headers claim', () => {
    for (const packet of PACKETS) {
      const cuts = Array.from(packet, (_, length) => packet.subarray(0, length));
      const claims = Array.from(packet, (_, at) => packet.with(at, 0xff));
      expect(decodeAll([...cuts, ...claims], { last: true }).count).toBe(2 * packet.length);
      expect(
        decodeAll(
          [...cuts, ...claims].map((bytes) => bytes.subarray(14)),
          { linkType: 101, last: true },
        ).count,
      ).toBe(2 * packet.length);
    }
  });

  it('is decoded the same whatever lies around it in memory', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(packetBytes, { minLength: 1, maxLength: 4 }), async (packets) => {
        const alone = decodeAll(packets, { last: true });
        const { rows } = await readRows(openCapture(pcapOf(packets), { last: true }));
        const timeless = (row: readonly number[]): readonly number[] => row.slice(5); // all but time and lengths
        expect(rows.map(timeless)).toStrictEqual(packets.map((_, row) => timeless(copyRow(alone, row))));
      }),
      { numRuns: 600 },
    );
  });
});
