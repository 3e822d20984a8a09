import { openCapture } from '@networkml/pcap-reader/node';
import { describe, expect, it } from 'vitest';
import { cellOf } from '../table/column.ts';
import { type TinyPacket, ipv4Frame, pcapOf, tcp, udp } from '../testing/tiny-capture.ts';
import { CONVERSATION_COLUMNS } from './conversation-columns.ts';
import { createConversationCounter } from './conversation-counter.ts';

const TCP = 6;
const UDP = 17;
const SYN = 0x02;
const ACK = 0x10;

type Row = Readonly<Record<string, string | number | null>>;

const conversationsOf = async (
  packets: readonly TinyPacket[],
  options: { readonly last?: boolean; readonly maxConversations?: number } = {},
): Promise<Row[]> => {
  const counter = createConversationCounter(options);
  for await (const batch of openCapture(pcapOf(packets), { last: options.last ?? true }))
    counter.observe(batch);
  return Array.from({ length: counter.conversations.count }, (_, row) =>
    Object.fromEntries(
      CONVERSATION_COLUMNS.map((column) => [column.name, cellOf(column, { ...counter, first: 0 }, row)]),
    ),
  );
};

/** 14 bytes of Ethernet, 20 of IPv4, 8 of UDP, and what it carries. */
const udpBytes = (payload: number): number => 42 + payload;

/** 14 bytes of Ethernet, 20 of IPv4, 20 of TCP. */
const TCP_BYTES = 54;

describe('createConversationCounter', () => {
  it('counts both directions, with A the sender of the first packet', async () => {
    const query = ipv4Frame({ from: 1, to: 53, protocol: UDP }, udp(40000, 53, 30));
    const answer = ipv4Frame({ from: 53, to: 1, protocol: UDP }, udp(53, 40000, 100));
    const rows = await conversationsOf([
      { time: [1000, 250_000], bytes: query },
      { time: [1000, 500_000], bytes: answer },
      { time: [1002, 0], bytes: query },
    ]);
    expect(rows).toEqual([
      {
        protocol: 'udp',
        address_a: '10.0.0.1',
        port_a: 40000,
        address_b: '10.0.0.53',
        port_b: 53,
        packets_a_to_b: 2,
        bytes_a_to_b: 2 * udpBytes(30),
        packets_b_to_a: 1,
        bytes_b_to_a: udpBytes(100),
        start_time: '1000.250000000',
        relative_start_seconds: 0,
        duration_seconds: 1.75,
      },
    ]);
  });

  it('counts lengths on the wire, and starts from the first packet of the capture, whatever it carries', async () => {
    const frame = ipv4Frame({ from: 1, to: 2, protocol: UDP }, udp(1, 2, 0));
    const rows = await conversationsOf([
      { time: [10, 0], bytes: ipv4Frame({ from: 1, to: 2, protocol: 1 }, [8, 0, 0, 0]) }, // ICMP echo
      { time: [12, 0], bytes: frame, wireBytes: 1500 },
      { time: [11, 0], bytes: frame },
    ]);
    expect(rows).toMatchObject([
      { packets_a_to_b: 2, bytes_a_to_b: 1500 + udpBytes(0), relative_start_seconds: 1, duration_seconds: 1 },
    ]);
  });

  it('tells protocols, ports and addresses apart', async () => {
    const rows = await conversationsOf(
      [
        ipv4Frame({ from: 1, to: 2, protocol: UDP }, udp(7, 8, 0)),
        ipv4Frame({ from: 1, to: 2, protocol: TCP }, tcp({ from: 7, to: 8, sequence: 1, flags: ACK })),
        ipv4Frame({ from: 1, to: 2, protocol: UDP }, udp(8, 7, 0)),
        ipv4Frame({ from: 2, to: 1, protocol: UDP }, udp(8, 7, 0)), // the first again, the other way
        ipv4Frame({ from: 1, to: 3, protocol: UDP }, udp(7, 8, 0)),
      ].map((bytes, second) => ({ time: [second, 0], bytes })),
    );
    expect(rows.map((row) => [row.protocol, row.address_b, row.port_a, row.packets_b_to_a])).toEqual([
      ['udp', '10.0.0.2', 7, 1],
      ['tcp', '10.0.0.2', 7, 0],
      ['udp', '10.0.0.2', 8, 0],
      ['udp', '10.0.0.3', 7, 0],
    ]);
  });

  it('begins another TCP conversation with a SYN of another sequence number, not with one sent again', async () => {
    const syn = (sequence: number): number[] =>
      ipv4Frame({ from: 1, to: 2, protocol: TCP }, tcp({ from: 5000, to: 80, sequence, flags: SYN }));
    const accept = ipv4Frame(
      { from: 2, to: 1, protocol: TCP },
      tcp({ from: 80, to: 5000, sequence: 900, acknowledgement: 101, flags: SYN | ACK }),
    );
    const rows = await conversationsOf(
      [syn(100), syn(100), accept, syn(200), accept].map((bytes, second) => ({ time: [second, 0], bytes })),
    );
    expect(rows).toMatchObject([
      { packets_a_to_b: 2, bytes_a_to_b: 2 * TCP_BYTES, packets_b_to_a: 1, duration_seconds: 2 },
      { packets_a_to_b: 1, bytes_a_to_b: TCP_BYTES, packets_b_to_a: 1, relative_start_seconds: 3 },
    ]);
  });

  it('takes the sequence number of an end from what is acknowledged, as the capture may begin in the middle', async () => {
    const rows = await conversationsOf(
      [
        ipv4Frame(
          { from: 2, to: 1, protocol: TCP },
          tcp({ from: 80, to: 5000, sequence: 900, acknowledgement: 101, flags: ACK }),
        ),
        ipv4Frame(
          { from: 1, to: 2, protocol: TCP },
          tcp({ from: 5000, to: 80, sequence: 100, flags: SYN }), // the SYN that 101 acknowledges, late
        ),
      ].map((bytes, second) => ({ time: [second, 0], bytes })),
    );
    expect(rows).toMatchObject([{ address_a: '10.0.0.2', packets_a_to_b: 1, packets_b_to_a: 1 }]);
  });

  it('counts a datagram in fragments with the fragment that completes it, and none that stays incomplete', async () => {
    const datagram = udp(7, 8, 24); // 32 bytes: two fragments of 16
    const piece = (part: number, identification: number): number[] =>
      ipv4Frame(
        { from: 1, to: 2, protocol: UDP, identification, fragment: part === 0 ? 0x2000 : 2 },
        datagram.slice(part * 16, part * 16 + 16),
      );
    const pieces = [piece(0, 1), piece(0, 2), piece(1, 1)].map((bytes, second) => ({
      time: [second, 0] as const,
      bytes,
    }));
    expect(await conversationsOf(pieces)).toMatchObject([
      { port_a: 7, port_b: 8, packets_a_to_b: 1, bytes_a_to_b: 14 + 20 + 16, relative_start_seconds: 2 },
    ]);
    expect(await conversationsOf(pieces, { last: false })).toMatchObject([{ packets_a_to_b: 2 }]);
  });

  it('finds every one of many conversations again', async () => {
    const packets = Array.from({ length: 5000 }, (_, port) => ({
      time: [port, 0] as const,
      bytes: ipv4Frame({ from: 1, to: 2, protocol: UDP }, udp(port, 9, 0)),
    }));
    const rows = await conversationsOf([...packets, ...packets]);
    expect(rows).toHaveLength(5000);
    expect(rows.every((row, port) => row.port_a === port && row.packets_a_to_b === 2)).toBe(true);
  });

  it('refuses more conversations than it may hold, with a code', async () => {
    const packets = [1, 2, 3].map((port) => ({
      time: [0, 0] as const,
      bytes: ipv4Frame({ from: 1, to: 2, protocol: UDP }, udp(port, 9, 0)),
    }));
    await expect(conversationsOf(packets, { maxConversations: 2 })).rejects.toMatchObject({
      code: 'PIPELINE_TOO_MANY_CONVERSATIONS',
    });
    await expect(conversationsOf(packets, { maxConversations: 3 })).resolves.toHaveLength(3);
  });
});
