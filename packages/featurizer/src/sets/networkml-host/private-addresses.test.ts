import { describe, expect, it } from 'vitest';

import { accumulate, type TestPacket } from '../../testing/packets.ts';
import { networkmlHost } from './networkml-host.ts';

/** Whether a packet's both addresses are found to be private. */
const areBothPrivate = (packet: TestPacket): boolean =>
  accumulate(networkmlHost(), [packet]).tshark_both_private_ip === 1;

/** An address is private where it is so beside a private one, whichever of both it is. */
const verdictsOn = (
  address: Required<TestPacket>['source'],
  other: Required<TestPacket>['source'],
): readonly boolean[] =>
  [
    { source: address, destination: other },
    { source: other, destination: address },
  ].map(areBothPrivate);

const PRIVATE = '10.0.0.1';
const PRIVATE_6 = [0xfe800000, 0, 0, 1] as const;

describe('private addresses', () => {
  it.each([
    '0.0.0.0',
    '10.255.255.255',
    '127.0.0.1',
    '169.254.1.1',
    '172.16.0.0',
    '172.31.255.255',
    '192.0.0.7',
    '192.0.0.170',
    '192.0.0.171',
    '192.0.2.1',
    '192.168.1.1',
    '198.19.255.255',
    '198.51.100.9',
    '203.0.113.9',
    '240.0.0.1',
    '255.255.255.255',
  ])('takes %s for private, as Python 3.11 does', (address) => {
    expect(verdictsOn(address, PRIVATE)).toEqual([true, true]);
  });

  it.each([
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.64.0.1',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.0.8',
    '192.0.0.169',
    '192.0.0.172',
    '192.0.3.0',
    '192.167.255.255',
    '198.17.255.255',
    '198.20.0.0',
    '224.0.0.1',
    '239.255.255.250',
  ])('takes %s for public, as Python 3.11 does', (address) => {
    expect(verdictsOn(address, PRIVATE)).toEqual([false, false]);
  });

  it.each<[string, [number, number, number, number], boolean]>([
    ['::', [0, 0, 0, 0], true],
    ['::1', [0, 0, 0, 1], true],
    ['::2', [0, 0, 0, 2], false],
    ['::ffff:8.8.8.8', [0, 0, 0xffff, 0x08080808], true],
    ['100::1', [0x01000000, 0, 0, 1], true],
    ['100:0:0:1::', [0x01000000, 1, 0, 0], false],
    ['2001:1ff::', [0x200101ff, 0, 0, 0], true],
    ['2001:200::', [0x20010200, 0, 0, 0], false],
    ['2001:db8::1', [0x20010db8, 0, 0, 1], true],
    ['2001:4860:4860::8888', [0x20014860, 0x48600000, 0, 0x8888], false],
    ['fd00::1', [0xfd000000, 0, 0, 1], true],
    ['febf::', [0xfebf0000, 0, 0, 0], true],
    ['fec0::', [0xfec00000, 0, 0, 0], false],
    ['ff02::1', [0xff020000, 0, 0, 1], false],
  ])('judges %s as Python 3.11 does', (_, words, expected) => {
    expect(verdictsOn(words, PRIVATE_6)).toEqual([expected, expected]);
  });

  it('are not seen where there are none', () => {
    expect(areBothPrivate({})).toBe(false);
  });
});
