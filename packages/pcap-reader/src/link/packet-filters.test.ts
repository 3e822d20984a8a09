import { describe, expect, it } from 'vitest';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { SOURCE_MAC, ipv4, ipv6, tcp, udp } from '../testing/packets.ts';
import { decodeLast, decodeOne } from '../testing/rows.ts';

const ENC = 109;
const PF_LOG = 117;
const IP_NET = 226;
const NF_LOG = 239;
const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const SEGMENT = ipv6(6, tcp(1, 80));

describe('decodePfLog', () => {
  it('steps over a header that is padded to four bytes', () => {
    expect(decodeOne(join('3d 02', new Uint8Array(62), DATAGRAM), PF_LOG).destinationPort[0]).toBe(53);
    expect(decodeOne(join('64 18', new Uint8Array(98), SEGMENT), PF_LOG).destinationPort[0]).toBe(80);
  });

  it('counts a cut or contradictory header as damage', () => {
    expect(decodeOne(join('3d'), PF_LOG).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('3d 02 0000'), PF_LOG).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('04 02 0000', DATAGRAM), PF_LOG).damage[0]).toBe(Damage.LinkMalformed);
  });
});

describe('decodeEnc', () => {
  it('steps over family, index and flags', () => {
    expect(decodeOne(join('02000000 00000100 00000000', DATAGRAM), ENC).destinationPort[0]).toBe(53);
    expect(decodeOne(join('02000000'), ENC).damage[0]).toBe(Damage.LinkTruncated);
  });
});

describe('decodeIpNet', () => {
  const REST = '0000 00000000 00000001 00000000 00000000 00000000';

  it('reads IPv4 and IPv6', () => {
    expect(decodeOne(join('01 02', REST, DATAGRAM), IP_NET).destinationPort[0]).toBe(53);
    expect(decodeOne(join('01 1a', REST, SEGMENT), IP_NET).destinationPort[0]).toBe(80);
  });

  it('counts a cut header as damage', () => {
    expect(decodeOne(join('01 02 0000'), IP_NET).damage[0]).toBe(Damage.LinkTruncated);
  });
});

describe('decodeNfLog', () => {
  const HEADER = '02 00 0000';
  const PREFIX = '0600 0a00 4100 0000'; // length 6, a prefix "A", padded to four bytes
  const ADDRESS = '1000 0800 0006 0000 02000000000a 0000';

  it('finds the packet and the address of the sender among the attributes', () => {
    const payload = join('2000 0900', DATAGRAM); // 4 and 28 bytes
    const batch = decodeOne(join(HEADER, PREFIX, ADDRESS, payload), NF_LOG);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.destinationPort[0]).toBe(53);
    expect(decodeLast(join(HEADER, PREFIX, ADDRESS, payload), NF_LOG).sourceMac[0]).toBe(SOURCE_MAC);
  });

  it('reads attributes of a big-endian machine', () => {
    expect(decodeOne(join(HEADER, '0020 0009', DATAGRAM), NF_LOG).destinationPort[0]).toBe(53);
  });

  it('counts a cut or contradictory header as damage', () => {
    expect(decodeOne(join('02 00 00'), NF_LOG).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('02 01 0000', PREFIX), NF_LOG).damage[0]).toBe(Damage.LinkMalformed);
    expect(decodeOne(join(HEADER, '0000 0000'), NF_LOG).damage[0]).toBe(Damage.LinkMalformed);
  });
});
