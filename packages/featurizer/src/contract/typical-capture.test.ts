import { Damage, Protocol } from '@networkml/pcap-reader';
import { describe, expect, it } from 'vitest';

import { HOME, OFFICE } from './typical-addresses.ts';
import { openTypicalCapture, type TypicalCaptureOptions } from './typical-capture.ts';

/** The typical capture in one batch. */
const typical = (options: TypicalCaptureOptions = {}) => {
  const [batch] = openTypicalCapture(options);
  return batch;
};

const columnOf = (column: ArrayLike<number>, count: number): number[] => Array.from(column).slice(0, count);

describe('openTypicalCapture', () => {
  it('shows ARP, TCP, UDP, ICMP, IPv6, a tag, a tunnel and fragments, with the last headers', () => {
    const { count, protocols, last, tunnelDepth } = typical();
    const seen = columnOf(protocols, count).reduce((bits, row) => bits | row, 0);
    const { Arp, Vlan, Ipv4, Ipv6, Icmp, Icmpv6, Tcp, Udp, Fragment } = Protocol;
    for (const bit of [Arp, Vlan, Ipv4, Ipv6, Icmp, Icmpv6, Tcp, Udp, Fragment]) expect(seen & bit).toBe(bit);
    expect(columnOf(tunnelDepth, count)).toContain(1);
    expect(columnOf(last!.udpDestinationPort, count)).toEqual(expect.arrayContaining([161, 2049]));
  });

  it('holds packets that are cut short or contradict themselves', () => {
    const { count, damage } = typical();
    expect([...new Set(columnOf(damage, count))].sort((a, b) => a - b)).toEqual([
      Damage.None,
      Damage.LinkTruncated,
      Damage.Ipv4Truncated,
      Damage.Ipv6Truncated,
      Damage.TcpTruncated,
      Damage.TcpMalformed,
    ]);
  });

  it('has times that stand still, run back and jump', () => {
    const { count, deltaSeconds } = typical();
    const deltas = columnOf(deltaSeconds, count);
    expect(deltas.slice(1)).toContain(0);
    expect(Math.min(...deltas)).toBeCloseTo(-0.002, 9);
    expect(Math.max(...deltas)).toBeGreaterThan(800);
  });

  it('fits every header into 128 bytes of a packet', () => {
    const { count, protocols, damage, wireLengthBytes } = typical();
    const cut = typical({ snapBytes: 128 });
    expect(columnOf(cut.protocols, count)).toEqual(columnOf(protocols, count));
    expect(columnOf(cut.damage, count)).toEqual(columnOf(damage, count));
    expect(columnOf(cut.wireLengthBytes, count)).toEqual(columnOf(wireLengthBytes, count));
    expect(columnOf(cut.capturedLengthBytes, count)).not.toEqual(columnOf(wireLengthBytes, count));
  });

  it('is the same for other addresses but for names, numbers and the time of day', () => {
    const [home, office] = [typical({ addresses: HOME }), typical({ addresses: OFFICE })];
    for (const column of ['protocols', 'damage', 'wireLengthBytes', 'deltaSeconds', 'tcpFlags'] as const)
      expect(columnOf(office[column], office.count)).toEqual(columnOf(home[column], home.count));
    for (const column of ['sourceMac', 'seconds', 'sourceIp', 'tcpSequence', 'ipIdentification'] as const)
      expect(columnOf(office[column], office.count)).not.toEqual(columnOf(home[column], home.count));
  });
});
