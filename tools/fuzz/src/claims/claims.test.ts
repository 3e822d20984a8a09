import { describe, expect, it } from 'vitest';
import { hex } from '../bytes.ts';
import { readClaims } from './claims.ts';

const PCAP_HEADER = 'd4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000'; // little-endian, 2.4, Ethernet
const RECORD = '01000000 02000000 03000000 05000000 aabbcc'; // at 1 s, 3 of 5 bytes captured

describe('readClaims', () => {
  it('tells the packets of a pcap file: where they lie and which lengths they claim', () => {
    const claims = readClaims(hex(PCAP_HEADER + RECORD + RECORD));
    expect(claims).toMatchObject({
      format: 'pcap',
      records: [24, 43],
      packetAt: [40, 59],
      captured: [3, 3],
      wire: [5, 5],
      code: undefined,
    });
  });

  it.each([
    ['ends inside a record', RECORD.slice(0, -2), 'CAPTURE_CUT_RECORD'],
    ['claims more than 262,144 captured bytes', '01000000 02000000 01000400 05000000', 'CAPTURE_BAD_RECORD'],
  ])('tells where a pcap file breaks that %s', (_, broken, code) => {
    const claims = readClaims(hex(PCAP_HEADER + RECORD + broken));
    expect(claims).toMatchObject({ captured: [3], code, brokenAt: 43 });
  });

  it('takes the wire length first in pcap before 2.3', () => {
    const claims = readClaims(
      hex(PCAP_HEADER.replace('0400', '0200') + RECORD.replace('03000000 05000000', '05000000 03000000')),
    );
    expect(claims).toMatchObject({ captured: [3], wire: [5] });
  });

  it('steps over the eight bytes more of a modified record', () => {
    const header = PCAP_HEADER.replace('d4c3b2a1', '34cdb2a1');
    const claims = readClaims(hex(`${header} 01000000 02000000 03000000 05000000 0000000000000000 aabbcc`));
    expect(claims).toMatchObject({ recordHeaderBytes: 24, packetAt: [48], captured: [3], code: undefined });
  });

  it('counts a snoop packet whose padding is cut, and says that the file is', () => {
    const record = '00000005 00000003 0000001c 00000000 00000001 00000002 aabbcc'; // 28 bytes claimed, 27 there
    const claims = readClaims(hex(`736e6f6f70000000 00000002 00000004 ${record}`));
    expect(claims).toMatchObject({ format: 'snoop', captured: [3], wire: [5], code: 'CAPTURE_CUT_RECORD' });
  });

  it('tells packets of pcapng by the interfaces of their section', () => {
    const section = '0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000';
    const ethernet = '01000000 14000000 0100 0000 00000000 14000000';
    const raw = '01000000 14000000 6500 0000 00000000 14000000';
    const packet = '06000000 24000000 00000000 00000000 01000000 03000000 05000000 aabbcc00 24000000';
    const claims = readClaims(hex(section + ethernet + packet + section + raw + packet));
    expect(claims).toMatchObject({
      format: 'pcapng',
      captured: [3, 3],
      interfaceOf: [0, 1],
      code: undefined,
    });
    expect(claims.interfaces.map(({ linkType }) => linkType)).toStrictEqual([1, 101]);
  });

  it('tells that a pcapng block contradicts itself', () => {
    const claims = readClaims(hex('0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 20000000'));
    expect(claims).toMatchObject({ captured: [], code: 'CAPTURE_BAD_BLOCK', brokenAt: 0 });
  });

  it.each([
    ['nothing', '', 'CAPTURE_EMPTY'],
    ['text', '68656c6c6f', 'CAPTURE_UNKNOWN_FORMAT'],
    ['a header cut short', PCAP_HEADER.slice(0, 30), 'CAPTURE_CUT_HEADER'],
  ])('claims no packets of %s', (_, bytes, code) => {
    expect(readClaims(hex(bytes))).toMatchObject({ captured: [], code });
  });
});
