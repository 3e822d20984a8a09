import { isGroupMac, type PacketBatch } from '@networkml/pcap-reader';

import { Scope, scopeOf } from '../../address-scope.ts';
import { columnsOf, type Part, ratio, Volume } from './part.ts';

const BROADCAST_MAC = 0xffffffffffff;

const NAMES = [
  ['to_broadcast', 'that go to the broadcast address of the link or of IP'],
  ['to_group', 'that go to a multicast address of the link or of IP'],
  ['to_private', 'that go to a private or link-local IP address'],
  ['to_public', 'that go to a public IP address'],
  ['unaddressed', 'with an unspecified IP address as source (0.0.0.0 or ::), as before it has one'],
] as const;

const BROADCAST = 0;
const GROUP = 1;
const PRIVATE = 2;
const PUBLIC = 3;
const UNADDRESSED = 4;
const NOBODY = -1;

const IPV4_BROADCAST = 0xffffffff;

/** Whom a packet is for that is not broadcast by its link. */
const audienceOf = ({ ipVersion, destinationIp, destinationMac }: PacketBatch, row: number): number => {
  const version = ipVersion[row];
  switch (scopeOf(version, destinationIp, row)) {
    case Scope.Public:
      return PUBLIC;
    case Scope.Private:
      return PRIVATE;
    case Scope.Group:
      return version === 4 && destinationIp[row * 4 + 3] === IPV4_BROADCAST ? BROADCAST : GROUP;
    default:
      return isGroupMac(destinationMac[row]) ? GROUP : NOBODY;
  }
};

/** Whom a device speaks to, as shares of the packets it sends. */
export const audience = (base: number): Part => ({
  group: 'audience',
  places: NAMES.length,
  columns: columnsOf(
    NAMES.map(([name, what]) => [name, { unit: 'ratio', doc: `Share of packets sent ${what}.` }]),
  ),
  observe({ tally }, batch, { sent }) {
    const { ipVersion, sourceIp, destinationIp, destinationMac } = batch;
    // Most packets go where the one before went.
    let latest = -1;
    let latestPlace = PUBLIC;
    let run = 0;
    for (let at = 0; at < sent.all.length; at += 1) {
      const row = sent.all[at];
      const version = ipVersion[row];
      const word = destinationIp[row * 4 + 3];
      if (version === 4 && word === latest) {
        run += 1;
        if (sourceIp[row * 4 + 3] === 0) tally[base + UNADDRESSED] += 1;
        continue;
      }
      if (version !== 0 && scopeOf(version, sourceIp, row) === Scope.None) tally[base + UNADDRESSED] += 1;
      const place = destinationMac[row] === BROADCAST_MAC ? BROADCAST : audienceOf(batch, row);
      if (place !== NOBODY) tally[base + place] += 1;
      if (version !== 4 || (place !== PUBLIC && place !== PRIVATE)) continue;
      tally[base + latestPlace] += run;
      run = 0;
      latest = word;
      latestPlace = place;
    }
    tally[base + latestPlace] += run;
  },
  write({ tally }, put) {
    NAMES.forEach((_, place) => put(ratio(tally[base + place], tally[Volume.PacketsOut])));
  },
});
