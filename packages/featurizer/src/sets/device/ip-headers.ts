import { Protocol } from '@networkml/pcap-reader';

import { columnsOf, type Part, ratio } from './part.ts';
import { joinRange, prepareRange, RANGE_PLACES, rangeColumns, writeRange } from './range.ts';

const DONT_FRAGMENT = 2;
const DSCP_SHIFT = 2;
const ECN_MASK = 3;

/** Places, from the base on, behind the spread of hop limits. */
const IPV4 = RANGE_PLACES;
const DONT_FRAGMENT_IPV4 = IPV4 + 1;
const IPV4_UDP = IPV4 + 2;
const DONT_FRAGMENT_UDP = IPV4 + 3;
const MARKED = IPV4 + 4;
const MOST_MARKED = IPV4 + 5;
const CONGESTION = IPV4 + 6;

const observeMark = (tally: Float64Array, base: number, trafficClass: number): void => {
  const dscp = trafficClass >>> DSCP_SHIFT;
  if (dscp !== 0) tally[base + MARKED] += 1;
  if (dscp > tally[base + MOST_MARKED]) tally[base + MOST_MARKED] = dscp;
  if ((trafficClass & ECN_MASK) !== 0) tally[base + CONGESTION] += 1;
};

const COLUMNS = columnsOf([
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
]);

/** How a device fills the IP headers of what it sends: systems differ in it. What it receives tells of others. */
export const ipHeaders = (base: number): Part => ({
  group: 'ip headers',
  places: CONGESTION + 1,
  columns: COLUMNS,
  prepare: (tally) => prepareRange(tally, base),
  observe({ tally }, { protocols, hopLimit, trafficClass, ipFlags }, { sent }) {
    const rows = sent.all;
    let ipv4 = 0;
    let kept = 0;
    let count = 0;
    let sum = 0;
    let least = 0xff;
    let most = 0;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at];
      const bits = protocols[row];
      if ((bits & (Protocol.Ipv4 | Protocol.Ipv6)) === 0) continue;
      const hops = hopLimit[row];
      count += 1;
      sum += hops;
      if (hops < least) least = hops;
      if (hops > most) most = hops;
      if (trafficClass[row] !== 0) observeMark(tally, base, trafficClass[row]);
      if ((bits & Protocol.Ipv4) === 0) continue;
      ipv4 += 1;
      kept += (ipFlags[row] & DONT_FRAGMENT) >>> 1;
    }
    joinRange(tally, base, { count, sum, least, most });
    tally[base + IPV4] += ipv4;
    tally[base + DONT_FRAGMENT_IPV4] += kept;
    for (let at = 0; at < sent.udp.length; at += 1) {
      const row = sent.udp[at];
      if ((protocols[row] & Protocol.Ipv4) === 0) continue;
      tally[base + IPV4_UDP] += 1;
      tally[base + DONT_FRAGMENT_UDP] += (ipFlags[row] & DONT_FRAGMENT) >>> 1;
    }
  },
  write({ tally }, put) {
    writeRange(tally, base, put);
    put(ratio(tally[base + DONT_FRAGMENT_IPV4], tally[base + IPV4]));
    put(ratio(tally[base + DONT_FRAGMENT_UDP], tally[base + IPV4_UDP]));
    put(ratio(tally[base + MARKED], tally[base]));
    put(tally[base + MOST_MARKED]);
    put(ratio(tally[base + CONGESTION], tally[base]));
  },
});
