import { describe, expect, it } from 'vitest';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DNS_QUERY, SOURCE_MAC } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const MPACKET = 274;
const CHECKSUM = '00000000';

describe('decodeMPacket', () => {
  it.each(['d5', 'e6', 'b3'])('reads the frame behind a preamble that ends with %s', (delimiter) => {
    const batch = decodeOne(join('55555555555555', delimiter, DNS_QUERY, CHECKSUM), MPACKET);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.destinationPort[0]).toBe(53);
  });

  it('leaves later fragments alone', () => {
    const batch = decodeOne(join('555555555555 61 e6', DNS_QUERY, CHECKSUM).with(7, 0x2a), MPACKET);
    expect(batch.ipVersion[0]).toBe(0);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it('counts a cut preamble as damage', () => {
    expect(decodeOne(join('555555'), MPACKET).damage[0]).toBe(Damage.LinkTruncated);
  });
});
