import { describe, expect, it } from 'vitest';

import { createFeaturizer, type FeaturizerOptions } from './featurizer.ts';
import { networkmlSessionhost } from './sets/networkml-sessionhost/networkml-sessionhost.ts';
import { NO_OVERFLOW } from './table.ts';
import { countsOfLevel, featurizePackets, namedRows } from './testing/counts.ts';
import { batchOf, type TestPacket } from './testing/packets.ts';

const [A, B, C] = [0x02000000000a, 0x02000000000b, 0x02000000000c];
const [NAME_A, NAME_B] = ['02:00:00:00:00:0a', '02:00:00:00:00:0b'];
const GROUP = 0x01005e7ffffa;
const FE80 = [0xfe800000, 0, 0] as const;

const sessions = (packets: readonly TestPacket[], options: Partial<FeaturizerOptions> = {}): string[] =>
  namedRows(featurizePackets(packets, { sets: [countsOfLevel('session')], ...options }));

describe('sessions', () => {
  it('are one for both directions between two devices, with a row for each of them', () => {
    expect(
      sessions([
        { from: A, to: B, source: '10.0.0.1', destination: '10.0.0.2' },
        { from: B, to: A, source: '10.0.0.2', destination: '10.0.0.1' },
        { from: A, to: B, source: '10.0.0.1', destination: '10.0.0.2' },
      ]),
    ).toEqual([`${NAME_A} 2 1`, `${NAME_B} 1 2`]);
  });

  it('of IPv4 differ by address, not by port', () => {
    expect(
      sessions([
        { from: A, to: B, source: '10.0.0.1', destination: '8.8.8.8', udp: [1000, 53] },
        { from: A, to: B, source: '10.0.0.1', destination: '8.8.8.8', tcp: [1001, 443, 2] },
        { from: A, to: B, source: '10.0.0.1', destination: '8.8.4.4', udp: [1000, 53] },
      ]),
    ).toEqual([`${NAME_A} 2 0`, `${NAME_B} 0 2`, `${NAME_A} 1 0`, `${NAME_B} 0 1`]);
  });

  it.each([
    ['networkml-sessionhost', [networkmlSessionhost()]],
    ['a set that reads outer headers', [countsOfLevel('session')]],
  ])('of IPv6 differ by TCP port as well, in %s', (_, sets) => {
    const ends = { from: A, to: B, source: [...FE80, 1], destination: [...FE80, 2] } as const;
    const back = { from: B, to: A, source: [...FE80, 2], destination: [...FE80, 1] } as const;
    const { rows } = featurizePackets(
      [
        { ...ends, tcp: [1000, 443, 2] },
        { ...back, tcp: [443, 1000, 18] },
        { ...ends, tcp: [1001, 443, 2] },
        { ...ends, udp: [1000, 53] },
        { ...ends, udp: [1001, 53] },
      ],
      { sets },
    );
    expect(rows.map(({ device, packets, packetsOut }) => `${device} ${packetsOut}/${packets}`)).toEqual([
      `${NAME_A} 1/2`,
      `${NAME_B} 1/2`,
      `${NAME_A} 1/1`,
      `${NAME_B} 0/1`,
      `${NAME_A} 2/2`,
      `${NAME_B} 0/2`,
    ]);
  });

  it('of other packets differ by EtherType and MAC addresses', () => {
    expect(
      sessions([
        { from: A, to: B, etherType: 0x0806 },
        { from: B, to: A, etherType: 0x0806 },
        { from: A, to: B, etherType: 0x888e },
        { from: A, to: GROUP, etherType: 0x0806 },
      ]),
    ).toEqual([`${NAME_A} 1 1`, `${NAME_B} 1 1`, `${NAME_A} 1 0`, `${NAME_B} 0 1`, `${NAME_A} 1 0`]);
  });

  it('of a device that is alone in the capture make one row', () => {
    const alone = [
      { from: A, to: GROUP, source: '10.0.0.1', destination: '239.255.255.250' },
      { from: A, to: GROUP, etherType: 0x0806 },
      { from: A, to: GROUP, source: '10.0.0.1', destination: '224.0.0.251' },
    ] as const;
    expect(sessions(alone)).toEqual([`${NAME_A} 3 0`]);
    expect(sessions([...alone, { from: B, to: GROUP }])).toEqual([
      `${NAME_A} 1 0`,
      `${NAME_A} 1 0`,
      `${NAME_A} 1 0`,
      `${NAME_B} 1 0`,
    ]);
  });

  it('of a device with itself make one row, of sent packets', () => {
    const loop = { from: A, to: A, source: '10.0.0.1', destination: '10.0.0.2' } as const;
    const back = { ...loop, source: '10.0.0.2', destination: '10.0.0.1' } as const;
    expect(sessions([loop, back, { from: B, to: GROUP }])).toEqual([`${NAME_A} 2 0`, `${NAME_B} 1 0`]);
  });

  it('are between IP addresses where packets have no MAC address, or devices are hosts', () => {
    const packets = [
      { source: '10.0.0.1', destination: '10.0.0.2' },
      { source: '10.0.0.2', destination: '10.0.0.1' },
      { source: '10.0.0.1', destination: '239.255.255.250' },
      {},
    ] as const;
    const expected = ['10.0.0.1 1 1', '10.0.0.2 1 1', '10.0.0.1 1 0'];
    expect(sessions(packets)).toEqual(expected);
    const framed = packets.map((packet) => ({ ...packet, from: A, to: B }));
    expect(sessions(framed, { devices: 'ip' })).toEqual(expected);
    expect(sessions(packets, { devices: 'mac' })).toEqual([]);
  });

  it('of the canonical device are those of the device it is in the whole capture', () => {
    const packets = [
      { from: A, to: B, source: '10.0.0.1', destination: '10.0.0.9' },
      { from: A, to: C, source: '10.0.0.2', destination: '10.0.0.9' },
      { from: B, to: A, source: '10.0.0.9', destination: '10.0.0.1' },
      { from: B, to: C, source: '10.0.0.9', destination: '10.0.0.8' },
    ] as const;
    expect(sessions(packets, { devices: 'canonical' })).toEqual([`${NAME_B} 1 1`, `${NAME_B} 1 0`]);
  });

  it('keep to their bound, and what was beyond is counted', () => {
    const packets = [1, 2, 3, 3].map((last) => ({
      from: A,
      to: GROUP,
      source: '10.0.0.1',
      destination: `224.0.0.${last}`,
    }));
    const options = { sets: [countsOfLevel('session')], maxSessions: 2 };
    const table = featurizePackets([{ from: B, to: GROUP }, ...packets], options);
    expect(namedRows(table)).toEqual([`${NAME_B} 1 0`, `${NAME_A} 1 0`]);
    expect(table.overflow).toEqual({ ...NO_OVERFLOW, sessionPackets: 3 });
  });

  it('keep to the bound on devices', () => {
    const packets = [A, B, C, C].map((from) => ({ from, to: GROUP }));
    const { rowCount, overflow } = featurizePackets(packets, {
      sets: [countsOfLevel('session')],
      maxDevices: 2,
    });
    expect([rowCount, overflow]).toEqual([2, { ...NO_OVERFLOW, devicePackets: 2 }]);
  });

  it('make no table with devices', () => {
    const sets = [networkmlSessionhost(), countsOfLevel('device')];
    expect(() => createFeaturizer({ sets, devices: 'auto' })).toThrow('FEATURE_MIXED_LEVELS, set counts');
  });

  it('are the same whether packets come in one batch or in many', () => {
    const packets = [
      { from: A, to: B, source: '10.0.0.1', destination: '10.0.0.2' },
      { from: C, to: B, etherType: 0x0806 },
      { from: B, to: A, source: '10.0.0.2', destination: '10.0.0.1' },
    ] as const;
    const featurizer = createFeaturizer({ sets: [countsOfLevel('session')], devices: 'auto' });
    featurizer.observe(batchOf(packets));
    expect(namedRows(featurizer.finish())).toEqual(sessions(packets));
  });
});
