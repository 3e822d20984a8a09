import { describe, expect, it } from 'vitest';
import { UNKNOWN_LINK_TYPE } from '../capture-info.ts';
import { openCapture } from '../open-capture.ts';
import { Damage } from '../protocol.ts';
import { join, uint32 } from '../testing/bytes.ts';
import { snoopHeader, snoopOf, snoopRecord } from '../testing/captures.ts';
import { ARP_REQUEST, DNS_QUERY, SYN_ACK } from '../testing/packets.ts';
import { readBatch, readError, readRows } from '../testing/rows.ts';
import { inChunks } from '../testing/streams.ts';

describe('a snoop file', () => {
  it('is read as RFC 1761 lays it out', async () => {
    const bytes = join(
      '736e6f6f70000000 00000002 00000004', // "snoop", version 2, Ethernet
      '000005dc 0000002a 00000044 00000003 654fa800 0007a120', // 1500 on the wire, 42 kept, 68 in all, 3 drops
      ARP_REQUEST,
      '0000', // padding
    );
    const capture = openCapture(bytes);
    const batch = await readBatch(capture);
    expect([batch.count, batch.arpOpcode[0], batch.linkType[0]]).toStrictEqual([1, 1, 1]);
    expect([batch.wireLengthBytes[0], batch.capturedLengthBytes[0]]).toStrictEqual([1500, 42]);
    expect([batch.seconds[0], batch.nanos[0]]).toStrictEqual([0x654fa800, 500_000_000]);
    expect(capture.info).toMatchObject({
      format: 'snoop',
      version: '2',
      variant: undefined,
      littleEndian: false,
      sections: 1,
      droppedPackets: 3,
      interfaces: [{ linkType: 1, snapLengthBytes: 0, ticksPerSecond: 1_000_000, offsetSeconds: 0 }],
      interfacePackets: [1],
    });
  });

  it('gives the same rows however its bytes arrive', async () => {
    const bytes = snoopOf([DNS_QUERY, SYN_ACK, ARP_REQUEST, DNS_QUERY.subarray(0, 43)]);
    const whole = await readRows(openCapture(bytes));
    expect([whole.rows.length, whole.error]).toStrictEqual([4, undefined]);
    expect(await readRows(openCapture(inChunks(bytes, [1])))).toStrictEqual(whole);
    expect(await readRows(openCapture(bytes, { batchCapacity: 1 }))).toStrictEqual(whole);
  });

  it('without packets is a capture without packets', async () => {
    const capture = openCapture(snoopHeader());
    expect(await readRows(capture)).toStrictEqual({ rows: [] });
    expect(capture.info.interfacePackets).toStrictEqual([0]);
  });

  it('counts drops from the beginning, and tells the last count', async () => {
    const at = { seconds: 1, ticks: 0, packet: ARP_REQUEST };
    const capture = openCapture(
      join(snoopHeader(), snoopRecord(at, { drops: 2 }), snoopRecord(at, { drops: 5 })),
    );
    await readBatch(capture);
    expect(capture.info.droppedPackets).toBe(5);
  });

  it('may have any padding, for which no memory is set aside', async () => {
    const at = { seconds: 1, ticks: 0, packet: DNS_QUERY };
    const bytes = join(snoopHeader(), snoopRecord(at, { padding: 3_000_000 }), snoopRecord(at));
    expect((await readRows(openCapture(inChunks(bytes, [70_001])))).rows).toHaveLength(2);

    const claim = join(
      uint32(60),
      uint32(60),
      uint32(0xffff_fffc),
      new Uint8Array(12),
      DNS_QUERY,
      new Uint8Array(60 - DNS_QUERY.length),
    );
    const cut = await readRows(openCapture(join(snoopHeader(), claim)));
    expect(cut.rows).toHaveLength(1); // the packet is all there
    expect(cut.error?.code).toBe('CAPTURE_CUT_RECORD');
  });

  it.each([
    [0, 1],
    [2, 6],
    [8, 10],
    [9, 0],
    [14, 0],
    [16, 122],
    [18, 123],
    [0x8000_0005, 226],
  ])('of datalink type %i is of link type %i', async (dataLink, linkType) => {
    const record = snoopRecord({ seconds: 1, ticks: 0, packet: DNS_QUERY });
    expect((await readBatch(openCapture(join(snoopHeader(dataLink), record)))).linkType[0]).toBe(linkType);
  });

  it('of a datalink type without a number of ours gives times and lengths', async () => {
    const record = snoopRecord({ seconds: 1, ticks: 0, packet: DNS_QUERY });
    const capture = openCapture(join(snoopHeader(3), record)); // IEEE 802.6
    const batch = await readBatch(capture);
    expect([batch.linkType[0], batch.damage[0]]).toStrictEqual([UNKNOWN_LINK_TYPE, Damage.UnknownLinkType]);
    expect([batch.seconds[0], batch.wireLengthBytes[0]]).toStrictEqual([1, DNS_QUERY.length]);
  });

  it.each([3, 4, 5])('of version %i is Surveyor\u2019s, with link types of its own', async (version) => {
    const record = snoopRecord({ seconds: 1, ticks: 0, packet: DNS_QUERY }, { padding: 16 }); // its trailer
    const capture = openCapture(join(snoopHeader(12, version), record, record)); // gigabit Ethernet
    const batch = await readBatch(capture);
    expect([batch.count, batch.linkType[1], batch.destinationPort[1]]).toStrictEqual([2, 1, 53]);
    expect(capture.info).toMatchObject({ variant: 'shomiti', version: String(version) });
  });

  it.each([0, 1, 6, 0x0200_0000])('of version %i is refused', async (version) => {
    const error = await readError(openCapture(snoopHeader(4, version)));
    expect(error).toMatchObject({ code: 'CAPTURE_BAD_VERSION', offsetBytes: 0 });
    expect(error.message).toContain(`it is snoop ${version}`);
  });

  it('cut inside its header has no whole header', async () => {
    expect((await readError(openCapture(snoopHeader().subarray(0, 15)))).code).toBe('CAPTURE_CUT_HEADER');
  });

  it.each([1, 23, 24, 60])(
    'cut %i bytes into a record gives the packets before and the offset of the record',
    async (length) => {
      const whole = snoopOf([ARP_REQUEST, DNS_QUERY]);
      const second = 16 + 24 + 44;
      const { rows, error } = await readRows(openCapture(whole.subarray(0, second + length)));
      expect(rows).toHaveLength(1);
      expect(error).toMatchObject({ code: 'CAPTURE_CUT_RECORD', offsetBytes: second });
    },
  );

  it.each([
    ['more than a record may hold', 0x40001, 0x50000, '262145 captured bytes'],
    ['more than its record holds', 43, 24 + 42, '43 captured bytes in a record of 66'],
    ['a record shorter than its header', 0, 20, '0 captured bytes in a record of 20'],
  ])(
    'that claims %s gives the packets before and the offset of the record',
    async (_, captured, length, text) => {
      const broken = join(uint32(60), uint32(captured), uint32(length), new Uint8Array(100));
      const { rows, error } = await readRows(openCapture(join(snoopOf([ARP_REQUEST]), broken)));
      expect(rows).toHaveLength(1);
      expect(error).toMatchObject({ code: 'CAPTURE_BAD_RECORD', offsetBytes: 84 });
      expect(error?.message).toContain(text);
    },
  );
});
