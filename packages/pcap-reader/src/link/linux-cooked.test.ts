import { describe, expect, it } from 'vitest';
import { NO_MAC } from '../address.ts';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { SOURCE_MAC, ipv4, udp } from '../testing/packets.ts';
import { decodeOne } from '../testing/rows.ts';

const COOKED = 113;
const COOKED2 = 276;
const PACKET = ipv4({ protocol: 17 }, udp(40_000, 53));

/** Version 1: packet type (sent by us), ARPHRD, address length, address and padding, protocol. */
const HEAD = '0004 0001 0006 02000000000a 0000';
/** Version 2: protocol, reserved, interface 3, ARPHRD, packet type, address length, address and padding. */
const TAIL = '0000 00000003 0001 04 06 02000000000a 0000';

describe.each([
  ['version 1', COOKED, (protocol: string, payload: Uint8Array) => join(HEAD, protocol, payload)],
  ['version 2', COOKED2, (protocol: string, payload: Uint8Array) => join(protocol, TAIL, payload)],
])('a Linux cooked capture of %s', (_, linkType, cook) => {
  it("reads the sender's address and the packet", () => {
    const batch = decodeOne(cook('0800', PACKET), linkType);
    expect([batch.sourceMac[0], batch.destinationMac[0]]).toStrictEqual([SOURCE_MAC, NO_MAC]);
    expect([batch.etherType[0], batch.innerEtherType[0], batch.destinationPort[0]]).toStrictEqual([
      0x0800, 0x0800, 53,
    ]);
    expect(batch.protocols[0]).toBe(Protocol.LinuxCooked | Protocol.Ipv4 | Protocol.Udp);
  });

  it('reads tags', () => {
    const batch = decodeOne(cook('8100', join('000a 0800', PACKET)), linkType);
    expect([batch.etherType[0], batch.vlanId[0], batch.destinationPort[0]]).toStrictEqual([0x8100, 10, 53]);
  });

  it('reads LLC', () => {
    const batch = decodeOne(cook('0004', join('424203 00')), linkType);
    expect(batch.protocols[0]).toBe(Protocol.LinuxCooked | Protocol.Llc);
    expect(batch.etherType[0]).toBe(0);
  });

  it('is damaged where its header is cut', () => {
    const whole = cook('0800', new Uint8Array(0));
    const batch = decodeOne(whole.subarray(0, whole.length - 1), linkType);
    expect([batch.damage[0], batch.sourceMac[0]]).toStrictEqual([Damage.LinkTruncated, NO_MAC]);
  });
});

describe('a Linux cooked capture of a link without addresses', () => {
  it('has no MAC', () => {
    const tunnel = join('0000 0300 0000 0000000000000000 0800', PACKET); // ARPHRD_TUNNEL, no address
    expect([
      decodeOne(tunnel, COOKED).sourceMac[0],
      decodeOne(tunnel, COOKED).destinationPort[0],
    ]).toStrictEqual([NO_MAC, 53]);
  });
});
