import { describe, expect, it } from 'vitest';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DESTINATION_MAC, MACS, SOURCE_MAC, ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const FDDI = 10;
const LLC_FRAME = join('50', MACS, 'aaaa03 000000 0800', ipv4({ protocol: 17 }, udp(1, 53)));

describe('decodeFddi', () => {
  it('reads addresses and the packet behind LLC', () => {
    const batch = decodeOne(LLC_FRAME, FDDI);
    expect(batch.destinationMac[0]).toBe(DESTINATION_MAC);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.destinationPort[0]).toBe(53);
    expect(batch.protocols[0]).toBe(Protocol.Llc | Protocol.Ipv4 | Protocol.Udp);
  });

  it('leaves frames of the ring itself alone', () => {
    expect(decodeOne(LLC_FRAME.with(0, 0x41), FDDI).ipVersion[0]).toBe(0);
  });

  it('counts a cut header as damage', () => {
    expect(decodeOne(LLC_FRAME.subarray(0, 12), FDDI).damage[0]).toBe(Damage.LinkTruncated);
  });
});
