import { describe, expect, it } from 'vitest';
import { hex, join } from '../testing/bytes.ts';
import { describeOther } from './other-formats.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('describeOther', () => {
  it.each([
    ['GMBU\0\x02', 'Microsoft NetMon 2'],
    ['RTSS\x01\x01', 'Microsoft NetMon 1'],
    ['iptrace 2.0', 'AIX iptrace 2.0'],
    ['TRSNIFF data    \x1a\x01', 'a DOS Sniffer trace'],
    ['XCP\x00002.001', 'a Windows Sniffer (NetXRay) capture'],
    ['\x01\x10\x4c\0\x01\x05Trace Display Trace File', 'a Novell LANalyzer trace'],
    ['\x7fver\0\0', 'an EtherPeek or OmniPeek capture'],
    ['\x05VNF\x0a', 'a Visual Networks capture'],
    ['TR\0d\0', 'an HP-UX nettl trace'],
    ['btsnoop\0\0\0\0\x01', 'a btsnoop log of Bluetooth'],
    ['ObserverPktBufferVersion=15.00', 'a Viavi (Network Instruments) Observer capture'],
    ['+---------+---------------+----------+\r\n17:08:05', 'a K12 text recording'],
  ])('knows captures that editcap converts: %j', (bytes, name) => {
    expect(describeOther(latin1(bytes))).toStrictEqual({ name, hint: 'convert it with editcap -F pcap' });
  });

  it.each([
    ['fd377a585a00', 'xz', 'unpack it with xz -d'],
    ['425a6839314159265359', 'bzip2', 'unpack it with bzip2 -d'],
    ['04224d18', 'lz4', 'unpack it with lz4 -d'],
    ['1f9d90', 'compress (.Z)', 'unpack it with gzip -d'],
    ['504b0304', 'a zip archive', 'unpack it and give the captures in it'],
    ['377abcaf271c', 'a 7z archive', 'unpack it and give the captures in it'],
    ['526172211a0700', 'a rar archive', 'unpack it and give the captures in it'],
    ['7f454c46020101', 'a program', 'give a capture instead'],
    ['504152311504', 'a Parquet table', 'give a capture instead'],
    ['efbfbd c3b2 efbfbd 0200', 'a pcap file that was decoded as text', 'copy it again, as binary'],
    ['0d0a 0d 0d0d0a 1c00', 'a pcapng file whose line ends were converted', 'copy it again, as binary'],
  ])('knows %s', (bytes, name, hint) => {
    expect(describeOther(hex(bytes))).toStrictEqual({ name, hint });
  });

  it('knows a tar archive by what stands behind the name of its first member', () => {
    const head = join(new Uint8Array(257), utf8('ustar\0'));
    expect(describeOther(head)?.name).toBe('a tar archive');
    expect(describeOther(head.subarray(1))).toBeUndefined();
  });

  it.each(['<!DOCTYPE html>', '<html lang="en">', '\r\n <HTML><head>', '\ufeff<!doctype html'])(
    'takes %j for a page saved in place of a capture',
    (text) => {
      expect(describeOther(utf8(text))).toStrictEqual({
        name: 'an HTML page',
        hint: 'was a login or error page saved in place of the capture?',
      });
    },
  );

  it.each([
    ['<?xml version="1.0"?>\n<!-- made by tshark -->\n<pdml version="0">', 'PDML, packets as XML'],
    ['<?xml version="1.0"?>\n<psml>', 'an XML document'],
    ['{"timestamp": 1}', 'JSON'],
    ['[\n  {\n', 'JSON'],
    ['0000  00 22 19 b6 7e 22 00 0f\n', 'a hex dump'],
    ['00000000: d4c3 b2a1 0200 0400\n', 'a hex dump'],
    ['14:01:46.708342 IP 192.0.2.1.53 > 192.0.2.2.40000: 1', 'what tcpdump prints'],
    ['    1   0.000000    192.0.2.1 \u2192 192.0.2.2    DNS 82', 'what tshark prints'],
    ['#separator \\x09\n#set_separator\t,', 'a Zeek log'],
    ['file,role\r\na,b\r\n', 'a table as text'],
    ['a story of packets', 'text'],
    ['caf\u00e9 au lait', 'text'],
  ])('tells kinds of text apart: %j', (text, name) => {
    expect(describeOther(utf8(text))?.name).toBe(name);
  });

  it('takes text whose last character was cut for text', () => {
    expect(describeOther(utf8('caf\u00e9').subarray(0, 4))?.name).toBe('text');
  });

  it('knows text in UTF-16', () => {
    expect(describeOther(hex('fffe 3c00 6800'))?.name).toBe('text in UTF-16');
    expect(describeOther(hex('feff 003c 0068'))?.name).toBe('text in UTF-16');
  });

  it.each([
    ['an ERF record: no mark tells it from anything else', '1d3c9f6b 5a4e2b54 02 04 0058 0000 0052 0000'],
    ['zeros', '00000000000000000000000000000000'],
    ['bytes that are no UTF-8', 'c0c1c2'],
    ['text with control characters', '61620163'],
    ['nothing', ''],
  ])('has no name for %s', (_, bytes) => {
    expect(describeOther(hex(bytes))).toBeUndefined();
  });
});
