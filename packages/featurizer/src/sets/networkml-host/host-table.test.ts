import { PacketBatch, Protocol } from '@networkml/pcap-reader';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAX_ADDRESSES } from '../../stats/address-table.ts';
import { endsOf, rowOf, type TestEnd } from '../../testing/ends.ts';
import { batchOf, type TestPacket } from '../../testing/packets.ts';
import { HOST_COLUMN_NAMES, STATISTICS } from './columns.ts';
import { createHostInput } from './host-input.ts';
import { HostTable } from './host-table.ts';
import { IP_FLAGS_READINGS } from './ip-flags.ts';
import * as layout from './kernel-layout.ts';
import { KIND_OF_PORT, PORT_KINDS } from './ports.ts';

const WIDTH = HOST_COLUMN_NAMES.length;
const createTable = (): HostTable =>
  new HostTable({ ipFlags: IP_FLAGS_READINGS.tshark3, setId: 'networkml-host-tshark3' });

const ports = fc.constantFrom(0, 53, 80, 1023, 1024, 6653, 8191, 8192, 50_000, 65_535);
const addresses = fc.oneof(
  fc.constantFrom('10.0.0.1', '192.168.7.9', '8.8.8.8', '0.0.0.0', '239.255.255.250'),
  fc.tuple(fc.constantFrom(0, 0xfe800000, 0x26000000), fc.constant(0), fc.constant(0), fc.nat({ max: 3 })),
);
const packets: fc.Arbitrary<TestPacket> = fc.record(
  {
    seconds: fc.constantFrom(7, 8, 9, Number.NaN),
    nanos: fc.nat({ max: 999_999_999 }),
    delta: fc.double({ min: -1, max: 1e4, noNaN: true }),
    length: fc.oneof(fc.nat({ max: 70 }), fc.nat({ max: 0xffffffff })),
    source: addresses,
    destination: addresses,
    etherType: fc.constantFrom(0x0800, 0x0806, 0x86dd, 0x8137, 0x888e),
    vlan: fc.nat({ max: 4095 }),
    tcp: fc.tuple(ports, ports, fc.nat({ max: 0xfff })),
    udp: fc.tuple(ports, ports),
    trafficClass: fc.nat({ max: 255 }),
    flagsWord: fc.nat({ max: 0xffff }),
    protocols: fc.nat({ max: 0x1fffff }),
  },
  { requiredKeys: [] },
);

/** A packet, and who sent and received it; 5 is nobody. */
const packetsOfSubjects = fc.array(
  fc.record({ packet: packets, from: fc.nat({ max: 5 }), to: fc.nat({ max: 5 }) }),
  { minLength: 1, maxLength: 60 },
);
const SUBJECTS = [0, 1, 2, 3, 4];
const NOBODY = 5;

type OfSubjects = readonly { readonly packet: TestPacket; readonly from: number; readonly to: number }[];

const endsIn = (observed: OfSubjects, firstRow: number): TestEnd[] =>
  observed.flatMap(({ from, to }, index) => {
    const row = firstRow + index;
    const sent: readonly TestEnd[] = from === NOBODY ? [] : [{ row, direction: 0, subject: from }];
    return to === NOBODY || to === from ? sent : [...sent, { row, direction: 1, subject: to }];
  });

const rowsOf = (table: HostTable): number[][] =>
  SUBJECTS.map((subject) => [...rowOf(table, subject, WIDTH), table.overflow(subject)]);

/** All packets in one batch, from some row on. */
const observeAtOnce = (observed: OfSubjects, firstRow: number): number[][] => {
  const table = createTable();
  const before = Array.from({ length: firstRow }, (): TestPacket => ({}));
  const batch = batchOf([...before, ...observed.map(({ packet }) => packet)]);
  table.observe(batch, endsOf(endsIn(observed, firstRow)));
  return rowsOf(table);
};

/** Packets in batches of up to so many, the ends of a batch in two parts. */
const observeInParts = (observed: OfSubjects, capacity: number, cut: number): number[][] => {
  const table = createTable();
  for (let start = 0; start < observed.length; start += capacity) {
    const part = observed.slice(start, start + capacity);
    const batch = batchOf(part.map(({ packet }) => packet));
    const ends = endsIn(part, 0);
    table.observe(batch, endsOf(ends.slice(0, cut)));
    table.observe(batch, endsOf(ends.slice(cut)));
  }
  const rows = rowsOf(table);
  table.release();
  return rows;
};

describe('HostTable', () => {
  it('gives the same values however packets are parted into batches', () => {
    fc.assert(
      fc.property(
        packetsOfSubjects,
        fc.integer({ min: 1, max: 20 }),
        fc.nat({ max: 40 }),
        (observed, capacity, cut) => {
          const expected = observeInParts(observed, 1, 0);
          expect(observeInParts(observed, capacity, cut)).toEqual(expected);
        },
      ),
    );
  });

  it('takes in batches of more rows than it has room for', () => {
    fc.assert(
      fc.property(
        packetsOfSubjects,
        fc.integer({ min: layout.ROWS - 30, max: layout.ROWS }),
        (observed, firstRow) => {
          const some = { packet: { length: 80, delta: 0.5 }, from: 0, to: 1 };
          const many = [...observed, ...Array.from({ length: 2 * layout.ROWS }, () => some), ...observed];
          expect(observeAtOnce(many, firstRow)).toEqual(observeInParts(many, 1000, 7));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('keeps subjects apart, in any number', () => {
    const table = createTable();
    const lengthOf = (subject: number): number => 60 + (subject % 1000);
    const subjects = Array.from({ length: 3000 }, (_, subject) => subject);
    const batch = batchOf(subjects.map((subject) => ({ length: lengthOf(subject) })));
    table.observe(
      batch,
      endsOf(subjects.map((subject) => ({ row: subject, direction: 1, subject: 3000 - subject }))),
    );
    const place = HOST_COLUMN_NAMES.indexOf('tshark_total_frame_len_in');
    const found = subjects.map((subject) => rowOf(table, 3000 - subject, WIDTH)[place]);
    expect(found).toEqual(subjects.map(lengthOf));
  });

  it('gives zeros for a subject without packets', () => {
    const table = createTable();
    for (const subject of [0, 15, 16, 1e6])
      expect(rowOf(table, subject, WIDTH)).toEqual(new Float64Array(WIDTH));
    expect(table.overflow(1e6)).toBe(0);
  });

  it('tells so many addresses apart, and counts packets with further ones', () => {
    const table = createTable();
    expect(layout.ADDRESSES).toBe(MAX_ADDRESSES);
    const destinationOf = (index: number): TestPacket =>
      index % 2 === 0
        ? { source: '10.0.0.1', destination: `10.${index >>> 16}.${(index >>> 8) & 255}.${index & 255}` }
        : { source: [0, 0, 0, 0x0a000001], destination: [0x26000000, 0, 0, index] };
    const observe = (indices: readonly number[]): void => {
      const ends = indices.map((_, row): TestEnd => ({ row, direction: 0, subject: 0 }));
      table.observe(batchOf(indices.map(destinationOf)), endsOf(ends));
    };
    observe(Array.from({ length: MAX_ADDRESSES }, (_, index) => index));
    expect(table.overflow(0)).toBe(0);
    const beyond = MAX_ADDRESSES + 1;
    observe([beyond, beyond, 5, beyond + 2, MAX_ADDRESSES - 1, beyond]);
    expect(table.overflow(0)).toBe(4);
    const [sources, destinations] = rowOf(table, 0, WIDTH).subarray(WIDTH - 2);
    // The source as an IPv6 address below 2^32 is the same to NetworkML.
    expect([sources, destinations]).toEqual([1, MAX_ADDRESSES]);
  });

  it('finishes subjects also where that takes more memory', () => {
    const table = createTable();
    const batch = batchOf(
      Array.from({ length: 1200 }, (_, row) => ({
        delta: row,
        tcp: [80, 50_000, 2] as const,
        source: '10.0.0.1',
      })),
    );
    const sent: TestEnd = { row: 0, direction: 0, subject: 0 };
    const counts = HOST_COLUMN_NAMES.flatMap((name, at) =>
      name.startsWith('tshark_count_time') ? [at] : [],
    );
    // Subjects that were sent one packet and received 1,200: memory is full at some other place for each.
    for (let subject = 0; subject < 200; subject += 1) {
      const ends = Array.from({ length: 1200 }, (_, row): TestEnd => ({ row, direction: 1, subject }));
      table.observe(batch, endsOf([{ ...sent, subject }, ...ends]));
      const row = rowOf(table, subject, WIDTH);
      expect(counts.map((at) => row[at])).toEqual([1, 1200]);
    }
  });

  it('starts anew in memory that another table gave back', () => {
    const observed = [
      { packet: { length: 99, tcp: [1, 2, 3], source: '10.0.0.1' }, from: 1, to: 2 },
    ] as const;
    const expected = observeInParts(observed, 1, 0);
    const used = createTable();
    const batch = batchOf(Array.from({ length: 2000 }, (_, length) => ({ length })));
    for (const subject of SUBJECTS)
      used.observe(batch, endsOf(Array.from({ length: 2000 }, (_, row) => ({ row, direction: 0, subject }))));
    used.release();
    expect(observeInParts(observed, 1, 0)).toEqual(expected);
  });

  it('refuses to go on once its memory was given back', () => {
    const table = createTable();
    table.release();
    table.release();
    expect(() => rowOf(table, 0, WIDTH)).toThrow('FEATURE_FINISHED');
  });

  it('refuses a batch without last headers', () => {
    const ends = endsOf([{ row: 0, direction: 0, subject: 0 }]);
    expect(() => createTable().observe(new PacketBatch({ capacity: 1 }), ends)).toThrow(
      '(FEATURE_NEEDS_LAST_HEADERS, set networkml-host-tshark3)',
    );
  });
});

/** Bytes that packets of a subject take, each with other values; they are sent and received by turns. */
const bytesOf = (count: number): number => {
  const table = createTable();
  const capacity = Math.min(count, 2000);
  for (let start = 0; start < count; start += capacity) {
    const indices = Array.from({ length: capacity }, (_, row) => start + row);
    const batch = batchOf(
      indices.map((index) => ({
        delta: index * 1e-3,
        length: index,
        source: [0xfe800000, 0, 0, index],
        destination: [0xfe800000, 0, 1, index],
      })),
    );
    const ends = indices.flatMap((_, row): TestEnd[] =>
      count === 1
        ? [{ row, direction: 0, subject: 0 }]
        : [
            { row, direction: 0, subject: 0 },
            { row, direction: 1, subject: 0 },
          ],
    );
    table.observe(batch, endsOf(ends));
  }
  const bytes = table.usedBytes;
  table.release();
  return bytes;
};

describe('the memory of a HostTable', () => {
  it('is small for subjects of a few packets, and bounded for all', () => {
    expect(bytesOf(1)).toBeLessThan(1000);
    expect(bytesOf(100)).toBeLessThan(25_000);
    expect(bytesOf(200_000)).toBeLessThan(3.5e6);
  });

  it('is laid out without overlaps', () => {
    const { columns, entriesAt, subjectsAt } = createHostInput('networkml-host');
    const batch = new PacketBatch({ capacity: layout.ROWS, last: true });
    const parts = columns.map(([address, column]) => [address, column(batch).byteLength]);
    parts.push([entriesAt, layout.ENDS * 4], [subjectsAt, layout.ENDS * 4]);
    parts.push(
      [layout.KINDS_AT, layout.PORTS_APART],
      [layout.SUMMARIES_AT, 2 * layout.SUMMARIES_BYTES],
      [layout.MOMENTS_AT, 56],
    );
    parts.sort(([a], [b]) => a - b);
    parts.forEach(([address, bytes], index) => {
      expect(address + bytes).toBeLessThanOrEqual(parts[index + 1]?.[0] ?? layout.FIXED_BYTES);
    });
  });

  it('has room for all kinds of ports and protocols', () => {
    expect(PORT_KINDS).toHaveLength(layout.KINDS);
    expect(KIND_OF_PORT[layout.PORTS_APART - 1]).toBe(layout.KINDS - 1);
    expect(layout.SUMMARIES).toBe(2 * STATISTICS.length);
    expect(layout.SUMMARIES_BYTES).toBe(layout.SUMMARIES * 8);
    const { Tcp, Udp, Icmp, Arp, Icmpv6, Gre, Esp, Ah } = Protocol;
    expect((Tcp | Udp | Icmp | Arp | Icmpv6 | Gre | Esp | Ah) & ~layout.PROTOCOLS_MASK).toBe(0);
  });
});
