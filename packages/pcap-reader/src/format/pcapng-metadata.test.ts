import { describe, expect, it } from 'vitest';
import type { CaptureInfo } from '../capture-info.ts';
import { openCapture } from '../open-capture.ts';
import { hex, join, uint16, uint32 } from '../testing/bytes.ts';
import {
  block,
  enhancedPacket,
  interfaceBlock,
  oldPacket,
  option,
  sectionHeader,
  simplePacket,
} from '../testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY } from '../testing/packets.ts';
import { readRows } from '../testing/rows.ts';
import { inChunks } from '../testing/streams.ts';

const COMMENT = 1;

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

const uint64 = (value: bigint, littleEndian = true): Uint8Array => {
  const words = [
    uint32(Number(value & 0xffffffffn), littleEndian),
    uint32(Number(value >> 32n), littleEndian),
  ];
  return join(...(littleEndian ? words : words.toReversed()));
};

/** Reads a capture to its end, which must be sound, and gives what is known of it then. */
const infoOf = async (...parts: Uint8Array[]): Promise<CaptureInfo> => {
  const capture = openCapture(join(...parts));
  expect((await readRows(capture)).error).toBeUndefined();
  return capture.info;
};

const section = (...options: Uint8Array[]): Uint8Array => sectionHeader(true, { options: join(...options) });

/** An interface statistics block without a time. */
const statistics = (interfaceId: number, ...options: Uint8Array[]): Uint8Array =>
  block(5, join(uint32(interfaceId, true), '0000000000000000', ...options));

describe('a section header', () => {
  it('tells hardware, system, program and comments; the first section that tells is believed', async () => {
    const info = await infoOf(
      section(option(3, text('Linux 6.1')), option(COMMENT, text('first')), option(COMMENT, text('second'))),
      section(
        option(2, text('Xeon')),
        option(3, text('Windows')),
        option(4, text('dumpcap 4.0')),
        option(COMMENT, text('third')),
      ),
    );
    expect(info).toMatchObject({
      format: 'pcapng',
      version: '1.0',
      sections: 2,
      hardware: 'Xeon',
      operatingSystem: 'Linux 6.1',
      application: 'dumpcap 4.0',
      comments: ['first', 'second', 'third'],
      commentCount: 3,
    });
  });

  it('may have options that mean nothing here, custom ones, and one that overruns it: no packet is lost for that', async () => {
    const info = await infoOf(
      section(
        option(2988, text('xxxxmine')),
        option(0x8123, 'ff'),
        option(4, text('tool')),
        hex('0200 ff00'),
      ),
      interfaceBlock(),
      enhancedPacket(DNS_QUERY),
    );
    expect(info).toMatchObject({ application: 'tool', packets: 1, comments: [] });
  });

  it('ends a text at its first zero byte', async () => {
    expect((await infoOf(section(option(4, text('tool\0\0\0'))))).application).toBe('tool');
  });

  it('keeps 256 bytes of a text, 1,024 of a comment, both in whole characters', async () => {
    const long = text('a' + 'é'.repeat(1000));
    const info = await infoOf(section(option(4, long), option(COMMENT, long)));
    expect(info.application).toBe('a' + 'é'.repeat(127));
    expect(info.comments).toStrictEqual(['a' + 'é'.repeat(511)]);
  });

  it('keeps the first 100 comments and counts the others', async () => {
    const comments = Array.from({ length: 150 }, (_, i) => option(COMMENT, text(`no. ${i}`)));
    const info = await infoOf(section(...comments), interfaceBlock({ options: comments[0] }));
    expect(info.commentCount).toBe(151);
    expect(info.comments).toHaveLength(100);
    expect(info.comments[99]).toBe('no. 99');
  });

  it('of another major version ends the reading, and the packets before are handed out', async () => {
    const head = join(sectionHeader(), interfaceBlock(), enhancedPacket(DNS_QUERY));
    const { rows, error } = await readRows(openCapture(join(head, sectionHeader(true, { major: 2 }))));
    expect(rows).toHaveLength(1);
    expect(error).toMatchObject({ code: 'CAPTURE_BAD_VERSION', offsetBytes: head.length });
  });

  it('without a section length is a broken block', async () => {
    const short = block(0x0a0d0d0a, join(uint32(0x1a2b3c4d, true), uint16(1, true), uint16(0, true)));
    expect((await readRows(openCapture(short))).error?.code).toBe('CAPTURE_BAD_BLOCK');
  });

  it('is not believed about the length of its section', async () => {
    const claims = block(
      0x0a0d0d0a,
      join(uint32(0x1a2b3c4d, true), uint16(1, true), uint16(0, true), uint64(4n)),
    );
    expect((await infoOf(claims, interfaceBlock(), enhancedPacket(DNS_QUERY))).packets).toBe(1);
  });
});

describe('what is told of an interface', () => {
  it.each([true, false])('is all that its description says (little-endian: %s)', async (littleEndian) => {
    const told = (code: number, value: Uint8Array): Uint8Array => option(code, value, littleEndian);
    const options = join(
      told(COMMENT, text('mirror port')),
      told(2, text('eth0')),
      told(3, text('uplink')),
      told(8, uint64(10_000_000_000n, littleEndian)),
      told(11, join('00', text('tcp port 22'))),
      told(12, text('Linux')),
      told(13, hex('04')),
      told(15, text('e1000')),
    );
    const info = await infoOf(sectionHeader(littleEndian), interfaceBlock({ options, littleEndian }));
    expect(info.comments).toStrictEqual(['mirror port']);
    expect(info.interfaces).toStrictEqual([
      {
        linkType: 1,
        snapLengthBytes: 0,
        ticksPerSecond: 1_000_000,
        offsetSeconds: 0,
        name: 'eth0',
        description: 'uplink',
        speedBitsPerSecond: 10_000_000_000,
        filter: 'tcp port 22',
        operatingSystem: 'Linux',
        fcsBytes: 4,
        hardware: 'e1000',
      },
    ]);
  });

  it.each([
    ['00', 0],
    ['04', 4],
    ['10', 2],
    ['20', 4],
  ])('takes an if_fcslen of 0x%s for bits where it cannot be bytes', async (length, fcsBytes) => {
    const info = await infoOf(sectionHeader(), interfaceBlock({ options: option(13, length) }));
    expect(info.interfaces[0].fcsBytes).toBe(fcsBytes);
  });

  it('leaves out a filter that is code, and numbers that are cut short', async () => {
    const options = join(
      option(11, '01 28000000'),
      option(11, ''),
      option(8, '01'),
      option(9, ''),
      option(13, ''),
    );
    const info = await infoOf(sectionHeader(), interfaceBlock({ options }));
    expect(info.interfaces).toStrictEqual([
      { linkType: 1, snapLengthBytes: 0, ticksPerSecond: 1_000_000, offsetSeconds: 0 },
    ]);
  });

  it('includes the last of its statistics', async () => {
    const info = await infoOf(
      sectionHeader(),
      interfaceBlock(),
      interfaceBlock({ options: option(2, text('eth1')) }),
      statistics(1, option(4, uint64(10n)), option(5, uint64(1n))),
      statistics(
        1,
        option(COMMENT, text('by dumpcap')),
        option(4, uint64(5_000_000_000n)),
        option(5, uint64(2n)),
        option(5, '01'),
      ),
    );
    expect(info.interfaces[0]).not.toHaveProperty('receivedPackets');
    expect(info.interfaces[1]).toMatchObject({
      name: 'eth1',
      receivedPackets: 5_000_000_000,
      droppedPackets: 2,
    });
    expect(info.comments).toStrictEqual(['by dumpcap']);
    expect(info.skippedBlockCounts()).toStrictEqual({ interfaceStatistics: 2 });
  });

  it('takes statistics for the interface of their own section, and lets pass what is of none or cut short', async () => {
    const info = await infoOf(
      sectionHeader(),
      interfaceBlock(),
      sectionHeader(),
      interfaceBlock(),
      statistics(0, option(4, uint64(7n))),
      statistics(1, option(4, uint64(8n))),
      block(5, '00000000'),
      enhancedPacket(DNS_QUERY),
    );
    expect(info.interfaces.map(({ receivedPackets }) => receivedPackets)).toStrictEqual([undefined, 7]);
    expect(info.packets).toBe(1);
  });

  it('counts its packets, of all kinds of blocks', async () => {
    const info = await infoOf(
      sectionHeader(),
      interfaceBlock(),
      interfaceBlock(),
      enhancedPacket(DNS_QUERY, { interfaceId: 1 }),
      enhancedPacket(DNS_QUERY),
      simplePacket(DNS_QUERY),
      oldPacket(DNS_QUERY, { interfaceId: 1 }),
      sectionHeader(),
      interfaceBlock(),
      interfaceBlock(),
      enhancedPacket(DNS_QUERY, { interfaceId: 0 }),
    );
    expect(info.interfacePackets).toStrictEqual([2, 2, 1, 0]);
  });
});

describe('the options of a packet', () => {
  const HEAD = join(sectionHeader(), interfaceBlock());
  const withOptions = (...options: Uint8Array[]): Uint8Array =>
    enhancedPacket(ARP_REQUEST, { options: join(...options) });

  it('are its comments and the drops ahead of it', async () => {
    const bytes = join(
      HEAD,
      enhancedPacket(DNS_QUERY),
      withOptions(option(2, '01000000'), option(COMMENT, text('odd')), option(4, uint64(3n))),
      oldPacket(ARP_REQUEST, { drops: 4, options: option(COMMENT, text('old')) }),
      oldPacket(ARP_REQUEST, { drops: 0xffff }),
      withOptions(option(COMMENT, text('last')), option(0, ''), option(COMMENT, text('no option'))),
    );
    const capture = openCapture(bytes, { batchCapacity: 2 });
    const whole = await readRows(capture);
    expect(whole.rows).toHaveLength(5);
    expect(capture.info).toMatchObject({
      packetCommentCount: 3,
      droppedPackets: 7,
      comments: [],
      packetComments: [
        { packet: 2, text: 'odd' },
        { packet: 3, text: 'old' },
        { packet: 5, text: 'last' },
      ],
    });
    expect(await readRows(openCapture(inChunks(bytes, [5])))).toStrictEqual(whole);
  });

  it('that overrun the block cost no packet', async () => {
    const info = await infoOf(
      HEAD,
      withOptions(hex('0100 0900 61626364')),
      withOptions(hex('0400 0400 01000000')),
    );
    expect(info).toMatchObject({ packets: 2, packetCommentCount: 0, droppedPackets: 0 });
  });

  it('are kept of the first 100 commented packets, and counted of all', async () => {
    const commented = withOptions(option(COMMENT, text('again')));
    const info = await infoOf(HEAD, ...Array.from({ length: 120 }, () => commented));
    expect([info.packetCommentCount, info.packetComments.length]).toStrictEqual([120, 100]);
    expect(info.packetComments[99]).toStrictEqual({ packet: 100, text: 'again' });
  });
});

describe('blocks without packets', () => {
  it('are counted by kind', async () => {
    const info = await infoOf(
      sectionHeader(),
      block(4, '00000000'),
      interfaceBlock(),
      statistics(0),
      block(9, text('__REALTIME_TIMESTAMP=1\n')), // systemd journal
      block(10, '4b4c5354 00000000'), // TLS keys
      block(0x0bad, uint32(32_473, true)), // custom, may be copied
      block(0x4000_0bad, uint32(32_473, true)), // custom, must not
      block(7, '00'), // IRIG timestamps, never used
      block(0x8000_0001, '00'), // of macOS, on processes
      enhancedPacket(DNS_QUERY),
    );
    expect([info.packets, info.skippedBlocks]).toStrictEqual([1, 8]);
    expect(info.skippedBlockCounts()).toStrictEqual({
      nameResolution: 1,
      interfaceStatistics: 1,
      systemdJournal: 1,
      decryptionSecrets: 1,
      custom: 2,
      other: 2,
    });
  });
});
