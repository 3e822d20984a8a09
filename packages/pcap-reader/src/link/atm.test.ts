import { describe, expect, it } from 'vitest';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DNS_QUERY, SOURCE_MAC, ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const RFC_1483 = 100;
const CLIP = 106;
const SUN_ATM = 123;
const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const SNAP = 'aaaa03 000000 0800';
const BRIDGED = 'aaaa03 0080c2 0007 0000';

describe('decodeAtmLlc', () => {
  it('reads routed and bridged packets', () => {
    expect(decodeOne(join(SNAP, DATAGRAM), RFC_1483).destinationPort[0]).toBe(53);
    const bridged = decodeOne(join(BRIDGED, DNS_QUERY), RFC_1483);
    expect(bridged.sourceMac[0]).toBe(SOURCE_MAC);
    expect(bridged.destinationPort[0]).toBe(53);
  });

  it('counts a cut header as damage', () => {
    expect(decodeOne(join('aaaa'), RFC_1483).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('aaaa03 0080c2 0007'), RFC_1483).damage[0]).toBe(Damage.LinkTruncated);
  });
});

describe('decodeAtmClip', () => {
  it('reads packets with and without LLC', () => {
    expect(decodeOne(join(SNAP, DATAGRAM), CLIP).destinationPort[0]).toBe(53);
    expect(decodeOne(DATAGRAM, CLIP).destinationPort[0]).toBe(53);
  });
});

describe('decodeSunAtm', () => {
  it('reads LLC and LAN emulation', () => {
    expect(decodeOne(join('02 00 0064', SNAP, DATAGRAM), SUN_ATM).destinationPort[0]).toBe(53);
    expect(decodeOne(join('81 00 0064 0007', DNS_QUERY), SUN_ATM).sourceMac[0]).toBe(SOURCE_MAC);
  });

  it('leaves signalling alone, and counts a cut header as damage', () => {
    expect(decodeOne(join('06 00 0005', DATAGRAM), SUN_ATM).ipVersion[0]).toBe(0);
    expect(decodeOne(join('02 00 00'), SUN_ATM).damage[0]).toBe(Damage.LinkTruncated);
  });
});
