import { describe, expect, it } from 'vitest';
import { openCapture } from '../open-capture.ts';
import { hex, join, uint32 } from '../testing/bytes.ts';
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
    expect(capture.info).toMatchObject({
      format: 'pcap',
      version: '2.4',
      variant: undefined,
      littleEndian: layout.littleEndian,
      sections: 1,
      packets: 3,
      interfacePackets: [3],
    });
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

  it.each([
    ['2 x 2 bytes', 0x2400_0001, 4],
    ['none', 0x0400_0001, 0],
    ['no claim, as its flag is not set', 0x2000_0001, undefined],
    ['a reserved bit', 0x0020_0001, undefined],
  ])(
    'takes the lower half of the link type word for the type, and the upper for %s of check sequence',
    async (_, linkType, fcsBytes) => {
      const capture = openCapture(pcapOf([DNS_QUERY], { linkType }));
      const batch = await readBatch(capture);
      expect([batch.linkType[0], batch.destinationPort[0]]).toStrictEqual([1, 53]);
      expect(batch.wireLengthBytes[0]).toBe(DNS_QUERY.length); // which includes it
      expect(capture.info.interfaces[0].fcsBytes).toBe(fcsBytes);
    },
  );

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
    const capture = openCapture(join(pcapHeader(), record));
    const batch = await readBatch(capture);
    expect([batch.seconds[0], batch.nanos[0]]).toStrictEqual([12, 500_000_000]);
    expect(capture.info.carriedTimestamps).toBe(1);
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

describe('a variant of pcap', () => {
  /** A record header whose lengths are given in the order of the file, and what follows it. */
  const record = (first: number, second: number, rest: Uint8Array, littleEndian = true): Uint8Array =>
    join(
      uint32(10, littleEndian),
      uint32(7, littleEndian),
      uint32(first, littleEndian),
      uint32(second, littleEndian),
      rest,
    );

  it.each([true, false])(
    'by Kuznetzov has eight bytes more in a record header (little-endian: %s)',
    async (littleEndian) => {
      const extra = '00000002 0008 00 00'; // interface 2, protocol, packet type
      const bytes = join(
        pcapHeader({ magic: 0xa1b2cd34, littleEndian }),
        record(DNS_QUERY.length, 1500, join(extra, DNS_QUERY), littleEndian),
        record(42, 42, join(extra, ARP_REQUEST), littleEndian),
      );
      const capture = openCapture(bytes);
      const batch = await readBatch(capture);
      expect([batch.count, batch.destinationPort[0], batch.arpOpcode[1]]).toStrictEqual([2, 53, 1]);
      expect([batch.seconds[0], batch.nanos[0], batch.wireLengthBytes[0]]).toStrictEqual([10, 7000, 1500]);
      expect(capture.info).toMatchObject({
        format: 'pcap',
        variant: 'modified',
        version: '2.4',
        littleEndian,
      });

      const cut = await readRows(openCapture(bytes.subarray(0, bytes.length - 1)));
      expect(cut.rows).toHaveLength(1);
      expect(cut.error).toMatchObject({
        code: 'CAPTURE_CUT_RECORD',
        offsetBytes: 24 + 24 + DNS_QUERY.length,
      });
    },
  );

  it.each([
    ['in hardware', 0x1c0001ac, true, 7],
    ['in hardware, the other byte order', 0x1c0001ac, false, 7],
    ['in software', 0x1c0001ab, true, 7000],
  ])('by Ixia, captured %s, has four bytes more in its header', async (_, magic, littleEndian, nanos) => {
    const header = join(pcapHeader({ magic, littleEndian }), uint32(16 + DNS_QUERY.length, littleEndian));
    const capture = openCapture(join(header, record(DNS_QUERY.length, 1500, DNS_QUERY, littleEndian)));
    const batch = await readBatch(capture);
    expect([batch.count, batch.nanos[0], batch.destinationPort[0]]).toStrictEqual([1, nanos, 53]);
    expect(capture.info).toMatchObject({ variant: 'ixia', littleEndian });
    expect(await readError(openCapture(header.subarray(0, 26)))).toMatchObject({
      code: 'CAPTURE_CUT_HEADER',
      offsetBytes: 0,
    });
  });

  it.each([
    ['2.2, the length on the wire first', [2, 2], 1500, DNS_QUERY.length],
    ['2.2, however little sense the lengths make', [2, 2], 40, DNS_QUERY.length],
    ['2.3, the captured length first', [2, 3], DNS_QUERY.length, 1500],
    ['2.3 in the order of 2.2', [2, 3], 1500, DNS_QUERY.length],
    ['543.0 by DG/UX, the length on the wire first', [543, 0], 1500, DNS_QUERY.length],
    ['2.4, the captured length first, though it is the larger', [2, 4], DNS_QUERY.length, 40],
    ['3.7, which nobody has defined', [3, 7], DNS_QUERY.length, 1500],
  ] as const)('of version %s', async (_, version, first, second) => {
    const capture = openCapture(join(pcapHeader({ version }), record(first, second, DNS_QUERY)));
    const batch = await readBatch(capture);
    expect([batch.count, batch.destinationPort[0], batch.capturedLengthBytes[0]]).toStrictEqual([
      1,
      53,
      DNS_QUERY.length,
    ]);
    expect(batch.wireLengthBytes[0]).toBe(first === DNS_QUERY.length ? second : first);
    expect(capture.info.version).toBe(version.join('.'));
    expect(capture.info.variant).toBeUndefined();
  });

  it.each([
    [6, 1],
    [9, 6],
    [24, 0],
  ])('by AIX counts nanoseconds and numbers links its own way: %i is %i', async (theirs, linkType) => {
    const header = pcapHeader({ version: [2, 2], linkType: theirs });
    const capture = openCapture(join(header, record(1500, DNS_QUERY.length, DNS_QUERY)));
    const batch = await readBatch(capture);
    expect([batch.linkType[0], batch.nanos[0], batch.wireLengthBytes[0]]).toStrictEqual([linkType, 7, 1500]);
    expect(capture.info).toMatchObject({ variant: 'aix', version: '2.2' });
  });

  it('by AIX has three bytes that do not count ahead of an FDDI frame', async () => {
    const header = pcapHeader({ version: [2, 2], linkType: 15 });
    const frame = join('50', '02000000000b 02000000000a', 'aaaa03 000000 0806', ARP_REQUEST.subarray(14));
    const capture = openCapture(join(header, record(3 + 100, 3 + frame.length, join('000000', frame))));
    const batch = await readBatch(capture);
    expect([batch.linkType[0], batch.wireLengthBytes[0], batch.capturedLengthBytes[0]]).toStrictEqual([
      10,
      100,
      frame.length,
    ]);

    const short = await readError(openCapture(join(header, record(2, 2, hex('0000')))));
    expect(short).toMatchObject({ code: 'CAPTURE_BAD_RECORD', offsetBytes: 24 });
  });

  it.each([
    [0, 9],
    [1, 0],
  ])('of version %i.%i is refused', async (major, minor) => {
    const error = await readError(openCapture(pcapHeader({ version: [major, minor] })));
    expect(error).toMatchObject({ code: 'CAPTURE_BAD_VERSION', offsetBytes: 0 });
    expect(error.message).toContain(`it is pcap ${major}.${minor}`);
  });
});
