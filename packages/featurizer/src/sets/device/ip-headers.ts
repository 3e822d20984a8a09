import { Protocol } from '@networkml/pcap-reader';

import { columnsOf, type Part, ratio } from './part.ts';
import { addToSpread, prepareSpread, rangeColumns, SPREAD_PLACES, writeRange } from './spread.ts';

const DONT_FRAGMENT = 2;
const DSCP_SHIFT = 2;
const ECN_MASK = 3;

/** Places, from the base on, behind the spread of hop limits. */
const IP = SPREAD_PLACES;
const IPV4 = IP + 1;
const DONT_FRAGMENT_IPV4 = IP + 2;
const IPV4_UDP = IP + 3;
const DONT_FRAGMENT_UDP = IP + 4;
const MARKED = IP + 5;
const MOST_MARKED = IP + 6;
const CONGESTION = IP + 7;

/** How a device fills the IP headers of what it sends: systems differ in it. What it receives tells of others. */
export const ipHeaders = (base: number): Part => ({
  group: 'ip headers',
  places: IP + 8,
  columns: columnsOf([
    ...rangeColumns('hop_limit', 'hops', 'TTL or hop limit of IP packets sent'),
    ['dont_fragment', { unit: 'ratio', doc: "Share of IPv4 packets sent with the don't-fragment flag." }],
    [
      'dont_fragment_udp',
      {
        unit: 'ratio',
        doc: "Share of UDP datagrams sent over IPv4 with the don't-fragment flag.",
      },
    ],
    ['dscp_marked', { unit: 'ratio', doc: 'Share of IP packets sent with a DSCP other than 0 (RFC 2474).' }],
    ['dscp_max', { unit: 'score', doc: 'Greatest DSCP of IP packets sent, 0 to 63.' }],
    ['ecn_marked', { unit: 'ratio', doc: 'Share of IP packets sent with ECN bits set (RFC 3168).' }],
  ]),
  prepare: (tally) => prepareSpread(tally, base),
  observe({ tally }, { batch, row, isSent, protocols }) {
    if (!isSent || (protocols & (Protocol.Ipv4 | Protocol.Ipv6)) === 0) return;
    tally[base + IP] += 1;
    addToSpread(tally, base, batch.hopLimit[row]);
    const trafficClass = batch.trafficClass[row];
    if (trafficClass !== 0) {
      const dscp = trafficClass >>> DSCP_SHIFT;
      if (dscp !== 0) tally[base + MARKED] += 1;
      if (dscp > tally[base + MOST_MARKED]) tally[base + MOST_MARKED] = dscp;
      if ((trafficClass & ECN_MASK) !== 0) tally[base + CONGESTION] += 1;
    }
    if ((protocols & Protocol.Ipv4) === 0) return;
    const isKept = (batch.ipFlags[row] & DONT_FRAGMENT) >>> 1;
    tally[base + IPV4] += 1;
    tally[base + DONT_FRAGMENT_IPV4] += isKept;
    if ((protocols & Protocol.Udp) === 0) return;
    tally[base + IPV4_UDP] += 1;
    tally[base + DONT_FRAGMENT_UDP] += isKept;
  },
  write({ tally }, put) {
    writeRange(tally, base, put);
    put(ratio(tally[base + DONT_FRAGMENT_IPV4], tally[base + IPV4]));
    put(ratio(tally[base + DONT_FRAGMENT_UDP], tally[base + IPV4_UDP]));
    put(ratio(tally[base + MARKED], tally[base + IP]));
    put(tally[base + MOST_MARKED]);
    put(ratio(tally[base + CONGESTION], tally[base + IP]));
  },
});
