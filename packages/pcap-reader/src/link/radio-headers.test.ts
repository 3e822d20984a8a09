import { describe, expect, it } from 'vitest';
import { NO_MAC } from '../address.ts';
import { PacketBatch } from '../packet-batch.ts';
import { decodePacket } from '../decode/decode-packet.ts';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const PRISM = 119;
const RADIOTAP = 127;
const AVS = 163;

const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const ADDRESSES = '0000 020000000001 020000000002 020000000003 1000';
const LLC = 'aaaa03 000000 0800';
const FRAME = join('0801', ADDRESSES, LLC, DATAGRAM);

describe('decodeRadiotap', () => {
  it.each([
    ['no fields', '00 00 0800 00000000'],
    ['flags', '00 00 0900 02000000 00'],
    ['flags behind a timer', '00 00 1100 03000000 0000000000000000 00'],
    [
      'flags behind a second presence word and an aligned timer',
      '00 00 1900 03000080 00000000 00000000 0000000000000000 00',
    ],
  ])('steps over a header with %s', (_, header) => {
    expect(decodeOne(join(header, FRAME), RADIOTAP).destinationPort[0]).toBe(53);
  });

  it('steps over padding between header and data', () => {
    const padded = join('8801', ADDRESSES, '0000', '0000', LLC, DATAGRAM); // 26 bytes of header padded to 28
    expect(decodeOne(join('00 00 0900 02000000 20', padded), RADIOTAP).destinationPort[0]).toBe(53);
  });

  it('does not take the checksum at the end for data', () => {
    const request = join('b400 0000 020000000001', '020000000002'); // the last four bytes are no address
    const batch = decodeOne(join('00 00 0900 02000000 10', request), RADIOTAP);
    expect(batch.damage[0]).toBe(Damage.LinkTruncated);
  });

  it('knows that the checksum of a frame that was cut is not there', () => {
    const packet = join('00 00 0900 02000000 10', 'b400 0000 020000000001 020000000002');
    const batch = new PacketBatch({ capacity: 1 });
    batch.linkType[0] = RADIOTAP;
    batch.wireLengthBytes[0] = packet.length + 4;
    batch.capturedLengthBytes[0] = packet.length;
    decodePacket(new DataView(packet.buffer), 0, packet.length, batch, 0);
    expect(batch.sourceMac[0]).toBe(0x020000000002);
  });

  it('tells nothing of a frame whose checksum is wrong', () => {
    const batch = decodeOne(join('00 00 0900 02000000 50', FRAME, '00000000'), RADIOTAP);
    expect(batch.damage[0]).toBe(Damage.LinkChecksumWrong);
    expect(batch.sourceMac[0]).toBe(NO_MAC);
  });

  it('counts a cut or contradictory header as damage', () => {
    expect(decodeOne(join('00 00 0900 020000'), RADIOTAP).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('00 00 ff00 00000000', FRAME), RADIOTAP).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('00 00 0700 00000000', FRAME), RADIOTAP).damage[0]).toBe(Damage.LinkMalformed);
    expect(decodeOne(join('01 00 0800 00000000', FRAME), RADIOTAP).damage[0]).toBe(Damage.LinkMalformed);
  });
});

describe('decodePrism', () => {
  it('steps over a header whose length is in either order', () => {
    expect(decodeOne(join('44000000 0c000000 776c616e', FRAME), PRISM).destinationPort[0]).toBe(53);
    expect(decodeOne(join('00000044 0000000c 776c616e', FRAME), PRISM).destinationPort[0]).toBe(53);
  });

  it('knows an AVS header in its place', () => {
    expect(decodeOne(join('80211001 0000000c 00000000', FRAME), PRISM).destinationPort[0]).toBe(53);
  });

  it('counts a cut or contradictory header as damage', () => {
    expect(decodeOne(join('44000000 0c0000'), PRISM).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('44000000 ff000000', FRAME), PRISM).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('44000000 07000000', FRAME), PRISM).damage[0]).toBe(Damage.LinkMalformed);
  });
});

describe('decodeAvs', () => {
  it('steps over its header', () => {
    expect(decodeOne(join('80211001 0000000c 00000000', FRAME), AVS).destinationPort[0]).toBe(53);
  });

  it('counts a cut or foreign header as damage', () => {
    expect(decodeOne(join('80211001'), AVS).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('80221001 0000000c 00000000', FRAME), AVS).damage[0]).toBe(Damage.LinkMalformed);
  });
});
