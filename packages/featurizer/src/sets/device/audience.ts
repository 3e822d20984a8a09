import { isGroupMac } from '@networkml/pcap-reader';

import { Scope, scopeOf } from './address-scope.ts';
import { columnsOf, type Part, ratio } from './part.ts';

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
const SENT = NAMES.length;

const IPV4_BROADCAST = 0xffffffff;

/** Whom a device speaks to, as shares of the packets it sends. */
export const audience = (base: number): Part => ({
  group: 'audience',
  places: SENT + 1,
  columns: columnsOf(
    NAMES.map(([name, what]) => [name, { unit: 'ratio', doc: `Share of packets sent ${what}.` }]),
  ),
  observe({ tally }, { batch, row, isSent }) {
    if (!isSent) return;
    tally[base + SENT] += 1;
    const version = batch.ipVersion[row];
    if (version !== 0 && scopeOf(version, batch.sourceIp, row) === Scope.None) tally[base + UNADDRESSED] += 1;
    const mac = batch.destinationMac[row];
    if (mac === BROADCAST_MAC) {
      tally[base + BROADCAST] += 1;
      return;
    }
    const scope = scopeOf(version, batch.destinationIp, row);
    if (scope === Scope.Public) tally[base + PUBLIC] += 1;
    else if (scope === Scope.Private) tally[base + PRIVATE] += 1;
    else if (scope === Scope.Group) {
      const isBroadcast = version === 4 && batch.destinationIp[row * 4 + 3] === IPV4_BROADCAST;
      tally[base + (isBroadcast ? BROADCAST : GROUP)] += 1;
    } else if (isGroupMac(mac)) tally[base + GROUP] += 1;
  },
  write({ tally }, put) {
    for (let place = 0; place < SENT; place += 1) put(ratio(tally[base + place], tally[base + SENT]));
  },
});
