import { type PacketBatch, Protocol } from '@networkml/pcap-reader';
import { describe, expect, it } from 'vitest';

import { accumulate, batchOf, type TestPacket } from '../../testing/packets.ts';
import { deviceFeatures } from './device.ts';

const ME = 0x02000000000a;
const OTHER = 0x02000000000b;
const BROADCAST = 0xffffffffffff;
const ENDS = { from: ME, to: OTHER, source: '192.168.1.2', destination: '203.0.113.9' } as const;

const sent = (packets: readonly TestPacket[]): Readonly<Record<string, number>> =>
  accumulate(deviceFeatures, packets);
const received = (packets: readonly TestPacket[]): Readonly<Record<string, number>> =>
  accumulate(deviceFeatures, packets, 1);

/** The values of packets whose header columns a test fills itself. */
const sentWith = (
  packets: readonly TestPacket[],
  fill: (batch: PacketBatch) => void,
): Readonly<Record<string, number>> => {
  const batch = batchOf(packets);
  fill(batch);
  const accumulator = deviceFeatures.create();
  packets.forEach((_, row) => accumulator.observe(batch, row, 0));
  return accumulator.finish();
};

describe('device features', () => {
  it('have a group, and a name that says nothing of NetworkML', () => {
    const columns = Object.entries(deviceFeatures.columns);
    expect(columns.filter(([, { group }]) => group === undefined)).toEqual([]);
    expect(columns.filter(([name]) => name.startsWith('tshark'))).toEqual([]);
  });

  it('are all 0 of a device without packets', () => {
    const values = Object.values(deviceFeatures.create().finish());
    expect(values.filter((value) => value !== 0)).toEqual([]);
  });

  it('tell lengths by share of each width of 32 bytes, bounds, mean and quantiles, each way', () => {
    expect(sent([{ length: 60 }, { length: 63 }, { length: 64 }, { length: 1600 }])).toMatchObject({
      length_out_from_32: 0.5,
      length_out_from_64: 0.25,
      length_out_from_1536: 0.25,
      length_out_min: 60,
      length_out_mean: 446.75,
      length_out_max: 1600,
      length_out_p50: 63.5,
      length_in_max: 0,
    });
    expect(received([{ length: 100 }])).toMatchObject({
      length_in_from_96: 1,
      length_in_p50: 100,
      length_out_max: 0,
    });
  });

  it('tell how much the device sends itself', () => {
    const batch = batchOf([{ length: 100 }, { length: 300 }]);
    const accumulator = deviceFeatures.create();
    accumulator.observe(batch, 0, 0);
    accumulator.observe(batch, 1, 1);
    expect(accumulator.finish()).toMatchObject({ sent_packets: 0.5, sent_bytes: 0.25 });
  });

  it('tell times between packets of one direction, whatever others say meanwhile and wherever the epoch lies', () => {
    const times = [0, 1, 3, 3].map((seconds) => ({ seconds }));
    const late = times.map(({ seconds }) => ({ seconds: seconds + 1_700_000_000, nanos: 123_456_789 }));
    const expected = {
      gap_out_p50: 1,
      gap_out_p90: 1.8,
      gap_in_p50: 0,
      packets_per_second: 1,
      active_seconds: 0.75,
    };
    expect(sent(times)).toMatchObject({ ...expected, peak_second: 2 });
    expect(sent(late)).toMatchObject({ ...expected, peak_second: 2 });
  });

  it('take time that runs back for no time, and leave out packets without one', () => {
    const times = [{ seconds: 5 }, { seconds: 4 }, { seconds: Number.NaN }, { seconds: 6 }];
    expect(sent(times)).toMatchObject({ gap_out_p50: 1, gap_out_p90: 1.8 });
    expect(sent([{ seconds: Number.NaN }])).toMatchObject({ packets_per_second: 0, active_seconds: 0 });
  });

  it('tell what packets are, by the highest header that is known', () => {
    const values = sent([
      { ...ENDS, tcp: [50_000, 443, 2] },
      { ...ENDS, udp: [50_000, 53] },
      { ...ENDS, protocols: Protocol.Icmp },
      { etherType: 0x0806, protocols: Protocol.Arp },
    ]);
    expect(values).toMatchObject({
      tcp_out: 0.25,
      udp_out: 0.25,
      icmp_out: 0.25,
      arp_out: 0.25,
      ip_other_out: 0,
    });
  });

  it('tell what a device uses from what it offers, by the port of the server', () => {
    const to = (port: number): TestPacket => ({ ...ENDS, tcp: [50_000, port, 0x10] });
    const from = (port: number): TestPacket => ({ ...ENDS, tcp: [port, 50_000, 0x10] });
    expect(sent([to(445), to(88), from(9100), from(9100)])).toMatchObject({
      smb_client: 0.25,
      kerberos_client: 0.25,
      jetdirect_server: 0.5,
      jetdirect_client: 0,
    });
    expect(received([to(445), from(9100)])).toMatchObject({ smb_server: 0.5, jetdirect_client: 0.5 });
  });

  it('take the lower of two known ports for the server, and of equal ports the receiver', () => {
    expect(sent([{ ...ENDS, tcp: [8080, 22, 0x10] }])).toMatchObject({ ssh_client: 1, http_server: 0 });
    expect(sent([{ ...ENDS, tcp: [22, 8080, 0x10] }])).toMatchObject({ ssh_server: 1, http_client: 0 });
    expect(sent([{ ...ENDS, udp: [123, 123] }])).toMatchObject({ ntp_client: 1, ntp_server: 0 });
    expect(received([{ ...ENDS, udp: [123, 123] }])).toMatchObject({ ntp_client: 0, ntp_server: 1 });
  });

  it.each([
    [[50_000, 99], 'other_low_client'],
    [[99, 50_000], 'other_low_server'],
    [[50_000, 40_000], 'other_high'],
  ] as const)('tell unknown ports %j as %s', ([source, destination], column) => {
    expect(sent([{ ...ENDS, tcp: [source, destination, 0x10] }])).toMatchObject({ [column]: 1 });
  });

  it('tell the lengths of small datagrams', () => {
    const packets: TestPacket[] = [
      { ...ENDS, udp: [68, 67] },
      { ...ENDS, udp: [68, 67] },
      { ...ENDS, udp: [5353, 5353] },
      { ...ENDS, udp: [1900, 50_000] },
    ];
    const values = sentWith(packets, ({ udpLengthBytes }) => {
      udpLengthBytes.set([308, 316, 60, 300]);
    });
    expect(values).toMatchObject({
      dhcp_sent_length_min: 308,
      dhcp_sent_length_mean: 312,
      dhcp_sent_length_max: 316,
      mdns_sent_length_max: 60,
      ssdp_answer_length_max: 300,
      ssdp_sent_length_max: 0,
    });
  });

  it('tell how the first SYN segment is filled, and the windows of later segments', () => {
    const packets: TestPacket[] = [0x02, 0x02, 0x10, 0x18].map((flags) => ({
      ...ENDS,
      tcp: [50_000, 443, flags],
    }));
    const values = sentWith(packets, (batch) => {
      batch.tcpWindow.set([64_240, 1, 500, 700]);
      batch.tcpMss.set([1460, 1, 0, 0]);
      batch.tcpWindowScale.set([7, 1, 0xff, 0xff]);
      batch.tcpOptionOrder.set([0x31_842, 0, 0, 0]); // MSS, SACK permitted, timestamps, no-operation, window scale
    });
    expect(values).toMatchObject({
      syn_window: 64_240,
      syn_mss: 1460,
      syn_scale: 8,
      syn_options: 5,
      syn_mss_place: 1,
      syn_sack_place: 2,
      syn_timestamps_place: 3,
      syn_nop_place: 4,
      syn_scale_place: 5,
      synack_window: 0,
      window_min: 500,
      window_mean: 600,
      window_max: 700,
      syn_sent: 0.5,
    });
  });

  it('tell flags, bare acknowledgements and payloads', () => {
    const packets: TestPacket[] = [0x18, 0x10, 0x11, 0x04].map((flags) => ({
      ...ENDS,
      tcp: [50_000, 443, flags],
    }));
    const values = sentWith(packets, ({ payloadLengthBytes }) => {
      payloadLengthBytes.set([100, 0, 0, 0]);
    });
    expect(values).toMatchObject({
      psh_out: 0.25,
      fin_out: 0.25,
      rst_out: 0.25,
      bare_ack_out: 0.25,
      tcp_payload_out_mean: 100,
      tcp_payload_out_max: 100,
    });
  });

  it('tell hop limits, fragmentation, DSCP and ECN of what is sent, not of what is received', () => {
    const packets: TestPacket[] = [
      { ...ENDS, udp: [1, 2] },
      { ...ENDS, tcp: [1, 2, 0x10] },
    ];
    const fill = (batch: PacketBatch): void => {
      batch.hopLimit.set([64, 255]);
      batch.ipFlags.set([2, 0]);
      batch.trafficClass.set([0xb8, 0x01]);
      batch.protocols[0] |= Protocol.Ipv4;
      batch.protocols[1] |= Protocol.Ipv4;
    };
    expect(sentWith(packets, fill)).toMatchObject({
      hop_limit_min: 64,
      hop_limit_max: 255,
      dont_fragment: 0.5,
      dont_fragment_udp: 1,
      dscp_marked: 0.5,
      dscp_max: 46,
      ecn_marked: 0.5,
    });
    expect(received(packets)).toMatchObject({ hop_limit_max: 0, dscp_max: 0 });
  });

  it('tell whom a device speaks to', () => {
    const to = (destination: string, mac = OTHER): TestPacket => ({ ...ENDS, to: mac, destination });
    const values = sent([
      to('8.8.8.8'),
      to('10.1.2.3'),
      to('224.0.0.251', 0x01005e0000fb),
      { from: ME, to: BROADCAST, source: '0.0.0.0', destination: '255.255.255.255', udp: [68, 67] },
    ]);
    expect(values).toMatchObject({
      to_public: 0.25,
      to_private: 0.25,
      to_group: 0.25,
      to_broadcast: 0.25,
      unaddressed: 0.25,
      public_peers: 1,
      private_peers: 1,
      groups: 2,
      own_ports: 1,
      peer_ports: 1,
    });
  });

  it.each([
    [[0x20010db8, 0, 0, 1], 'to_public'],
    [[0xfe800000, 0, 0, 1], 'to_private'],
    [[0xfd000000, 0, 0, 1], 'to_private'],
    [[0xff020000, 0, 0, 1], 'to_group'],
  ] as const)('tell the reach of the IPv6 address %j as %s', (destination, column) => {
    const packet = { from: ME, to: OTHER, source: [0xfe800000, 0, 0, 2], destination } as const;
    expect(sent([packet])).toMatchObject({ [column]: 1, ipv6_out: 0 });
  });

  it('count peers and ports up to 512, so that a scan takes no more memory', () => {
    const packets = Array.from({ length: 3000 }, (_, index): TestPacket => ({
      ...ENDS,
      destination: `8.8.${index >> 8}.${index & 255}`,
      tcp: [50_000 - index, 1 + index, 2],
    }));
    expect(sent(packets)).toMatchObject({ public_peers: 512, own_ports: 512, peer_ports: 512 });
  });
});
