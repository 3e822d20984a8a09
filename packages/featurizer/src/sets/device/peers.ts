import { MOST_PEERS, PEER_PLACES, PEERS } from './layout.ts';
import { type Part } from './part.ts';

const MOST_WORDS = `${MOST_PEERS} of IPv4 and of IPv6 at most`;

/** How many hosts, groups and ports a device deals with; which ones is not told. */
export const peers: Part = {
  group: 'peers',
  at: PEERS,
  places: PEER_PLACES,
  columns: {
    public_peers: {
      unit: 'count',
      doc: `Distinct public IP addresses the device exchanged packets with, ${MOST_WORDS}.`,
    },
    private_peers: {
      unit: 'count',
      doc: `Distinct private or link-local IP addresses the device exchanged packets with, ${MOST_WORDS}.`,
    },
    groups: {
      unit: 'count',
      doc: `Distinct multicast and broadcast IP addresses the device sent packets to, ${MOST_WORDS}.`,
    },
    own_ports: {
      unit: 'count',
      doc: `Distinct TCP and UDP ports at the device's end, ${MOST_PEERS} at most.`,
    },
    peer_ports: { unit: 'count', doc: `Distinct TCP and UDP ports at the other end, ${MOST_PEERS} at most.` },
  },
  write({ tally }, put) {
    tally.subarray(PEERS, PEERS + PEER_PLACES).forEach((count) => put(count));
  },
};
