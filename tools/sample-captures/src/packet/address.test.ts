import { describe, expect, it } from 'vitest';
import { ip, linkLocal, mac, multicastMac, solicitedNode } from './address.ts';
import { octets, words } from './bytes.ts';

describe('addresses', () => {
  it.each([
    ['192.0.2.20', octets(192, 0, 2, 20)],
    ['::', words(0, 0, 0, 0, 0, 0, 0, 0)],
    ['ff02::fb', words(0xff02, 0, 0, 0, 0, 0, 0, 0xfb)],
    ['2001:db8:1:2:3:4:5:6', words(0x2001, 0xdb8, 1, 2, 3, 4, 5, 6)],
  ])('reads %s', (text, bytes) => {
    expect(ip(text)).toEqual(bytes);
  });

  it('maps groups to Ethernet addresses', () => {
    expect(multicastMac(ip('239.255.255.250'))).toEqual(mac('01:00:5e:7f:ff:fa'));
    expect(multicastMac(ip('ff02::1:ff10:21'))).toEqual(mac('33:33:ff:10:00:21'));
  });

  it('derives the link-local address of a MAC and its solicited-node group', () => {
    const own = linkLocal(mac('02:00:5e:10:00:21'));
    expect(own).toEqual(ip('fe80:0:0:0:0:5eff:fe10:21'));
    expect(solicitedNode(own)).toEqual(ip('ff02::1:ff10:21'));
  });
});
