import { type PacketBatch, Protocol } from '@networkml/pcap-reader';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scopeOf, Scope } from '../../address-scope.ts';
import { FeatureError } from '../../errors.ts';
import { type PacketEnds } from '../../feature-set.ts';
import { endsOf, rowOf } from '../../testing/ends.ts';
import { batchOf, type TestPacket } from '../../testing/packets.ts';
import { deviceFeatures } from './device.ts';
import { DeviceTable } from './device-table.ts';
import { ROWS } from './layout.ts';

const COLUMN_NAMES = Object.keys(deviceFeatures.columns);

/** A packet, who sent it, and who received it; nobody did where it is `undefined`. */
interface Exchange {
  readonly packet: TestPacket;
  readonly sender: number | undefined;
  readonly receiver: number | undefined;
}

const SUBJECTS = 3;
const subject = fc.option(fc.nat({ max: SUBJECTS - 1 }), { nil: undefined });
const port = fc.oneof(fc.constantFrom(0, 53, 67, 68, 80, 123, 443, 1900, 5353), fc.nat({ max: 65_535 }));
const ipv4 = fc.constantFrom(
  '0.0.0.0',
  '10.0.0.1',
  '192.168.1.2',
  '8.8.8.8',
  '224.0.0.251',
  '255.255.255.255',
);
const ipv6 = fc
  .tuple(fc.constantFrom(0, 0xfe800000, 0xff020000, 0x20010db8), fc.nat({ max: 3 }))
  .map(([first, last]) => [first, 0, 0, last] as const);

const packet = fc
  .record({
    ends: fc.oneof(
      fc.record({ source: ipv4, destination: ipv4 }),
      fc.record({ source: ipv6, destination: ipv6 }),
      fc.constant({}),
    ),
    transport: fc.oneof(
      fc.record({ tcp: fc.tuple(port, port, fc.nat({ max: 511 })) }),
      fc.record({ udp: fc.tuple(port, port) }),
      fc.record({ protocols: fc.constantFrom(0, Protocol.Arp, Protocol.Icmp, Protocol.Llc) }),
    ),
    seconds: fc.oneof(fc.nat({ max: 20 }), fc.constant(Number.NaN)),
    nanos: fc.nat({ max: 999_999_999 }),
    length: fc.oneof(fc.integer({ min: 60, max: 1514 }), fc.nat({ max: 300_000 })),
    to: fc.constantFrom(0x02000000000b, 0xffffffffffff, 0x01005e000001),
    trafficClass: fc.nat({ max: 255 }),
    flagsWord: fc.nat({ max: 65_535 }),
  })
  .map(({ ends, transport, ...rest }): TestPacket => ({ ...ends, ...transport, ...rest }));

const exchanges = fc.array(fc.record({ packet, sender: subject, receiver: subject }), { maxLength: 60 });

const endsOfAll = (exchanged: readonly Exchange[]): PacketEnds =>
  endsOf(
    exchanged.flatMap(({ sender, receiver }, row) => [
      ...(sender === undefined ? [] : [{ row, direction: 0, subject: sender } as const]),
      ...(receiver === undefined ? [] : [{ row, direction: 1, subject: receiver } as const]),
    ]),
  );

/** Columns the shared test packets leave at 0. */
const fillRest = (batch: PacketBatch): PacketBatch => {
  for (let row = 0; row < batch.count; row += 1) {
    batch.payloadLengthBytes[row] = (batch.wireLengthBytes[row] * 7) % 1400;
    batch.udpLengthBytes[row] = batch.wireLengthBytes[row] % 1500;
    batch.hopLimit[row] = batch.nanos[row] % 256;
    batch.tcpWindow[row] = batch.nanos[row] % 65_536;
    batch.icmpType[row] = batch.nanos[row] % 150;
  }
  return batch;
};

const rowsInBatches = (exchanged: readonly Exchange[], size: number): readonly Float64Array[] => {
  const table = new DeviceTable();
  for (let start = 0; start < exchanged.length; start += size) {
    const part = exchanged.slice(start, start + size);
    table.observe(fillRest(batchOf(part.map(({ packet }) => packet))), endsOfAll(part));
  }
  const rows = Array.from({ length: SUBJECTS }, (_, index) => rowOf(table, index, COLUMN_NAMES.length));
  table.release();
  return rows;
};

const rowsOneByOne = (exchanged: readonly Exchange[]): readonly Float64Array[] => {
  const batch = fillRest(batchOf(exchanged.map(({ packet }) => packet)));
  return Array.from({ length: SUBJECTS }, (_, index) => {
    const accumulator = deviceFeatures.create();
    exchanged.forEach(({ sender, receiver }, row) => {
      if (sender === index) accumulator.observe(batch, row, 0);
      if (receiver === index) accumulator.observe(batch, row, 1);
    });
    const row = new Float64Array(COLUMN_NAMES.length);
    accumulator.writeRow?.(row);
    return row;
  });
};

/** Packets of one subject, sent or received, as values by name. */
const valuesOf = (packets: readonly TestPacket[], direction: 0 | 1 = 0): ReadonlyMap<string, number> => {
  const table = new DeviceTable();
  const batch = batchOf(packets);
  const entries = Uint32Array.from(packets, (_, row) => row * 2 + direction);
  table.observe(batch, { count: entries.length, entries, subjects: new Uint32Array(entries.length) });
  const row = rowOf(table, 0, COLUMN_NAMES.length);
  table.release();
  return new Map(COLUMN_NAMES.map((name, at) => [name, row[at]]));
};

/** A packet of lengths, gaps, addresses and ports that those before did not have. */
const differentPacket = (count: number): TestPacket => ({
  ...(count % 2 === 0
    ? { source: '10.0.0.1', destination: `8.8.${count >> 8}.${count & 255}` }
    : { source: [0xfd000000, 0, 0, 1], destination: [0x20010db8, 0, 0, count] }),
  seconds: count,
  nanos: (count * 7_919_317) % 1_000_000_000,
  length: 60 + ((count * 37) % 3000),
  tcp: [50_000 - count, 1 + count, 0x10],
});

describe('DeviceTable', () => {
  it('gives the same values one by one, in batches of any capacity, and used for other subjects too', () => {
    fc.assert(
      fc.property(exchanges, fc.integer({ min: 1, max: 60 }), (exchanged, size) => {
        const whole = rowsInBatches(exchanged, 60);
        expect(rowsInBatches(exchanged, size)).toEqual(whole);
        expect(rowsOneByOne(exchanged)).toEqual(whole);
      }),
    );
  });

  it('takes in batches that are longer than there is room for', () => {
    const many = Array.from({ length: 2 * ROWS + 100 }, (_, index): Exchange => ({
      packet: { seconds: index >> 6, length: 60 + (index % 1000), tcp: [index % 70, 443, 0x10] },
      sender: index % SUBJECTS,
      receiver: index % 5 === 0 ? undefined : (index + 1) % SUBJECTS,
    }));
    expect(rowsInBatches(many, many.length)).toEqual(rowsInBatches(many, 100));
  });

  it('gives a kernel that was used before back as new', () => {
    const some: readonly Exchange[] = Array.from({ length: 1000 }, (_, index) => ({
      packet: {
        seconds: index,
        length: 60 + index,
        source: '10.0.0.1',
        destination: '8.8.8.8',
        udp: [index, 53],
      },
      sender: 0,
      receiver: 1,
    }));
    const first = rowsInBatches(some, 300);
    expect(rowsInBatches(some, 300)).toEqual(first);
    expect(rowsInBatches([], 1)).toEqual(
      Array.from({ length: SUBJECTS }, () => new Float64Array(COLUMN_NAMES.length)),
    );
  });

  it('takes no further packet once its memory was given back', () => {
    const table = new DeviceTable();
    table.release();
    table.release();
    expect(() => table.observe(batchOf([{}]), endsOf([{ row: 0, direction: 0, subject: 0 }]))).toThrow(
      FeatureError,
    );
  });

  it.each([
    [1, 2700],
    [100, 27_000],
    [3000, 80_000],
  ])('takes, for %i packets of a device that are all different, %i bytes at most', (packets, bytes) => {
    const devices = 20;
    const table = new DeviceTable();
    const subjects = Uint32Array.from({ length: devices }, (_, index) => index);
    for (let count = 0; count < packets; count += 1) {
      const batch = batchOf(Array.from(subjects, () => differentPacket(count)));
      const direction = (count >> 1) & 1;
      const entries = subjects.map((row) => row * 2 + direction);
      table.observe(batch, { count: devices, entries, subjects });
    }
    expect(table.usedBytes / devices).toBeLessThanOrEqual(bytes);
    table.release();
  });
});

describe('the lengths of the set device', () => {
  const share = (lengths: readonly number[], at: number): number => {
    const sorted = lengths.toSorted((a, b) => a - b);
    const position = at * (sorted.length - 1);
    const low = sorted[Math.floor(position)];
    return low + (sorted[Math.ceil(position)] - low) * (position - Math.floor(position));
  };

  it('are exact below 1,600 bytes, few or many', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1599 }), { minLength: 1, maxLength: 200 }),
        (lengths) => {
          const values = valuesOf(lengths.map((length) => ({ length })));
          expect(values.get('length_out_min')).toBe(Math.min(...lengths));
          expect(values.get('length_out_max')).toBe(Math.max(...lengths));
          expect(values.get('length_out_mean')).toBe(
            lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
          );
          expect(values.get('length_out_p90')).toBe(share(lengths, 0.9));
          expect(values.get('length_out_from_64')).toBe(
            lengths.filter((length) => length >>> 5 === 2).length / lengths.length,
          );
        },
      ),
    );
  });

  it('are rounded by less than 1/64 from 1,600 bytes on, never above the longest', () => {
    const lengthsOf = fc.array(fc.integer({ min: 1600, max: 262_144 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(lengthsOf, (lengths) => {
        const values = valuesOf(
          lengths.map((length) => ({ length })),
          1,
        );
        expect(values.get('length_in_max')).toBe(Math.max(...lengths));
        for (const [name, at] of [
          ['min', 0],
          ['p50', 0.5],
          ['p90', 0.9],
        ] as const) {
          const exact = share(lengths, at);
          expect(Math.abs((values.get(`length_in_${name}`) ?? 0) - exact) / exact).toBeLessThan(1 / 64);
        }
      }),
    );
  });

  it.each([3, 60])('leave out what no frame has, among %i packets', (count) => {
    const lengths = [262_145, 0xffffffff, ...Array.from({ length: count }, () => 60)];
    const values = valuesOf([{ length: 60 }, ...lengths.map((length) => ({ length }))]);
    expect([values.get('length_out_max'), values.get('length_out_deviation')]).toEqual([60, 0]);
    expect(values.get('sent_bytes')).toBe(1);
  });
});

describe('the gaps of the set device', () => {
  const gapsOf = fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1, maxLength: 700 });
  const packetsOf = (gaps: readonly number[]): TestPacket[] => {
    let time = 0;
    return [0, ...gaps].map((gap) => {
      time += gap;
      return { seconds: Math.floor(time / 1e9), nanos: time % 1e9 };
    });
  };
  const exact = (gaps: readonly number[], at: number): number => {
    const sorted = gaps.toSorted((a, b) => a - b);
    const position = at * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
    return (low + (high - low) * (position - Math.floor(position))) / 1e9;
  };

  it('are exact up to 512, and within 1/64, or a microsecond, of more', () => {
    fc.assert(
      fc.property(gapsOf, (gaps) => {
        const values = valuesOf(packetsOf(gaps));
        for (const [name, at] of [
          ['p50', 0.5],
          ['p90', 0.9],
        ] as const) {
          const told = values.get(`gap_out_${name}`) ?? Number.NaN;
          const error = Math.abs(told - exact(gaps, at));
          if (gaps.length <= 512) expect(error).toBe(0);
          else expect(error).toBeLessThanOrEqual(exact(gaps, at) / 64 + 1e-6);
        }
      }),
      {
        examples: [
          [Array.from({ length: 512 }, (_, index) => index * 977)],
          [Array.from({ length: 513 }, (_, index) => index * 977)],
        ],
      },
    );
  });

  it('beyond 71 minutes are taken for 71 minutes once they are counted', () => {
    const packets = Array.from({ length: 514 }, (_, index) => ({ seconds: index * 1e7 }));
    expect(valuesOf(packets).get('gap_out_p50')).toBeGreaterThan(70 * 60);
    expect(valuesOf(packets).get('gap_out_p50')).toBeLessThan(72 * 60);
  });
});

describe('the reach of addresses in the set device', () => {
  const COLUMN_OF = new Map<number, string>([
    [Scope.Public, 'to_public'],
    [Scope.Private, 'to_private'],
    [Scope.Group, 'to_group'],
  ]);

  const demandSame = (version: number, words: readonly [number, number, number, number]): void => {
    const scope = scopeOf(version, Uint32Array.from(words), 0);
    const destination =
      version === 4 ? [24, 16, 8, 0].map((shift) => (words[3] >>> shift) & 255).join('.') : words;
    const values = valuesOf([
      { source: '10.0.0.1', to: 0x02000000000b },
      { source: version === 4 ? '10.0.0.1' : [1, 0, 0, 1], destination, to: 0x02000000000b },
    ]);
    for (const [of, column] of COLUMN_OF) expect(values.get(column)).toBe(of === scope ? 0.5 : 0);
  };

  it('is that of other sets', () => {
    const first = fc.oneof(fc.constantFrom(0, 10, 100, 127, 169, 172, 192, 224, 239), fc.nat({ max: 255 }));
    const second = fc.oneof(fc.constantFrom(0, 16, 31, 32, 64, 127, 128, 168, 254), fc.nat({ max: 255 }));
    const word = fc.tuple(first, second, fc.nat({ max: 65_535 }));
    fc.assert(
      fc.property(word, ([high, low, rest]) => {
        const whole = ((high << 24) | (low << 16) | rest) >>> 0;
        if (whole !== 0xffffffff) demandSame(4, [0, 0, 0, whole]);
      }),
    );
    const high = fc.oneof(
      fc.constantFrom(0, 0xfe80_0000, 0xfebf_0000, 0xfec0_0000, 0xfc00_0000, 0xff00_0000),
      fc.nat(),
    );
    fc.assert(
      fc.property(high, fc.nat({ max: 1 }), fc.nat({ max: 2 }), (word0, word1, word3) => {
        demandSame(6, [word0, word1, 0, word3]);
      }),
    );
  });
});
