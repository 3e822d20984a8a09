import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIp, formatIpv4, formatIpv6, formatMac, isGroupMac, parseMac } from './address.ts';

describe('formatMac and parseMac', () => {
  it('writes leading zeros and lower-case digits', () => {
    expect(formatMac(0x0011220a0bff)).toBe('00:11:22:0a:0b:ff');
  });

  it('are inverse for every address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (mac) => {
        expect(parseMac(formatMac(mac))).toBe(mac);
      }),
    );
  });

  it('reads dashes and upper case', () => {
    expect(parseMac('00-11-22-AA-BB-CC')).toBe(0x001122aabbcc);
  });

  it.each(['', '00:11:22:aa:bb', '00:11:22:aa:bb:cc:dd', '0:1:2:3:4:5', 'xx:11:22:33:44:55', '001122aabbcc'])(
    'reads no address in "%s"',
    (text) => {
      expect(parseMac(text)).toBeUndefined();
    },
  );
});

describe('isGroupMac', () => {
  it.each([
    [0xffffffffffff, true], // broadcast
    [0x01005e000001, true], // IPv4 multicast
    [0x3333000000fb, true], // IPv6 multicast
    [0x02000000000a, false], // local, one station
    [0xfe0000000001, false], // the highest bit says nothing
  ])('looks at the lowest bit of the first byte of %i', (mac, group) => {
    expect(isGroupMac(mac)).toBe(group);
  });
});

describe('formatIpv4', () => {
  it.each([
    [0, '0.0.0.0'],
    [0xc0000201, '192.0.2.1'],
    [0xffffffff, '255.255.255.255'],
  ])('writes %i as %s', (word, text) => {
    expect(formatIpv4(word)).toBe(text);
  });
});

describe('formatIpv6', () => {
  it.each([
    [[0, 0, 0, 0], '::'],
    [[0, 0, 0, 1], '::1'],
    [[0x20010db8, 0, 0, 0], '2001:db8::'],
    [[0xfe800000, 0, 0x02ff00ff, 0xfe00000a], 'fe80::2ff:ff:fe00:a'],
    [[0x20010db8, 0x00000001, 0x00010001, 0x00010001], '2001:db8:0:1:1:1:1:1'], // one zero group stays, RFC 5952, 4.2.2
    [[0x20010db8, 0, 0x00010000, 0x00000001], '2001:db8::1:0:0:1'], // the first of two equal runs, 4.2.3
    [[0x00010000, 0x00000001, 0, 0x00000002], '1:0:0:1::2'], // the longest run
    [[0x20010db8, 0x11111111, 0x22222222, 0x33333333], '2001:db8:1111:1111:2222:2222:3333:3333'],
  ])('writes %j as %s', (words, text) => {
    expect(formatIpv6(Uint32Array.from(words))).toBe(text);
  });
});

describe('formatIp', () => {
  const words = Uint32Array.from([0, 0, 0, 0, 0x20010db8, 0, 0, 0xc0000201]);

  it('reads the row that it is told, by version', () => {
    expect(formatIp(4, words, 1)).toBe('192.0.2.1');
    expect(formatIp(6, words, 1)).toBe('2001:db8::c000:201');
  });

  it('writes nothing for a packet without an address', () => {
    expect(formatIp(0, words, 0)).toBeUndefined();
  });
});
