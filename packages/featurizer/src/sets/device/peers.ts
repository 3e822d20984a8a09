import { AddressTable } from '../../stats/address-table.ts';
import { IntegerSet } from '../../stats/integer-set.ts';
import { type PacketBatch, Protocol } from '@networkml/pcap-reader';
import { Scope, scopeOf, scopeOfIpv4 } from './address-scope.ts';
import { type DeviceState, type Part } from './part.ts';

/** Peers, and ports, that are told apart; a device with more counts as one with so many. */
const MOST = 512;

const MOST_WORDS = `${MOST} of IPv4 and of IPv6 at most`;

const IPV4_BROADCAST = 0xffffffff;

/** Stands for no packet before: most packets have the peer and ports of the one before. */
const NOTHING = -1;

/** Whom a device exchanged packets with. */
export interface Peers {
  /** IPv4 addresses at the other end, groups too; the broadcast address, which a set cannot hold, as 0.0.0.0, which is no peer. */
  readonly ipv4: IntegerSet;
  /** IPv6 addresses at the other end, groups too. */
  readonly ipv6: AddressTable;
  /** TCP and UDP ports at its own end. */
  readonly ownPorts: IntegerSet;
  /** TCP and UDP ports at the other end. */
  readonly otherPorts: IntegerSet;
}

const createPeers = (): Peers => ({
  ipv4: new IntegerSet(MOST),
  ipv6: new AddressTable(MOST),
  ownPorts: new IntegerSet(MOST),
  otherPorts: new IntegerSet(MOST),
});

/** Packets of one direction: the addresses of the other ends, and the ports of both. */
interface Ends {
  readonly batch: PacketBatch;
  readonly ips: Uint32Array;
  readonly own: Uint16Array;
  readonly other: Uint16Array;
}

/** Takes in packets of one direction; most have the peer and the ports of the one before. */
const observeRows = (state: DeviceState, { batch, ips, own, other }: Ends, rows: Uint32Array): void => {
  const { ipVersion, protocols } = batch;
  let { peers: known } = state;
  let latest = NOTHING;
  let latestOwn = NOTHING;
  let latestOther = NOTHING;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const word = ips[row * 4 + 3];
    const version = ipVersion[row];
    if (version === 0) continue;
    known ??= createPeers();
    if (version === 6) known.ipv6.add(version, ips, row);
    else if (word !== latest) {
      latest = word;
      if (word !== 0) known.ipv4.add(word === IPV4_BROADCAST ? 0 : word);
    }
    if ((protocols[row] & (Protocol.Tcp | Protocol.Udp)) === 0) continue;
    if (own[row] !== latestOwn) {
      latestOwn = own[row];
      known.ownPorts.add(latestOwn);
    }
    if (other[row] !== latestOther) {
      latestOther = other[row];
      known.otherPorts.add(latestOther);
    }
  }
  state.peers = known;
};

/** How many hosts, groups and ports a device deals with; which ones is not told. */
export const peers: Part = {
  group: 'peers',
  places: 0,
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
    own_ports: { unit: 'count', doc: `Distinct TCP and UDP ports at the device's end, ${MOST} at most.` },
    peer_ports: { unit: 'count', doc: `Distinct TCP and UDP ports at the other end, ${MOST} at most.` },
  },
  observe(state, batch, { sent, received }) {
    const { sourceIp, destinationIp, sourcePort, destinationPort } = batch;
    observeRows(state, { batch, ips: destinationIp, own: sourcePort, other: destinationPort }, sent);
    observeRows(state, { batch, ips: sourceIp, own: destinationPort, other: sourcePort }, received);
  },
  write(state, put) {
    const scopes = scopeCounts(state.peers);
    put(scopes[Scope.Public]);
    put(scopes[Scope.Private]);
    put(scopes[Scope.Group]);
    put(state.peers?.ownPorts.size ?? 0);
    put(state.peers?.otherPorts.size ?? 0);
  },
};

/** How many addresses there are of each scope, of IPv4 and IPv6 together. */
const scopeCounts = (known: Peers | undefined): readonly number[] => {
  const counts = [0, 0, 0, 0];
  if (known === undefined) return counts;
  for (const word of known.ipv4.values()) counts[word === 0 ? Scope.Group : scopeOfIpv4(word)] += 1;
  for (let index = 0; index < known.ipv6.size; index += 1)
    counts[scopeOf(6, known.ipv6.at(index).words, 0)] += 1;
  return counts;
};
