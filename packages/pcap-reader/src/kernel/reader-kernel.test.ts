import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UDP_TUNNEL_PORTS } from '../decode/tunnel/udp-tunnel.ts';
import { PacketBatch } from '../packet-batch.ts';
import { openCaptureSync } from '../node.ts';
import { pcapOf } from '../testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK, ethernet, ipv4, ipv6, tcp, udp } from '../testing/packets.ts';
import { readRowsSync } from '../testing/rows.ts';
import { ReaderKernel } from './reader-kernel.ts';
import * as layout from './layout.ts';

const TIMESTAMPS = '0101080a 00000001 00000002';
const OVER_IPV4 = (payload: Uint8Array, protocol: number): Uint8Array =>
  ethernet(0x0800, ipv4({ protocol }, payload));

/** Whole packets that the kernel decodes itself. */
const ORDINARY = [
  DNS_QUERY,
  SYN_ACK,
  OVER_IPV4(tcp(443, 50_000, TIMESTAMPS), 6),
  OVER_IPV4(tcp(50_000, 443, '020405b4 0402080a 0000000100000000 01030307'), 6),
  OVER_IPV4(tcp(1, 2), 6),
  OVER_IPV4(udp(5353, 5353, '00'.repeat(40)), 17),
  ethernet(0x86dd, ipv6(17, udp(546, 547, '0102'))),
  ethernet(0x0800, ipv4({ protocol: 6, flagsWord: 0x4000 }, tcp(22, 60_000, '01010000'))),
  ethernet(0x0800, ipv4({ protocol: 17, options: '94040000' }, udp(1, 2))),
  ARP_REQUEST,
];

/** Whole packets that it decodes itself where the last headers are not asked for. */
const ORDINARY_OUTSIDE = [
  OVER_IPV4(Uint8Array.of(8, 0, 0, 0), 1),
  ethernet(0x0800, ipv4({ protocol: 2, options: '94040000' }, '1600f9fdefff0001')),
  ethernet(0x86dd, ipv6(58, '870000000000000020010db8')),
  ethernet(0x888e, '01030005'),
];

/** Whole packets that it leaves to the decoders. */
const OTHERS = [
  ethernet(0x8100, '0064 0800'),
  ethernet(0x0800, ipv4({ protocol: 47 }, '00000800')),
  ethernet(0x0800, ipv4({ protocol: 17, flagsWord: 0x2000 }, udp(1, 2, '00'.repeat(16)))),
  ethernet(0x86dd, ipv6(44, '1100000100000007')),
  OVER_IPV4(udp(1, 4789, '0800000000000100'), 17),
];

/** More than the kernel takes, so that the decoders read everything. */
const WITHOUT_KERNEL = { batchCapacity: layout.ROWS + 1 };

const packet = fc.constantFrom(...ORDINARY, ...ORDINARY_OUTSIDE, ...OTHERS);
const damaged = fc.tuple(packet, fc.nat(), fc.nat(255), fc.boolean()).map(([bytes, place, value, isCut]) => {
  if (isCut) return bytes.slice(0, place % (bytes.length + 1));
  const changed = bytes.slice();
  changed[place % bytes.length] = value;
  return changed;
});

describe('ReaderKernel', () => {
  it.each([
    { last: false, headers: 'outer' },
    { last: true, headers: 'outer' },
    { last: true, headers: 'inner' },
  ] as const)('gives what the decoders give, of damaged packets too, with %o', (options) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(packet, damaged), { minLength: 1, maxLength: 40 }), (packets) => {
        const bytes = pcapOf(packets);
        const decoded = readRowsSync(openCaptureSync(bytes, { ...options, ...WITHOUT_KERNEL }));
        expect(readRowsSync(openCaptureSync(bytes, options))).toStrictEqual(decoded);
      }),
      { numRuns: 300 },
    );
  });

  it('decodes ordinary packets itself, and leaves others alone', () => {
    const kernel = kernelOf(4);
    const packets = [ORDINARY[0], OTHERS[0], ORDINARY[2], OTHERS[1]];
    const batch = new PacketBatch({ capacity: 4, kernel });
    packets.forEach((bytes, row) => {
      kernel.window.set(bytes, row * 256);
      kernel.frames.starts[row] = row * 256;
      kernel.frames.ends[row] = row * 256 + bytes.length;
      batch.linkType[row] = 1;
    });
    expect([...kernel.decode(0, 4, false)]).toEqual([1, 3]);
    expect([...batch.ipVersion]).toEqual([4, 0, 4, 0]);
    expect([...kernel.decode(2, 4, false)]).toEqual([3]);
  });

  it.each([
    ...ORDINARY.map((bytes) => [bytes, [0, 0]] as const),
    ...ORDINARY_OUTSIDE.map((bytes) => [bytes, [0, 1]] as const),
    ...OTHERS.map((bytes) => [bytes, [1, 1]] as const),
  ])(
    'leaves to others what is not ordinary, and more where the last headers are asked for (%#)',
    (bytes, left) => {
      expect([leftOver(bytes, false), leftOver(bytes, true)]).toEqual(left);
    },
  );

  it('leaves every datagram to or from the port of a tunnel', () => {
    expect(UDP_TUNNEL_PORTS.length).toBeGreaterThan(0);
    for (const port of UDP_TUNNEL_PORTS) {
      expect([leftOver(OVER_IPV4(udp(port, 9), 17)), leftOver(OVER_IPV4(udp(9, port), 17))]).toEqual([1, 1]);
    }
    expect(leftOver(OVER_IPV4(udp(9, 10), 17))).toBe(0);
  });

  it('is not for more rows than it has room for', () => {
    expect(ReaderKernel.create(layout.ROWS + 1)).toBeUndefined();
  });

  it('keeps its columns apart', () => {
    const kernel = kernelOf(layout.ROWS);
    const batch = new PacketBatch({ last: true, kernel });
    const columns: readonly object[] = [batch, batch.last ?? {}, kernel.frames];
    const views = columns
      .flatMap((owner): unknown[] => Object.values(owner))
      .filter((value) => ArrayBuffer.isView(value))
      .map(({ byteOffset, byteLength }) => ({ start: byteOffset, end: byteOffset + byteLength }))
      .sort((a, b) => a.start - b.start);
    expect(views).toHaveLength(63);
    expect(views[0].start).toBe(layout.COLUMNS_AT);
    const bounds = views.flatMap(({ start, end }) => [start, end]);
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
    const rest = layout.COLUMNS_AT + layout.REST * layout.ROWS;
    expect(views[62].end).toBe(rest);
    expect(layout.COLUMNS_AT + layout.ROW_BYTES * layout.ROWS).toBeLessThanOrEqual(layout.WINDOW_AT);
    expect(layout.WINDOW_AT + layout.WINDOW_BYTES).toBeLessThanOrEqual(layout.PAGES * 65_536);
  });
});

const kernelOf = (capacity: number): ReaderKernel => {
  const kernel = ReaderKernel.create(capacity);
  if (kernel === undefined) throw new TypeError('there is no WebAssembly');
  return kernel;
};

/** How many packets a kernel leaves to others of one. */
const leftOver = (bytes: Uint8Array, last = false): number => {
  const kernel = kernelOf(1);
  const batch = new PacketBatch({ capacity: 1, last, kernel });
  kernel.window.set(bytes);
  kernel.frames.ends[0] = bytes.length;
  batch.linkType[0] = 1;
  return kernel.decode(0, 1, last).length;
};
