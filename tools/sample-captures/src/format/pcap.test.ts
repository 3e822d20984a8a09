import { describe, expect, it } from 'vitest';
import { octets } from '../packet/bytes.ts';
import { writePcap } from './pcap.ts';
import { writePcapng } from './pcapng.ts';

const PACKET = {
  timestampNanos: 1_500_000_002_000_003_004n,
  interfaceIndex: 1,
  bytes: octets(0xaa, 0xbb, 0xcc),
};

describe('writePcap', () => {
  it('writes microseconds in little-endian order', () => {
    const file = writePcap([PACKET], { linkType: 1, byteOrder: 'little', precision: 'micros' });
    expect([...file]).toEqual([
      ...[0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0], // magic, version 2.4
      ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0], // zone, accuracy, snap length, link type
      ...[0x02, 0x2f, 0x68, 0x59, 3, 0, 0, 0], // 1500000002 s, 3 us
      ...[3, 0, 0, 0, 3, 0, 0, 0, 0xaa, 0xbb, 0xcc], // captured, on the wire, packet
    ]);
  });

  it('writes nanoseconds in big-endian order', () => {
    const file = writePcap([PACKET], { linkType: 113, byteOrder: 'big', precision: 'nanos' });
    expect([...file.subarray(0, 4)]).toEqual([0xa1, 0xb2, 0x3c, 0x4d]);
    expect([...file.subarray(20, 32)]).toEqual([0, 0, 0, 113, 0x59, 0x68, 0x2f, 0x02, 0, 0, 0x0b, 0xbc]);
  });
});

describe('writePcapng', () => {
  it('writes a section, its interfaces with nanosecond resolution, and enhanced packets', () => {
    const file = writePcapng([PACKET], [{ name: 'if', linkType: 1 }]);
    expect([...file]).toEqual([
      ...[0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0],
      ...[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 28, 0, 0, 0],
      ...[1, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 0, 0, 4, 0], // interface block, Ethernet, snap length
      ...[2, 0, 2, 0, 0x69, 0x66, 0, 0, 9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0], // name, resolution, end
      ...[6, 0, 0, 0, 36, 0, 0, 0, 1, 0, 0, 0], // enhanced packet on interface 1
      ...[0xd, 0x12, 0xd1, 0x14, 0xbc, 0x9f, 0x4b, 0xf2], // 1500000002000003004 ns, high half first
      ...[3, 0, 0, 0, 3, 0, 0, 0, 0xaa, 0xbb, 0xcc, 0, 36, 0, 0, 0],
    ]);
  });
});
