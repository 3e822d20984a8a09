import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UDP_TUNNEL_PORTS } from '../decode/tunnel/udp-tunnel.ts';
import { openCapture, openCaptureSync } from '../node.ts';
import { pcapOf } from '../testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK, ethernet, ipv4, ipv6, tcp, udp } from '../testing/packets.ts';
import { readBatch, readRowsSync } from '../testing/rows.ts';
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
    const kernel = kernelOf({ capacity: 4, last: false });
    const packets = [ORDINARY[0], OTHERS[0], ORDINARY[2], OTHERS[1]];
    packets.forEach((bytes, row) => {
      kernel.window.set(bytes, row * 256);
      kernel.frames.starts[row] = row * 256;
      kernel.frames.ends[row] = row * 256 + bytes.length;
      kernel.batch.linkType[row] = 1;
    });
    expect([...kernel.decode(0, 4)]).toEqual([1, 3]);
    expect([...kernel.batch.ipVersion]).toEqual([4, 0, 4, 0]);
    expect([...kernel.decode(2, 4)]).toEqual([3]);
  });

  it('is as new when it is used again', () => {
    const options = { capacity: 7, last: true };
    const kernel = kernelOf(options);
    kernel.batch.count = 3;
    kernel.batch.ipVersion[2] = 4;
    kernel.next();
    expect(kernel.batch.firstPacket).toBe(3);
    kernel.batch.count = 2;
    kernel.batch.damage[1] = 9;
    ReaderKernel.giveBack(kernel);
    expect(kernelOf({ ...options, last: false })).not.toBe(kernel);
    expect(kernelOf(options)).toBe(kernel);
    const { count, firstPacket, ipVersion, damage } = kernel.batch;
    expect([count, firstPacket, ipVersion[2], damage[1]]).toEqual([0, 0, 0, 0]);
    expect(kernelOf(options)).not.toBe(kernel);
  });

  it.each([{}, { last: true }, { batchCapacity: 64 }])(
    'keeps payload out of reach of those who have the batch, with %j',
    async (options) => {
      const payload = Buffer.from(Uint8Array.from({ length: 64 }, (_, i) => 100 + i));
      const datagram = OVER_IPV4(udp(5353, 5353, payload), 17);
      const batch = await readBatch(openCapture(pcapOf([...ORDINARY, datagram, ...OTHERS]), options));
      const owners: readonly object[] = [batch, batch.last ?? {}];
      const values = owners.flatMap((owner): unknown[] => Object.values(owner));
      const buffers = new Set(values.filter(isView).map(({ buffer }) => buffer));
      expect(buffers.size).toBeGreaterThan(0);
      for (const buffer of buffers) expect(Buffer.from(buffer).includes(payload)).toBe(false);
      const others = values.filter((value) => !isView(value));
      expect(others.filter((value) => typeof value === 'object')).toEqual(
        batch.last === undefined ? [] : [batch.last],
      );
    },
  );

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
    expect(ReaderKernel.take({ capacity: layout.ROWS + 1, last: false })).toBeUndefined();
  });

  it('keeps its columns apart', () => {
    const kernel = kernelOf({ capacity: layout.ROWS, last: true });
    const { batch } = kernel;
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
    const rest = layout.COLUMNS_AT + layout.REST * layout.PITCH;
    expect(views[62].end).toBeLessThanOrEqual(rest);
    expect(layout.COLUMNS_AT + layout.ROW_BYTES * layout.PITCH).toBeLessThanOrEqual(layout.WINDOW_AT);
    expect(layout.WINDOW_AT + layout.WINDOW_BYTES).toBeLessThanOrEqual(layout.PAGES * 65_536);
  });
});

const kernelOf = (options: { readonly capacity: number; readonly last: boolean }): ReaderKernel => {
  const kernel = ReaderKernel.take(options);
  if (kernel === undefined) throw new TypeError('there is no WebAssembly');
  return kernel;
};

const isView = (value: unknown): value is ArrayBufferView => ArrayBuffer.isView(value);

/** How many packets a kernel leaves to others of one. */
const leftOver = (bytes: Uint8Array, last = false): number => {
  const kernel = kernelOf({ capacity: 1, last });
  kernel.window.set(bytes);
  kernel.frames.starts[0] = 0;
  kernel.frames.ends[0] = bytes.length;
  kernel.batch.linkType[0] = 1;
  const { length } = kernel.decode(0, 1);
  kernel.batch.count = 1;
  ReaderKernel.giveBack(kernel);
  return length;
};
