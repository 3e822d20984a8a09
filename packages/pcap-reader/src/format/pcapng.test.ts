import { describe, expect, it } from 'vitest';
import { openCapture } from '../open-capture.ts';
import { hex, join, uint16, uint32 } from '../testing/bytes.ts';
import {
  block,
  enhancedPacket,
  interfaceBlock,
  oldPacket,
  option,
  pcapngOf,
  sectionHeader,
  simplePacket,
} from '../testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK, ipv4, tcp } from '../testing/packets.ts';
import { readBatch, readError, readRows } from '../testing/rows.ts';
import { inChunks } from '../testing/streams.ts';

const HEAD = join(sectionHeader(), interfaceBlock());
const RAW_IP_PACKET = ipv4({ protocol: 6 }, tcp(22, 50_001));

const withOptions = (...options: Uint8Array[]): Uint8Array => interfaceBlock({ options: join(...options) });

describe('a pcapng file', () => {
  it.each([true, false])('is read in either byte order (little-endian: %s)', async (littleEndian) => {
    const bytes = join(
      sectionHeader(littleEndian),
      interfaceBlock({ littleEndian }),
      enhancedPacket(DNS_QUERY, { ticks: 1_700_000_000_123_456n, wireLengthBytes: 1500, littleEndian }),
    );
    const capture = openCapture(bytes);
    const batch = await readBatch(capture);
    expect(batch.count).toBe(1);
    expect([batch.seconds[0], batch.nanos[0]]).toStrictEqual([1_700_000_000, 123_456_000]);
    expect([batch.capturedLengthBytes[0], batch.wireLengthBytes[0]]).toStrictEqual([DNS_QUERY.length, 1500]);
    expect(batch.destinationPort[0]).toBe(53);
    expect(capture.info).toMatchObject({ format: 'pcapng', littleEndian });
  });

  it('numbers the interfaces of all sections through', async () => {
    const bytes = join(
      sectionHeader(),
      interfaceBlock(),
      interfaceBlock({ linkType: 101 }),
      enhancedPacket(RAW_IP_PACKET, { interfaceId: 1 }),
      enhancedPacket(DNS_QUERY),
      sectionHeader(false),
      interfaceBlock({ linkType: 101, littleEndian: false }),
      enhancedPacket(RAW_IP_PACKET, { littleEndian: false }),
    );
    const capture = openCapture(bytes);
    const batch = await readBatch(capture);
    expect([...batch.interfaceIndex.subarray(0, 3)]).toStrictEqual([1, 0, 2]);
    expect([...batch.linkType.subarray(0, 3)]).toStrictEqual([101, 1, 101]);
    expect([...batch.destinationPort.subarray(0, 3)]).toStrictEqual([50_001, 53, 50_001]);
    expect(capture.info.interfaces.map(({ linkType }) => linkType)).toStrictEqual([1, 101, 101]);
  });

  it('does not let a section use the interfaces of the one before', async () => {
    const bytes = join(HEAD, enhancedPacket(DNS_QUERY), sectionHeader(), enhancedPacket(DNS_QUERY));
    const { rows, error } = await readRows(openCapture(bytes));
    expect(rows).toHaveLength(1);
    expect(error?.message).toContain('interface 0, of which the section has 0');
    expect(error).toMatchObject({
      code: 'CAPTURE_BAD_BLOCK',
      offsetBytes: bytes.length - enhancedPacket(DNS_QUERY).length,
    });
  });

  it('may use the packet block of old', async () => {
    const batch = await readBatch(
      openCapture(
        join(
          HEAD,
          interfaceBlock({ linkType: 101 }),
          oldPacket(RAW_IP_PACKET, { interfaceId: 1, ticks: 5n }),
        ),
      ),
    );
    expect([batch.interfaceIndex[0], batch.nanos[0], batch.sourcePort[0]]).toStrictEqual([1, 5000, 22]);
  });

  it('has no time for simple packets, which neither has a delta nor disturbs the next one', async () => {
    const capture = openCapture(
      join(
        HEAD,
        enhancedPacket(ARP_REQUEST, { ticks: 1_000_000n }),
        simplePacket(DNS_QUERY),
        enhancedPacket(ARP_REQUEST, { ticks: 3_000_000n }),
      ),
    );
    const batch = await readBatch(capture);
    expect([...batch.seconds.subarray(0, 3)]).toStrictEqual([1, Number.NaN, 3]);
    expect([...batch.deltaSeconds.subarray(0, 3)]).toStrictEqual([0, 0, 2]);
    expect(batch.destinationPort[1]).toBe(53);
    expect(capture.info).toMatchObject({ packets: 3, untimedPackets: 1, firstSeen: 1, lastSeen: 3 });
  });

  it('cuts simple packets to the snap length of their interface', async () => {
    const batch = await readBatch(
      openCapture(
        join(
          sectionHeader(),
          interfaceBlock({ snapLengthBytes: 42 }),
          simplePacket(DNS_QUERY.subarray(0, 42), 1500),
        ),
      ),
    );
    expect([batch.capturedLengthBytes[0], batch.wireLengthBytes[0]]).toStrictEqual([42, 1500]);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('skips and counts blocks that hold no packet', async () => {
    const capture = openCapture(
      join(
        sectionHeader(),
        block(4, '00000000'), // name resolution
        interfaceBlock(),
        block(5, '00000000 0000000000000000'), // interface statistics
        block(0x0a, '4b4c5354 00000000'), // decryption secrets
        block(0x8000_0bad, 'ff'), // someone's own
        enhancedPacket(DNS_QUERY),
      ),
    );
    expect((await readBatch(capture)).count).toBe(1);
    expect(capture.info.skippedBlocks).toBe(4);
  });

  it('passes over a block larger than what is held in memory', async () => {
    const bytes = join(HEAD, block(0x0bad, new Uint8Array(3_000_000)), enhancedPacket(DNS_QUERY));
    const whole = await readRows(openCapture(bytes));
    expect(whole.rows).toHaveLength(1);
    expect(await readRows(openCapture(inChunks(bytes, [70_001])))).toStrictEqual(whole);
  });

  it('decodes the first 256 KiB of a packet larger than that, however its bytes arrive', async () => {
    const packet = join(DNS_QUERY, new Uint8Array(1_000_000));
    const bytes = join(HEAD, enhancedPacket(packet), enhancedPacket(ARP_REQUEST));
    const whole = await readRows(openCapture(bytes));
    expect(whole.rows).toHaveLength(2);
    expect(await readRows(openCapture(inChunks(bytes, [100_003])))).toStrictEqual(whole);
  });
});

describe('an interface description', () => {
  const IF_TSRESOL = 9;
  const IF_TSOFFSET = 14;
  const TICKS = 3_000_000_001n;

  it.each([
    ['the default, microseconds', undefined, 3000, 1000],
    ['10^-9', '09', 3, 1],
    ['10^-3', '03', 3_000_000, 1_000_000],
    ['10^0', '00', 3_000_000_001, 0],
    ['2^-20', '94', 2861, 22_950_172], // 3,000,000,001 = 2861 x 2^20 + 24,065; x 10^9 / 2^20
    ['10^-12, beyond nanoseconds', '0c', 0, 3_000_000],
    ['2^-32, beyond nanoseconds', 'a0', 0, 698_491_931], // 3,000,000,001 x 10^9 / 2^32
  ])('scales timestamps by if_tsresol %s', async (_, resolution, seconds, nanos) => {
    const options = resolution === undefined ? [] : [option(IF_TSRESOL, resolution)];
    const batch = await readBatch(
      openCapture(
        join(sectionHeader(), withOptions(...options), enhancedPacket(DNS_QUERY, { ticks: TICKS })),
      ),
    );
    expect([batch.seconds[0], batch.nanos[0]]).toStrictEqual([seconds, nanos]);
  });

  it('keeps every nanosecond of a 64-bit timestamp', async () => {
    const batch = await readBatch(
      openCapture(
        join(
          sectionHeader(),
          withOptions(option(IF_TSRESOL, '09')),
          enhancedPacket(DNS_QUERY, { ticks: 1_700_000_000_987_654_321n }),
        ),
      ),
    );
    expect([batch.seconds[0], batch.nanos[0]]).toStrictEqual([1_700_000_000, 987_654_321]);
  });

  it.each([
    ['forward', 'e803000000000000', 1001], // 1000 s
    ['back', 'fdffffffffffffff', -2], // -3 s
  ])('moves timestamps %s by if_tsoffset', async (_, offset, seconds) => {
    const batch = await readBatch(
      openCapture(
        join(
          sectionHeader(),
          withOptions(option(IF_TSOFFSET, offset)),
          enhancedPacket(DNS_QUERY, { ticks: 1_000_000n }),
        ),
      ),
    );
    expect(batch.seconds[0]).toBe(seconds);
  });

  it('tells name, description and snap length, and stops at the end of options', async () => {
    const described = interfaceBlock({
      snapLengthBytes: 128,
      options: join(
        option(2, '65 74 68 30'), // if_name: eth0
        option(3, '75 70 6c 69 6e 6b'), // if_description: uplink
        option(0x0bad, '01'),
        option(0, ''), // opt_endofopt
        'ffff ffff', // what comes behind it is no option
      ),
    });
    const capture = openCapture(join(sectionHeader(), described, enhancedPacket(DNS_QUERY)));
    await readBatch(capture);
    expect(capture.info.interfaces).toStrictEqual([
      {
        linkType: 1,
        snapLengthBytes: 128,
        ticksPerSecond: 1_000_000,
        offsetSeconds: 0,
        name: 'eth0',
        description: 'uplink',
      },
    ]);
  });

  it('keeps the first 256 bytes of a name and of a description, in whole characters', async () => {
    const text = new TextEncoder().encode('a' + 'é'.repeat(500)); // 2 bytes each: byte 256 is half a letter
    const described = withOptions(option(2, text), option(3, text.subarray(0, 255)));
    const capture = openCapture(join(sectionHeader(), described, enhancedPacket(DNS_QUERY)));
    await readBatch(capture);
    const kept = 'a' + 'é'.repeat(127);
    expect(capture.info.interfaces).toMatchObject([{ name: kept, description: kept }]);
  });

  it('is refused beyond 65,536 of them, whatever section they are in', async () => {
    const LIMIT = 65_536;
    const described = interfaceBlock();
    const half = new Uint8Array((LIMIT / 2) * described.length);
    for (let at = 0; at < half.length; at += described.length) half.set(described, at);
    const full = join(sectionHeader(), half, sectionHeader(), half, enhancedPacket(DNS_QUERY));
    const { rows, error } = await readRows(openCapture(full));
    expect([rows.length, error]).toStrictEqual([1, undefined]);

    const capture = openCapture(join(full, sectionHeader(), described));
    const beyond = await readRows(capture);
    expect([beyond.rows.length, capture.info.interfaces.length]).toStrictEqual([1, LIMIT]);
    expect(beyond.error).toMatchObject({
      code: 'CAPTURE_BAD_BLOCK',
      offsetBytes: full.length + sectionHeader().length,
    });
    expect(beyond.error?.message).toContain('more than 65536 interfaces');
  });
});

describe('a broken pcapng file', () => {
  const AT = HEAD.length + enhancedPacket(DNS_QUERY).length;

  const breakAt = async (
    broken: Uint8Array,
  ): Promise<{ rows: number; code: string | undefined; offset: number | undefined; message: string }> => {
    const { rows, error } = await readRows(openCapture(join(HEAD, enhancedPacket(DNS_QUERY), broken)));
    return {
      rows: rows.length,
      code: error?.code,
      offset: error?.offsetBytes,
      message: error?.message ?? '',
    };
  };

  /** An enhanced packet block whose bytes from `offset` on are replaced. */
  const patched = (offset: number, bytes: Uint8Array): Uint8Array => {
    const copy = enhancedPacket(DNS_QUERY);
    copy.set(bytes, offset);
    return copy;
  };

  it.each([
    ['a length below that of an empty block', patched(4, uint32(8, true)), 'length of 8 bytes'],
    ['a length that is no multiple of four', patched(4, uint32(33, true)), 'length of 33 bytes'],
    ['two lengths that differ', patched(4, uint32(64, true)), 'its two lengths differ, 64 and'],
    [
      'an interface that is not there',
      patched(8, uint32(7, true)),
      'interface 7, of which the section has 1',
    ],
    ['a captured length beyond its block', patched(20, uint32(5000, true)), '5000 bytes does not fit'],
    ['a packet block without its fields', block(6, '00000000'), 'too short'],
    ['a simple packet block without its field', block(3, ''), 'too short'],
    ['an old packet block without its fields', block(2, '00000000'), 'too short'],
    ['a simple packet longer than its block', simplePacket(DNS_QUERY, 400), '400 bytes does not fit'],
    ['an interface without a snap length', block(1, '01000000'), 'an interface description'],
    ['an option beyond its block', withOptions(hex('0200 ff00 65746830')), 'an interface description'],
    [
      'a section without its byte-order magic',
      block(0x0a0d0d0a, '00000000 0100 0000 ffffffffffffffff'),
      'byte-order magic',
    ],
  ])('with %s gives the packets before and the offset of the block', async (_, broken, text) => {
    const outcome = await breakAt(broken);
    expect(outcome).toMatchObject({ rows: 1, code: 'CAPTURE_BAD_BLOCK', offset: AT });
    expect(outcome.message).toContain(text);
  });

  it.each([1, 11, 12, 27, 40])('cut %i bytes into a block gives the offset of the block', async (length) => {
    const outcome = await breakAt(enhancedPacket(DNS_QUERY).subarray(0, length));
    expect(outcome).toMatchObject({ rows: 1, code: 'CAPTURE_CUT_RECORD', offset: AT });
  });

  it('cut inside a block too large to be held is a cut file too', async () => {
    const large = block(0x0bad, new Uint8Array(1_000_000));
    const outcome = await breakAt(large.subarray(0, 500_000));
    expect(outcome).toMatchObject({ rows: 1, code: 'CAPTURE_CUT_RECORD' });
  });

  it('that claims gigabytes is a cut file, and no memory is set aside for them', async () => {
    const outcome = await breakAt(join(uint32(0x0bad, true), uint32(0xfffffffc, true), new Uint8Array(100)));
    expect(outcome).toMatchObject({ rows: 1, code: 'CAPTURE_CUT_RECORD', offset: AT });
  });

  it('without an interface has no packets', async () => {
    const error = await readError(openCapture(join(sectionHeader(), enhancedPacket(DNS_QUERY))));
    expect(error).toMatchObject({ code: 'CAPTURE_BAD_BLOCK', offsetBytes: sectionHeader().length });
  });

  it('is told by its own byte order where the sections differ', async () => {
    const bytes = join(
      pcapngOf([SYN_ACK]),
      sectionHeader(false),
      join(uint32(6), uint16(0), uint16(33), uint32(0)),
    );
    const error = await readError(openCapture(bytes));
    expect(error.message).toContain('length of 33 bytes');
  });
});
