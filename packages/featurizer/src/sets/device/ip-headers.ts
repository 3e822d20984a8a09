import {
  IP_HEADERS,
  IP_HEADERS_CONGESTION,
  IP_HEADERS_IPV4,
  IP_HEADERS_IPV4_UDP,
  IP_HEADERS_KEPT,
  IP_HEADERS_KEPT_UDP,
  IP_HEADERS_MARKED,
  IP_HEADERS_MOST_MARKED,
  IP_HEADERS_PLACES,
} from './layout.ts';
import { columnsOf, type Part, ratio } from './part.ts';
import { prepareRange, rangeColumns, writeRange } from './range.ts';

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
export const ipHeaders: Part = {
  group: 'ip headers',
  at: IP_HEADERS,
  places: IP_HEADERS_PLACES,
  columns: COLUMNS,
  prepare: (tally) => prepareRange(tally, IP_HEADERS),
  write({ tally }, put) {
    const at = (place: number): number => tally[IP_HEADERS + place];
    const packets = at(0);
    writeRange(tally, IP_HEADERS, put);
    put(ratio(at(IP_HEADERS_KEPT), at(IP_HEADERS_IPV4)));
    put(ratio(at(IP_HEADERS_KEPT_UDP), at(IP_HEADERS_IPV4_UDP)));
    put(ratio(at(IP_HEADERS_MARKED), packets));
    put(at(IP_HEADERS_MOST_MARKED));
    put(ratio(at(IP_HEADERS_CONGESTION), packets));
  },
};
