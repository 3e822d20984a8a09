import { describe, expect, it } from 'vitest';
import { COLUMNS } from './columns.ts';
import { compare, outcomes } from './testing/captures.ts';
import {
  UDP,
  UDP_FIELDS,
  ethernet,
  ethernetFields,
  ipv4,
  ipv4Fields,
  ipv6,
  ipv6Fields,
} from './testing/packets.ts';

describe('COLUMNS', () => {
  it('has a name for each', () => {
    expect(new Set(COLUMNS.map(({ name }) => name)).size).toBe(COLUMNS.length);
  });

  it('takes the IPv6 fields where the outer header is IPv6, whatever is inside', async () => {
    const tunnel = {
      hex: `${ipv6('04', '001c')} ${ipv4('11', '001c')} ${UDP}`,
      theirs: { ...ipv4Fields('17', '28'), ...UDP_FIELDS, ...ipv6Fields('4') },
    };
    expect(outcomes(await compare([tunnel], { linkType: 229, encapsulation: '130' }))).toStrictEqual({});
  });

  it('takes the fields of the transport that the outer header announces', async () => {
    const tunnelOverUdp = {
      hex: `${ethernet('0800')} ${ipv4('11', '001c')} ${UDP}`,
      theirs: {
        ...ethernetFields('0800'),
        ...ipv4Fields('17', '28'),
        ...UDP_FIELDS,
        'tcp.srcport': '1',
        'tcp.flags': '0x0002',
      },
    };
    expect(outcomes(await compare([tunnelOverUdp]))).toStrictEqual({});
  });

  it('takes the transport behind an extension header', async () => {
    const hopByHop = {
      hex: `${ethernet('86dd')} ${ipv6('00', '0010')} 11 00 050200000100 ${UDP}`,
      theirs: { ...ethernetFields('86dd'), ...ipv6Fields('0'), ...UDP_FIELDS },
    };
    const wrong = { ...hopByHop, theirs: { ...hopByHop.theirs, 'udp.length': '9' } };
    const comparison = await compare([hopByHop, wrong]);
    expect(outcomes(comparison)).toStrictEqual({ udpLengthBytes: 'unexplained' });
    expect(comparison.tallies.get('ipProtocol')?.compared).toBe(0);
  });

  it('expects no transport of tshark where we do not get behind an extension header', async () => {
    const cut = {
      hex: `${ethernet('86dd')} ${ipv6('00', '0004')} 11 00 0502`, // half of it
      theirs: { ...ethernetFields('86dd'), ...ipv6Fields('0') },
    };
    const wrong = { ...cut, theirs: { ...cut.theirs, 'tcp.flags': '0x0002' } };
    expect(outcomes(await compare([cut]))).toStrictEqual({});
    expect(outcomes(await compare([wrong]))).toStrictEqual({ tcpFlags: 'unexplained' });
  });

  it('takes what stands behind an authentication header', async () => {
    const authenticated = {
      // next header UDP, 24 bytes, SPI 1, sequence number 1, 12 bytes of integrity check value
      hex: `${ethernet('0800')} ${ipv4('33', '0034')} 11 04 0000 00000001 00000001 000000000000000000000000 ${UDP}`,
      theirs: { ...ethernetFields('0800'), ...ipv4Fields('51', '52'), ...UDP_FIELDS },
    };
    expect(outcomes(await compare([authenticated]))).toStrictEqual({});
  });

  it('has no value where a header is cut before the field', async () => {
    const cut = {
      hex: `${ethernet('0800')} ${ipv4('11', '001c')} 9c40 0035`,
      theirs: {
        ...ethernetFields('0800'),
        ...ipv4Fields('17', '28'),
        'udp.srcport': '40000',
        'udp.dstport': '53',
      },
    };
    expect(outcomes(await compare([cut]))).toStrictEqual({});
  });
});
