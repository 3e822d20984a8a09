import { describe, expect, it } from 'vitest';
import { NO_MAC } from '../address.ts';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DESTINATION_MAC, SOURCE_MAC, ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const FIBRE_CHANNEL = 122;
const IEEE_1394 = 138;
const INFINIBAND = 242;
const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));

describe('decodeIpOverFibreChannel', () => {
  const HEADER = '1000 02000000000b 1000 02000000000a';

  it('reads the MAC addresses inside the network addresses, and the packet behind LLC', () => {
    const batch = decodeOne(join(HEADER, 'aaaa03 000000 0800', DATAGRAM), FIBRE_CHANNEL);
    expect(batch.destinationMac[0]).toBe(DESTINATION_MAC);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('counts a cut header as damage', () => {
    expect(decodeOne(join(HEADER).subarray(0, 15), FIBRE_CHANNEL).damage[0]).toBe(Damage.LinkTruncated);
  });
});

describe('decodeIpOverIeee1394', () => {
  it('reads the packet behind addresses of 64 bits', () => {
    const batch = decodeOne(join('00'.repeat(16), '0800', DATAGRAM), IEEE_1394);
    expect(batch.sourceMac[0]).toBe(NO_MAC);
    expect(batch.etherType[0]).toBe(0x0800);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('counts a cut header as damage', () => {
    expect(decodeOne(new Uint8Array(17), IEEE_1394).damage[0]).toBe(Damage.LinkTruncated);
  });
});

describe('decodeIpOverInfiniband', () => {
  it('reads the packet behind addresses of 160 bits', () => {
    const batch = decodeOne(join('00'.repeat(40), '0800 0000', DATAGRAM), INFINIBAND);
    expect(batch.etherType[0]).toBe(0x0800);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('leaves what has no EtherType alone, and counts a cut header as damage', () => {
    expect(decodeOne(join('00'.repeat(40), '0001 0000', DATAGRAM), INFINIBAND).ipVersion[0]).toBe(0);
    expect(decodeOne(new Uint8Array(43), INFINIBAND).damage[0]).toBe(Damage.LinkTruncated);
  });
});
