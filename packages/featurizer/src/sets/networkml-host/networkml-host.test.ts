import { PacketBatch, Protocol } from '@networkml/pcap-reader';
import { describe, expect, it } from 'vitest';

import { accumulate, batchOf, type TestPacket } from '../../testing/packets.ts';
import { HOST_COLUMNS } from './columns.ts';
import { networkmlHost } from './networkml-host.ts';

const [A, B] = ['10.0.0.1', '10.0.0.2'];
const between = { source: A, destination: B, etherType: 0x0800 } as const;
const of = (packets: readonly TestPacket[], direction: 0 | 1 = 0): Readonly<Record<string, number>> =>
  accumulate(networkmlHost(), packets, direction);

/** The columns that end in `_suffix` or start with `tshark_prefix` and are not 0. */
const nonZero = (values: Readonly<Record<string, number>>, pattern: RegExp): string[] =>
  Object.keys(values).filter((name) => pattern.test(name) && values[name] !== 0);

describe('networkmlHost', () => {
  it('has 280 numeric columns, 221 of them inputs of models', () => {
    const columns = Object.values(HOST_COLUMNS);
    expect(columns).toHaveLength(280);
    expect(columns.filter(({ modelInput = true }) => modelInput)).toHaveLength(221);
  });

  it('gives a value for exactly its columns', () => {
    expect(Object.keys(of([{}]))).toEqual(Object.keys(HOST_COLUMNS));
  });

  it('writes the same values in the order of its columns', () => {
    const packets = [{ ...between, tcp: [22, 443, 2], length: 70 }] as const;
    const accumulator = networkmlHost().create();
    accumulator.observe(batchOf(packets), 0, 0);
    const row = new Float64Array(280);
    accumulator.writeRow?.(row);
    expect([...row]).toEqual(Object.values(of(packets)));
  });

  it('describes the lengths of sent and received packets apart', () => {
    expect(of([{ length: 60 }, { length: 100 }])).toMatchObject({
      tshark_average_frame_len_out: 80,
      tshark_variance_frame_len_out: 800,
      tshark_count_frame_len_in: 0,
    });
    expect(of([{ length: 60 }], 1)).toMatchObject({
      tshark_total_frame_len_in: 60,
      tshark_total_frame_len_out: 0,
    });
  });

  it('describes the silence before packets', () => {
    const values = of([{ delta: 0 }, { delta: -0.25 }, { delta: 1 }]);
    expect(values).toMatchObject({ tshark_min_time_delta_out: -0.25, tshark_25q_time_delta_out: -0.125 });
  });

  it('decodes the three bits of ip.flags under the names of TCP flags', () => {
    const values = of([{ ...between, flagsWord: 0x4000 }]);
    expect(nonZero(values, /ip_flags/)).toEqual(['tshark_ip_flags_syn_out']);
  });

  it('decodes the fragment offset in place of the flags where asked for tshark 3', () => {
    const values = accumulate(networkmlHost({ ipFlags: 'tshark3' }), [
      { ...between, flagsWord: 0x4000 | 185 },
    ]);
    const bits = ['fin', 'psh', 'ack', 'urg', 'cwr'].map((bit) => `tshark_ip_flags_${bit}_out`);
    expect(nonZero(values, /ip_flags/)).toEqual(bits);
  });

  it('names the two readings of ip.flags apart', () => {
    expect([networkmlHost().id, networkmlHost({ ipFlags: 'tshark3' }).id]).toEqual([
      'networkml-host',
      'networkml-host-tshark3',
    ]);
  });

  it('decodes nine TCP flags and the eight bits of the traffic class', () => {
    const values = of([{ ...between, tcp: [1000, 443, 0x112], trafficClass: 0x05 }]);
    expect(nonZero(values, /tcp_flags|dsfield/)).toEqual([
      'tshark_ip_dsfield_ecn0_out',
      'tshark_ip_dsfield_dscp0_out',
      'tshark_tcp_flags_syn_out',
      'tshark_tcp_flags_ack_out',
      'tshark_tcp_flags_ns_out',
    ]);
  });

  it.each([
    [[50000, 443], 'tcp_priv_port_443'],
    [[22, 443], 'tcp_priv_port_22'],
    [[1023, 5000], 'tcp_priv_port_other'],
    [[50000, 5222], 'tcp_nonpriv_port_5222'],
    [[1024, 5222], 'tcp_nonpriv_port_other'],
  ] as const)('files TCP ports %j under %s, by the smaller one', ([from, to], column) => {
    const values = of([{ ...between, tcp: [from, to, 0] }]);
    expect(nonZero(values, /(tcp|udp)_(non)?priv_port/)).toEqual([`tshark_${column}_out`]);
  });

  it('sees no ports over IPv6, though it sees TCP', () => {
    const values = of([
      { source: [0xfe800000, 0, 0, 1], destination: [0xfe800000, 0, 0, 2], tcp: [1, 2, 2] },
    ]);
    expect(nonZero(values, /port/)).toEqual([]);
    expect(values).toMatchObject({
      tshark_wk_ip_protocol_tcp: 1,
      tshark_tcp_flags_syn_out: 1,
      tshark_ipv6: 1,
    });
  });

  it('divides packets from a port by packets to it', () => {
    const values = of([
      { ...between, udp: [53, 4000] },
      { ...between, udp: [53, 4000] },
      { ...between, udp: [4000, 53] },
      { ...between, udp: [123, 4001] },
      { ...between, tcp: [80, 700, 0] },
    ]);
    expect(values.tshark_udp_priv_packet_ratio_io_port_53).toBe(2);
    expect(values.tshark_udp_priv_packet_ratio_io_port_123).toBe(0);
    expect(values.tshark_udp_nonpriv_packet_ratio_io_port_other).toBe(1 / 3);
    expect(values.tshark_tcp_priv_packet_ratio_io_port_other).toBe(0);
  });

  it('calls the ratio of other ports 1 where packets came from such ports and none went to one', () => {
    const values = of([{ ...between, tcp: [700, 80, 0] }]);
    expect(nonZero(values, /ratio/)).toEqual(['tshark_tcp_priv_packet_ratio_io_port_other']);
    expect(values.tshark_tcp_priv_packet_ratio_io_port_other).toBe(1);
  });

  it.each([
    [0x0800, []],
    [0x0806, []],
    [0x86dd, []],
    [0x8100, ['nonip']],
    [0x888e, ['nonip']],
    [0x8137, ['ipx', 'nonip']],
  ])('takes EtherType %i for %j', (etherType, traits) => {
    expect(nonZero(of([{ etherType }]), /ipx|nonip/)).toEqual(traits.map((trait) => `tshark_${trait}`));
  });

  it('takes a frame without EtherType (LLC) not for non-IP', () => {
    expect(of([{}]).tshark_nonip).toBe(0);
  });

  it('sees a VLAN tag of VLAN 0', () => {
    expect([of([{ vlan: 0 }]), of([{}])].map((values) => values.tshark_tagged_vlan)).toEqual([1, 0]);
  });

  it('sees private addresses at both ends, and multicast', () => {
    const lan = of([between]);
    expect(lan).toMatchObject({ tshark_both_private_ip: 1, tshark_ipv4: 1, tshark_ipv4_multicast: 0 });
    const ssdp = of([{ source: A, destination: '239.255.255.250' }]);
    expect(ssdp).toMatchObject({ tshark_both_private_ip: 0, tshark_ipv4_multicast: 1 });
  });

  it('names the protocols seen', () => {
    const { Icmp, Arp, Icmpv6, Gre, Esp, Ah } = Protocol;
    expect(nonZero(of([{ protocols: Icmp | Gre }, { protocols: Ah }]), /wk_ip/)).toEqual([
      'tshark_wk_ip_protocol_icmp',
      'tshark_wk_ip_protocol_gre',
      'tshark_wk_ip_protocol_ah',
    ]);
    expect(nonZero(of([{ protocols: Arp | Icmpv6 | Esp }]), /wk_ip/)).toHaveLength(3);
  });

  it('counts distinct addresses of sent packets, no address being one', () => {
    const values = of([between, {}, { ...between, destination: '10.0.0.3' }]);
    expect(values).toMatchObject({ tshark_unique_srcips: 2, tshark_unique_dstips: 3 });
    expect(of([between], 1)).toMatchObject({ tshark_unique_srcips: 0, tshark_unique_dstips: 0 });
  });

  it('dates the row by its latest packet, also where time runs back', () => {
    expect(of([{ seconds: 1000, nanos: 5e8 }, { seconds: 999 }]).tshark_frame_epoch).toBe(1000.5);
  });

  it('dates the row 0 where no packet has a time', () => {
    expect(of([{ seconds: Number.NaN }]).tshark_frame_epoch).toBe(0);
  });

  it('refuses a batch without last headers', () => {
    const accumulator = networkmlHost().create();
    expect(() => accumulator.observe(new PacketBatch({ capacity: 1 }), 0, 0)).toThrow(
      'FEATURE_NEEDS_LAST_HEADERS',
    );
  });
});
