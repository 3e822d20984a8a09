import { describe, expect, it } from 'vitest';
import { NO_MAC } from '../address.ts';
import { Damage, Protocol } from '../protocol.ts';
import { join } from '../testing/bytes.ts';
import { ipv4, udp } from '../testing/packets.ts';
import { decodeLast, decodeOne } from '../testing/rows.ts';

const WIFI = 105;
const A1 = '020000000001';
const A2 = '020000000002';
const A3 = '020000000003';
const A4 = '020000000004';
const mac = (text: string): number => Number.parseInt(text, 16);

const DATAGRAM = ipv4({ protocol: 17 }, udp(1, 53));
const LLC = 'aaaa03 000000 0800';

/** A frame of the two bytes of frame control, with what stands behind the sequence number. */
const frame = (control: string, rest: string | Uint8Array, sequence = '1000'): Uint8Array =>
  join(control, '0000', A1, A2, A3, sequence, rest);

describe('decodeWifi', () => {
  it.each([
    ['between stations', '0800', '', A2, A1],
    ['to an access point', '0801', '', A2, A3],
    ['from an access point', '0802', '', A3, A1],
    ['between access points', '0803', A4, A4, A3],
  ])(
    'tells who sent a frame %s first and whom it is meant for',
    (_, control, fourth, source, destination) => {
      const batch = decodeOne(frame(control, join(fourth, LLC, DATAGRAM)), WIFI);
      expect(batch.sourceMac[0]).toBe(mac(source));
      expect(batch.destinationMac[0]).toBe(mac(destination));
      expect(batch.destinationPort[0]).toBe(53);
      expect(batch.protocols[0]).toBe(Protocol.Wifi | Protocol.Llc | Protocol.Ipv4 | Protocol.Udp);
      expect(batch.etherType[0]).toBe(0);
      expect(batch.innerEtherType[0]).toBe(0x0800);
    },
  );

  it('steps over quality of service and high throughput control', () => {
    expect(decodeOne(frame('8801', join('0000', LLC, DATAGRAM)), WIFI).destinationPort[0]).toBe(53);
    expect(decodeOne(frame('8881', join('0000 00000000', LLC, DATAGRAM)), WIFI).destinationPort[0]).toBe(53);
  });

  it('reads the first of several frames sent as one', () => {
    const length = (LLC.replaceAll(' ', '').length / 2 + DATAGRAM.length).toString(16).padStart(4, '0');
    const subframe = join('02000000000d 02000000000c', length, LLC, DATAGRAM);
    const batch = decodeOne(frame('8801', join('8000', subframe, '0000', subframe)), WIFI);
    expect(batch.destinationMac[0]).toBe(mac('02000000000d'));
    expect(batch.sourceMac[0]).toBe(mac('02000000000c'));
    expect(batch.destinationPort[0]).toBe(53);
  });

  it.each([
    ['a protected frame', '0841', '1000'],
    ['a frame without data', '4801', '1000'],
    ['a fragment that is not the first', '0801', '1100'],
  ])('tells only the addresses of %s', (_, control, sequence) => {
    const batch = decodeOne(frame(control, join(LLC, DATAGRAM), sequence), WIFI);
    expect(batch.sourceMac[0]).toBe(mac(A2));
    expect(batch.ipVersion[0]).toBe(0);
    expect(batch.damage[0]).toBe(Damage.None);
  });

  it('tells the addresses of management frames', () => {
    const beacon = decodeOne(frame('8000', '0000000000000000 6400 0104'), WIFI);
    expect(beacon.destinationMac[0]).toBe(mac(A1));
    expect(beacon.sourceMac[0]).toBe(mac(A2));
  });

  it('tells transmitter and receiver of control frames', () => {
    const request = decodeOne(join('b400 0000', A1, A2), WIFI); // request to send
    expect(request.destinationMac[0]).toBe(mac(A1));
    expect(request.sourceMac[0]).toBe(mac(A2));
    const acknowledgement = decodeOne(join('d400 0000', A1), WIFI);
    expect(acknowledgement.destinationMac[0]).toBe(mac(A1));
    expect(acknowledgement.sourceMac[0]).toBe(NO_MAC);
    expect(acknowledgement.damage[0]).toBe(Damage.None);
  });

  it('gives the last headers the addresses of the link', () => {
    const last = decodeLast(frame('0801', join(LLC, DATAGRAM)), WIFI);
    expect(last.sourceMac[0]).toBe(mac(A2));
    expect(last.udpDestinationPort[0]).toBe(53);
  });

  it.each([0, 9, 12, 23])('counts a data frame cut at %i bytes as damage', (length) => {
    const batch = decodeOne(frame('0801', LLC).subarray(0, length), WIFI);
    expect(batch.damage[0]).toBe(Damage.LinkTruncated);
    expect(batch.sourceMac[0]).toBe(NO_MAC);
  });

  it('counts a cut subframe, and a version that does not exist, as damage', () => {
    expect(decodeOne(frame('8801', '8000 02000000000d'), WIFI).damage[0]).toBe(Damage.LinkTruncated);
    expect(decodeOne(frame('0b01', LLC), WIFI).damage[0]).toBe(Damage.LinkMalformed);
  });
});
