import { Protocol } from '@networkml/pcap-reader';
import { describe, expect, it } from 'vitest';

import { type FeatureSet } from './feature-set.ts';
import { createFeaturizer, deviceHeaders, type FeaturizerOptions, needsLastHeaders } from './featurizer.ts';
import { networkmlHost } from './sets/networkml-host/networkml-host.ts';
import { MAX_ADDRESSES } from './stats/address-table.ts';
import { type FeatureTable, NO_OVERFLOW } from './table.ts';
import { countsOfLevel, featurizePackets } from './testing/counts.ts';
import { batchOf, type TestPacket } from './testing/packets.ts';

const counts = countsOfLevel('device');

const [A, B, C] = [0x02000000000a, 0x02000000000b, 0x02000000000c];
const GROUP = 0x01005e7ffffa;
const BROADCAST = 0xffffffffffff;
const UNSPECIFIED_IPV6 = [0, 0, 0, 0] as const;

const featurize = (
  packets: readonly TestPacket[],
  options: Partial<FeaturizerOptions> = {},
): FeatureTable => {
  const featurizer = createFeaturizer({ sets: [counts], devices: 'auto', capture: 'x.pcap', ...options });
  for (const packet of packets) featurizer.observe(batchOf([packet]));
  return featurizer.finish();
};

const rowsOf = (table: FeatureTable): Record<string, number[]> =>
  Object.fromEntries(
    table.rows.map(({ device }, row) => [
      device,
      [...table.values.subarray(row * table.columnCount, (row + 1) * table.columnCount)],
    ]),
  );

const badSet = (value: unknown): FeatureSet => ({
  ...counts,
  create: () => ({ observe: () => undefined, finish: () => JSON.parse(JSON.stringify(value)) as never }),
});

describe('createFeaturizer', () => {
  it('gives every single station a row of what it sent and received', () => {
    const table = featurize([
      { from: A, to: B },
      { from: A, to: B },
      { from: B, to: A },
    ]);
    expect(rowsOf(table)).toEqual({ '02:00:00:00:00:0a': [2, 1], '02:00:00:00:00:0b': [1, 2] });
  });

  it('gives the same table whether packets come in one batch or in many', () => {
    const packets = [
      { from: A, to: B },
      { from: C, to: B },
      { from: A, to: GROUP },
      { from: A, to: B },
    ];
    const featurizer = createFeaturizer({ sets: [counts], devices: 'auto', capture: 'x.pcap' });
    featurizer.observe(batchOf(packets));
    expect(featurizer.finish()).toEqual(featurize(packets));
  });

  it('gives group addresses no row, neither as destination nor as source', () => {
    const table = featurize([
      { from: A, to: BROADCAST },
      { from: A, to: GROUP },
      { from: GROUP, to: A },
    ]);
    expect(rowsOf(table)).toEqual({ '02:00:00:00:00:0a': [2, 1] });
  });

  it('takes a packet from a station to itself for sent', () => {
    expect(rowsOf(featurize([{ from: A, to: A }]))).toEqual({ '02:00:00:00:00:0a': [1, 0] });
  });

  it('gives a row to the sender where the destination is unknown (Linux cooked)', () => {
    expect(rowsOf(featurize([{ from: A, source: '10.0.0.1', destination: '10.0.0.2' }]))).toEqual({
      '02:00:00:00:00:0a': [1, 0],
    });
  });

  it('tells devices apart by IP address where packets have no MAC address', () => {
    const table = featurize([
      { source: '10.0.0.1', destination: '10.0.0.2' },
      { source: '10.0.0.2', destination: '10.0.0.1' },
      { source: '10.0.0.1', destination: '239.255.255.250' },
      { source: '0.0.0.0', destination: '255.255.255.255' },
      { source: UNSPECIFIED_IPV6, destination: [0xff020000, 0, 0, 1] },
      {},
    ]);
    expect(rowsOf(table)).toEqual({ '10.0.0.1': [2, 1], '10.0.0.2': [1, 1] });
    expect(table.rows[0]).not.toHaveProperty('mac');
  });

  it('says whose row it is', () => {
    const [row] = featurize([
      { from: A, to: B, source: '10.0.0.9', seconds: 101, length: 60 },
      { from: A, to: B, source: '10.0.0.1', seconds: 100, nanos: 5e8, length: 100 },
      { from: A, to: B, source: '10.0.0.1', seconds: 102, length: 60 },
      { from: A, to: B, seconds: 101 },
      { from: B, to: A, source: '10.0.0.2', seconds: 103, length: 1000 },
    ]).rows;
    expect(row).toEqual({
      capture: 'x.pcap',
      device: '02:00:00:00:00:0a',
      mac: '02:00:00:00:00:0a',
      ips: ['10.0.0.1', '10.0.0.9'],
      firstSeen: 100.5,
      lastSeen: 103,
      packets: 5,
      packetsOut: 4,
      bytes: 1280,
      hosts: 2,
    });
  });

  it('knows no first and last time of packets without timestamps, and skips them among others', () => {
    const timeless = { from: A, to: BROADCAST, seconds: Number.NaN };
    const [row] = featurize([timeless], { sets: [networkmlHost()] }).rows;
    expect(row).toMatchObject({ firstSeen: Number.NaN, lastSeen: Number.NaN, packets: 1 });
    const [mixed] = featurize([timeless, { from: A, to: BROADCAST, seconds: 7 }]).rows;
    expect(mixed).toMatchObject({ firstSeen: 7, lastSeen: 7, packets: 2 });
  });

  it('puts the columns of sets side by side', () => {
    const table = featurize([{ from: A, to: B }], { sets: [counts, networkmlHost()] });
    expect(table.columnCount).toBe(282);
    expect(table.columns[0]).toMatchObject({ name: 'sent', setId: 'counts', modelInput: true });
    expect(table.featureSets).toEqual([
      { id: 'counts', version: 1 },
      { id: 'networkml-host', version: 1 },
    ]);
  });

  it('keeps to the bound on devices and counts what was beyond', () => {
    const table = featurize(
      [
        { from: A, to: B },
        { from: C, to: A },
        { from: C, to: A },
      ],
      { maxDevices: 2 },
    );
    expect(table.rows.map(({ device }) => device)).toEqual(['02:00:00:00:00:0a', '02:00:00:00:00:0b']);
    expect(table.overflow).toEqual({ ...NO_OVERFLOW, devicePackets: 2 });
  });

  it.each([2 ** 32, Number.POSITIVE_INFINITY])('tells devices apart up to a bound of %d', (maxDevices) => {
    const { rowCount, overflow } = featurizePackets(
      [
        { from: A, to: B },
        { from: C, to: A },
      ],
      { maxDevices },
    );
    expect([rowCount, overflow]).toEqual([3, NO_OVERFLOW]);
  });

  it('counts every packet beyond the bound, however packets are parted into batches', () => {
    const packets = [
      { from: A, to: B },
      { from: C, to: A },
      { from: C, to: A },
      { from: A, to: C },
      { from: C, to: C },
    ];
    const expected = { ...NO_OVERFLOW, devicePackets: 4 };
    for (const size of [1, 2, 5]) {
      expect(featurizePackets(packets, { maxDevices: 2 }, size).overflow).toEqual(expected);
    }
  });

  it('gives no rows for no packets', () => {
    expect(featurize([])).toMatchObject({ rowCount: 0, columnCount: 2, rows: [] });
    expect(featurize([], { devices: 'canonical' }).rowCount).toBe(0);
  });

  it('refuses two columns of one name, one set twice, and no set', () => {
    const twin = { ...counts, id: 'twin' };
    expect(() => featurize([], { sets: [counts, twin] })).toThrow(
      'FEATURE_DUPLICATE_COLUMN, set twin, column sent',
    );
    expect(() => featurize([], { sets: [counts, counts] })).toThrow('FEATURE_BAD_SET, set counts');
    expect(() => featurize([], { sets: [] })).toThrow('FEATURE_BAD_SET');
  });

  it('refuses a set that gives too little, too much, or no number', () => {
    const packets = [{ from: A, to: BROADCAST }];
    expect(() => featurize(packets, { sets: [badSet({ sent: 1 })] })).toThrow(
      'FEATURE_MISSING_VALUE, set counts, column received',
    );
    expect(() => featurize(packets, { sets: [badSet({ sent: 1, received: 1, more: 1 })] })).toThrow(
      'FEATURE_UNDECLARED_VALUE, set counts, column more',
    );
    expect(() => featurize(packets, { sets: [badSet({ sent: 1, received: 'NaN' })] })).toThrow(
      'FEATURE_NOT_FINITE, set counts, column received',
    );
  });

  it('refuses a set that gives another column in place of a declared one', () => {
    expect(() => featurize([{ from: A, to: BROADCAST }], { sets: [badSet({ sent: 1, more: 1 })] })).toThrow(
      'FEATURE_UNDECLARED_VALUE, set counts, column more',
    );
  });

  it('takes the values of a set that writes its row itself, and refuses a place left open', () => {
    const writing = (row: readonly number[]): FeatureSet => ({
      ...counts,
      create: () => ({
        observe: () => undefined,
        finish: () => ({}),
        writeRow: (target) => target.set(row),
      }),
    });
    const packets = [{ from: A, to: BROADCAST }];
    expect([...featurize(packets, { sets: [writing([3, 4])] }).values]).toEqual([3, 4]);
    expect(() => featurize(packets, { sets: [writing([3])] })).toThrow(
      'FEATURE_NOT_FINITE, set counts, column received, found "NaN"',
    );
  });

  it('refuses a batch without last headers for a set that reads them', () => {
    const featurizer = createFeaturizer({ sets: [networkmlHost()], devices: 'auto' });
    expect(() => featurizer.observe(batchOf([], { last: false }))).toThrow(
      'FEATURE_NEEDS_LAST_HEADERS, set networkml-host',
    );
  });

  it('refuses to go on once it has finished', () => {
    const featurizer = createFeaturizer({ sets: [counts], devices: 'auto' });
    featurizer.finish();
    expect(() => featurizer.observe(batchOf([]))).toThrow('FEATURE_FINISHED');
    expect(() => featurizer.finish()).toThrow('FEATURE_FINISHED');
  });
});

describe('createFeaturizer, choice of devices', () => {
  const packets = [
    { from: A, to: B, source: '10.0.0.1', destination: '8.8.8.8' },
    { from: B, to: A, source: '8.8.8.8', destination: '10.0.0.1' },
    { source: '10.0.0.7', destination: '10.0.0.1' },
    { from: C, to: BROADCAST },
  ] as const;

  it.each([
    [
      'auto',
      { '02:00:00:00:00:0a': [1, 1], '02:00:00:00:00:0b': [1, 1], '10.0.0.7': [1, 0], '10.0.0.1': [0, 1] },
    ],
    ['mac', { '02:00:00:00:00:0a': [1, 1], '02:00:00:00:00:0b': [1, 1] }],
    ['ip', { '10.0.0.1': [1, 2], '8.8.8.8': [1, 1], '10.0.0.7': [1, 0] }],
  ] as const)('%s gives the rows meant', (devices, expected) => {
    const rows = rowsOf(featurize(packets, { devices }));
    expect(rows).toEqual(devices === 'ip' ? expected : { ...expected, '02:00:00:00:00:0c': [1, 0] });
  });

  it('counts the hosts behind a MAC address, and each host by IP address as one', () => {
    const routed = ['8.8.8.8', '1.1.1.1', '9.9.9.9', '0.0.0.0', '169.254.1.1', '9.9.9.9'].map((source) => ({
      from: A,
      to: B,
      source,
      destination: '10.0.0.1',
    }));
    const six = [
      [0x20010db8, 1, 0, 1],
      [0x20010db8, 1, 7, 2],
      [0x20010db8, 2, 0, 1],
      [0xfe800000, 0, 0, 1],
      [0, 0, 0, 0],
    ].map(([a, b, c, d]) => ({ from: A, to: B, source: [a, b, c, d] as const }));
    for (const sets of [[counts], [networkmlHost()]]) {
      const [row] = featurize([...routed, ...six], { sets }).rows;
      expect([row.hosts, row.ips.length]).toEqual([5, 10]);
    }
    expect(featurize(routed, { devices: 'ip' }).rows.map(({ hosts }) => hosts)).toEqual([1, 0, 1, 1, 0]);
  });

  it('takes the source that an ICMP error quotes for no host behind the device', () => {
    const batch = batchOf([
      { from: A, to: B, source: '10.0.0.1', destination: '8.8.8.8', protocols: Protocol.Icmp },
    ]);
    batch.last!.sourceIp[3] = 0x08080808;
    const featurizer = createFeaturizer({ sets: [networkmlHost()], devices: 'auto' });
    featurizer.observe(batch);
    featurizer.observe(batchOf([{ from: A, to: B, source: '10.0.0.1' }]));
    expect(featurizer.finish().rows[0]).toMatchObject({ ips: ['8.8.8.8', '10.0.0.1'], hosts: 1 });
  });
});

describe('createFeaturizer, scans', () => {
  /** As many packets as asked for, each from another station and host. */
  const scan = (packets: number, options: Partial<FeaturizerOptions>): FeatureTable => {
    const featurizer = createFeaturizer({ sets: [counts, networkmlHost()], devices: 'auto', ...options });
    const batch = batchOf(Array.from({ length: 1000 }, () => ({ from: A, to: B, source: '10.0.0.1' })));
    for (let start = 0; start < packets; start += batch.count) {
      for (let row = 0; row < batch.count; row += 1) {
        batch.sourceMac[row] = 0x02_00_00_00_00_00 + start + row;
        batch.sourceIp[row * 4 + 3] = 0x0a_00_00_01 + start + row;
      }
      featurizer.observe(batch);
    }
    return featurizer.finish();
  };

  it('of MAC addresses give as many rows as there may be', () => {
    const { rowCount, overflow } = scan(5000, { maxDevices: 100 });
    expect([rowCount, overflow]).toEqual([100, { ...NO_OVERFLOW, devicePackets: 4900 }]);
  });

  it('of IP addresses too', () => {
    const { rowCount, overflow } = scan(5000, { maxDevices: 100, devices: 'ip' });
    expect([rowCount, overflow.devicePackets]).toEqual([100, 4900]);
  });

  it('of addresses behind one device are counted beyond the bound', () => {
    const featurizer = createFeaturizer({ sets: [networkmlHost()], devices: 'mac' });
    const batch = batchOf(Array.from({ length: 1000 }, () => ({ from: A, to: B, source: '10.0.0.1' })));
    for (let start = 0; start < 20_000; start += 1000) {
      for (let row = 0; row < 1000; row += 1) {
        batch.last!.sourceIp[row * 4 + 3] = 0x0a_00_00_01 + start + row;
        batch.last!.destinationIp[row * 4 + 3] = 0x0a_00_00_01 + start + row;
      }
      featurizer.observe(batch);
    }
    const { overflow, columns, values } = featurizer.finish();
    const unique = columns.findIndex(({ name }) => name === 'tshark_unique_dstips');
    expect(values[unique]).toBe(MAX_ADDRESSES);
    const beyond = 20_000 - MAX_ADDRESSES;
    expect(overflow).toEqual({ ...NO_OVERFLOW, addressPackets: beyond, featurePackets: 2 * beyond });
  });
});

describe('createFeaturizer, canonical device', () => {
  const canonical = (packets: readonly TestPacket[]): string[] =>
    featurize(packets, { devices: 'canonical' }).rows.map(({ device }) => device);

  it('is the sender of fewest source addresses', () => {
    expect(
      canonical([
        { from: A, to: B, source: '10.0.0.1' },
        { from: A, to: B, source: '10.0.0.3' },
        { from: B, to: A, source: '10.0.0.2' },
      ]),
    ).toEqual(['02:00:00:00:00:0b']);
  });

  it('counts no address as one of them', () => {
    expect(
      canonical([
        { from: A, to: B },
        { from: A, to: B, source: '10.0.0.1' },
        { from: B, to: A, source: '10.0.0.2' },
      ]),
    ).toEqual(['02:00:00:00:00:0b']);
  });

  it('is the lowest MAC among equals, whichever was met first', () => {
    expect(
      canonical([
        { from: C, to: B },
        { from: B, to: C },
      ]),
    ).toEqual(['02:00:00:00:00:0b']);
  });

  it('is no group address and none that only received', () => {
    expect(
      canonical([
        { from: GROUP, to: A },
        { from: C, to: A },
      ]),
    ).toEqual(['02:00:00:00:00:0c']);
  });

  it('is the host that sent most where there are no MAC addresses', () => {
    const packets = ['10.0.0.1', '10.0.0.2', '10.0.0.2'].map((source) => ({
      source,
      destination: '10.0.0.9',
    }));
    expect(canonical(packets)).toEqual(['10.0.0.2']);
  });
});

describe('deviceHeaders', () => {
  it('are the last ones only where every set reads them', () => {
    expect(deviceHeaders([networkmlHost()])).toBe('last');
    expect(deviceHeaders([networkmlHost(), counts])).toBe('outer');
    expect(deviceHeaders([counts])).toBe('outer');
  });

  it('decide whose MAC addresses devices have', () => {
    const batch = batchOf([{ from: A, to: GROUP }]);
    batch.last!.sourceMac[0] = C;
    const devicesOf = (sets: readonly FeatureSet[]): string[] => {
      const featurizer = createFeaturizer({ sets, devices: 'auto' });
      featurizer.observe(batch);
      return featurizer.finish().rows.map(({ device }) => device);
    };
    expect(devicesOf([networkmlHost()])).toEqual(['02:00:00:00:00:0c']);
    expect(devicesOf([networkmlHost(), counts])).toEqual(['02:00:00:00:00:0a']);
  });
});

describe('needsLastHeaders', () => {
  it('tells whether any set does', () => {
    expect([needsLastHeaders([counts]), needsLastHeaders([counts, networkmlHost()])]).toEqual([false, true]);
  });
});
