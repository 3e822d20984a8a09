import { describe, expect, it } from 'vitest';
import { NO_VLAN } from '../packet-batch.ts';
import { Damage } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { DNS_QUERY, MACS, SOURCE_MAC, ipv4, udp } from '../testing/packets.ts';
import { decodeLast, decodeOne } from '../testing/rows.ts';

const BROADCOM = 281;
const BROADCOM_PREPENDED = 282;
const DSA = 284;
const EDSA = 285;
const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));

describe('Ethernet with the tag of a switch chip', () => {
  it.each([
    ['four bytes of Broadcom', BROADCOM, '2c000080'],
    ['four bytes of Marvell', DSA, '0a000000'],
    ['eight bytes of Marvell', EDSA, 'dada0000 c0000000'],
  ])('is read behind %s', (_, linkType, tag) => {
    const frame = join(MACS, tag, '0800', DATAGRAM);
    const batch = decodeOne(frame, linkType);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.etherType[0]).toBe(0x0800);
    expect(batch.vlanId[0]).toBe(NO_VLAN);
    expect(batch.destinationPort[0]).toBe(53);
    expect(decodeLast(frame, linkType).sourceMac[0]).toBe(SOURCE_MAC);
    expect(decodeOne(frame.subarray(0, 17), linkType).damage[0]).toBe(Damage.LinkTruncated);
  });

  it('is read behind a tag in front', () => {
    const batch = decodeOne(join('20000020', DNS_QUERY), BROADCOM_PREPENDED);
    expect(batch.sourceMac[0]).toBe(SOURCE_MAC);
    expect(batch.destinationPort[0]).toBe(53);
  });
});
