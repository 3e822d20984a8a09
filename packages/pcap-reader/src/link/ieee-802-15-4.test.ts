import { describe, expect, it } from 'vitest';
import { NO_MAC } from '../address.ts';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { decodeOne } from '../testing/rows.ts';

const WITH_CHECKSUM = 195;
const NON_ASK_PHY = 215;
const WITHOUT_CHECKSUM = 230;
const TAP = 283;

/** Data, one network, short destination, extended source; sequence, network, destination, source. */
const DATA = '41c8 01 cdab ffff 0807060504030201 aabb';

describe('decodeIeee802154', () => {
  it.each([
    ['with a checksum', WITH_CHECKSUM, ''],
    ['without a checksum', WITHOUT_CHECKSUM, ''],
    ['behind a physical header', NON_ASK_PHY, '00000000 a7 12'],
    ['behind fields about its reception', TAP, '00 00 0c00 0000 0100 00000000'],
  ])('knows a sound frame %s, whose addresses no column holds', (_, linkType, header) => {
    const batch = decodeOne(join(header, DATA), linkType);
    expect(batch.damage[0]).toBe(Damage.None);
    expect(batch.sourceMac[0]).toBe(NO_MAC);
    expect(batch.destinationMac[0]).toBe(NO_MAC);
  });

  it.each([0, 1, 2, 14])('counts a header cut at %i bytes as damage', (length) => {
    expect(decodeOne(join(DATA).subarray(0, length), WITH_CHECKSUM).damage[0]).toBe(Damage.LinkTruncated);
  });

  it('counts a cut or contradictory header in front as damage', () => {
    expect(decodeOne(join('00 00 0c'), TAP).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(join('01 00 0400', DATA), TAP).damage[0]).toBe(Damage.LinkMalformed);
    expect(decodeOne(join('00000000 a7'), NON_ASK_PHY).damage[0]).toBe(Damage.LinkTruncated);
  });
});
