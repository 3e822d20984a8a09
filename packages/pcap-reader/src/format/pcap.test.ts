import { describe, expect, it } from 'vitest';
import { openCapture } from '../open-capture.ts';
import { join, uint32 } from '../testing/bytes.ts';
import { pcapHeader, pcapOf, pcapRecord } from '../testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK } from '../testing/packets.ts';
import { readBatch, readError, readRows } from '../testing/rows.ts';

const PACKETS = [DNS_QUERY, SYN_ACK, ARP_REQUEST];

const LAYOUTS = [
  { littleEndian: true, nanoseconds: false },
  { littleEndian: true, nanoseconds: true },
  { littleEndian: false, nanoseconds: false },
  { littleEndian: false, nanoseconds: true },
] as const;

describe('a pcap file', () => {
  it.each(LAYOUTS)('is read in either byte order and resolution: %o', async (layout) => {
    const capture = openCapture(pcapOf(PACKETS, layout));
    const batch = await readBatch(capture);
    expect(batch.count).toBe(3);
    expect([...batch.seconds.subarray(0, 3)]).toStrictEqual([1_700_000_000, 1_700_000_000, 1_700_000_000]);
    expect([...batch.nanos.subarray(0, 3)]).toStrictEqual([0, 1_000_000, 2_000_000]);
    expect([...batch.deltaSeconds.subarray(0, 3)]).toStrictEqual([0, 0.001, 0.001]);
    expect([...batch.destinationPort.subarray(0, 3)]).toStrictEqual([53, 50_000, 0]);
    expect(capture.info).toMatchObject({ format: 'pcap', littleEndian: layout.littleEndian, packets: 3 });
    expect(capture.info.interfaces).toStrictEqual([
      {
        linkType: 1,
        snapLengthBytes: 65_535,
        ticksPerSecond: layout.nanoseconds ? 1e9 : 1e6,
        offsetSeconds: 0,
      },
    ]);
  });

  it('is the same rows in every layout', async () => {
    const [first, ...others] = await Promise.all(
      LAYOUTS.map((layout) => readRows(openCapture(pcapOf(PACKETS, layout)))),
    );
    expect(first.rows).toHaveLength(3);
    for (const other of others) expect(other).toStrictEqual(first);
  });

  it('without packets is a capture without packets', async () => {
    const capture = openCapture(pcapHeader());
    expect(await readRows(capture)).toStrictEqual({ rows: [] });
    expect(capture.info).toMatchObject({ packets: 0, firstSeen: undefined, lastSeen: undefined });
  });

  it('keeps only the link type of a word that also tells the length of the frame check sequence', async () => {
    const header = join(pcapHeader().subarray(0, 20), '01 00 00 54'); // 4 bytes of FCS, Ethernet
    const batch = await readBatch(openCapture(join(header, pcapOf([DNS_QUERY]).subarray(24))));
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('tells the length on the wire of a packet that was cut by the snap length', async () => {
    const record = pcapRecord({
      seconds: 1,
      ticks: 0,
      packet: DNS_QUERY.subarray(0, 42),
      wireLengthBytes: 9000,
    });
    const batch = await readBatch(openCapture(join(pcapHeader(), record)));
    expect(batch.capturedLengthBytes[0]).toBe(42);
    expect(batch.wireLengthBytes[0]).toBe(9000);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('carries fractions beyond a second over', async () => {
    const record = pcapRecord({ seconds: 10, ticks: 2_500_000, packet: ARP_REQUEST }); // microseconds
    const batch = await readBatch(openCapture(join(pcapHeader(), record)));
    expect([batch.seconds[0], batch.nanos[0]]).toStrictEqual([12, 500_000_000]);
  });

  it('has a negative delta and a count where time runs back', async () => {
    const records = [10, 8, 9].map((seconds) => pcapRecord({ seconds, ticks: 0, packet: ARP_REQUEST }));
    const capture = openCapture(join(pcapHeader(), ...records));
    const batch = await readBatch(capture);
    expect([...batch.deltaSeconds.subarray(0, 3)]).toStrictEqual([0, -2, 1]);
    expect(capture.info).toMatchObject({ backwardsPackets: 1, firstSeen: 8, lastSeen: 10 });
  });

  it.each([4, 16, 23])('cut to %i bytes has no whole header', async (length) => {
    const error = await readError(openCapture(pcapHeader().subarray(0, length), { name: 'cut.pcap' }));
    expect(error).toMatchObject({ code: 'CAPTURE_CUT_HEADER', capture: 'cut.pcap', offsetBytes: 0 });
  });

  it.each([
    ['inside a record header', 7],
    ['right behind a record header', 16],
    ['inside a packet', 17],
  ])('that ends %s gives the packets before and the offset of the record', async (_, length) => {
    const whole = pcapOf([DNS_QUERY, ARP_REQUEST]);
    const second = 24 + 16 + DNS_QUERY.length;
    const capture = openCapture(whole.subarray(0, second + length));
    const { rows, error } = await readRows(capture);
    expect(rows).toHaveLength(1);
    expect(error).toMatchObject({ code: 'CAPTURE_CUT_RECORD', offsetBytes: second });
    expect(capture.info.packets).toBe(1);
  });

  it('with an impossible record length gives the packets before and the offset of the record', async () => {
    const broken = join('00000000 00000000', uint32(0x40001, true), uint32(0x40001, true), DNS_QUERY);
    const { rows, error } = await readRows(openCapture(join(pcapOf([DNS_QUERY, SYN_ACK]), broken)));
    expect(rows).toHaveLength(2);
    expect(error).toMatchObject({
      code: 'CAPTURE_BAD_RECORD',
      offsetBytes: 24 + 32 + DNS_QUERY.length + SYN_ACK.length,
    });
    expect(error?.message).toContain('262145 captured bytes');
  });

  it('may hold a record of the largest length', async () => {
    const packet = join(DNS_QUERY, new Uint8Array(0x40000 - DNS_QUERY.length));
    const batch = await readBatch(openCapture(pcapOf([packet, packet, ARP_REQUEST])));
    expect([...batch.capturedLengthBytes.subarray(0, 3)]).toStrictEqual([0x40000, 0x40000, 42]);
  });
});
