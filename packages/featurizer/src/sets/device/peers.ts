import { AddressTable } from '../../stats/address-table.ts';
import { IntegerSet } from '../../stats/integer-set.ts';
import { type PacketBatch } from '@networkml/pcap-reader';
import { Scope, scopeOf, scopeOfIpv4 } from '../../address-scope.ts';
import { type DirectionRows } from './device-packets.ts';
import { type Part } from './part.ts';

/** Peers, and ports, that are told apart; a device with more counts as one with so many. */
const MOST = 512;

const MOST_WORDS = `${MOST} of IPv4 and of IPv6 at most`;

const IPV4_BROADCAST = 0xffffffff;

/** Stands for the port of no packet. */
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

/** Takes in the addresses at the other end of packets of one direction; most are that of the packet before. */
const observeAddresses = (known: Peers, ipVersion: Uint8Array, ips: Uint32Array, rows: Uint32Array): void => {
  let latest = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const word = ips[row * 4 + 3];
    if (ipVersion[row] === 6) known.ipv6.add(6, ips, row);
    else if (word !== latest) {
      latest = word;
      if (word !== 0) known.ipv4.add(word === IPV4_BROADCAST ? 0 : word);
    }
  }
};

/** Takes in the ports at one end of packets; most are that of the packet before. */
const observePorts = (known: IntegerSet, ports: Uint16Array, rows: Uint32Array): void => {
  if (known.isFull) return;
  let latest = NOTHING;
  for (let at = 0; at < rows.length; at += 1) {
    const port = ports[rows[at]];
    if (port === latest) continue;
    latest = port;
    known.add(port);
  }
};

const observeRows = (known: Peers, batch: PacketBatch, rows: DirectionRows, isSent: boolean): void => {
  const { sourcePort, destinationPort } = batch;
  const [own, other] = isSent ? [sourcePort, destinationPort] : [destinationPort, sourcePort];
  observeAddresses(known, batch.ipVersion, isSent ? batch.destinationIp : batch.sourceIp, rows.all);
  for (const transport of [rows.tcp, rows.udp]) {
    observePorts(known.ownPorts, own, transport);
    observePorts(known.otherPorts, other, transport);
  }
};

/** How many hosts, groups and ports a device deals with; which ones is not told. */
export const peers = (): Part => ({
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
    state.peers ??= createPeers();
    observeRows(state.peers, batch, sent, true);
    observeRows(state.peers, batch, received, false);
  },
  write(state, put) {
    const scopes = scopeCounts(state.peers);
    put(scopes[Scope.Public]);
    put(scopes[Scope.Private]);
    put(scopes[Scope.Group]);
    put(state.peers?.ownPorts.size ?? 0);
    put(state.peers?.otherPorts.size ?? 0);
  },
});

/** How many addresses there are of each scope, of IPv4 and IPv6 together. */
const scopeCounts = (known: Peers | undefined): readonly number[] => {
  const counts = [0, 0, 0, 0];
  if (known === undefined) return counts;
  for (const word of known.ipv4.values()) counts[word === 0 ? Scope.Group : scopeOfIpv4(word)] += 1;
  for (let index = 0; index < known.ipv6.size; index += 1)
    counts[scopeOf(6, known.ipv6.at(index).words, 0)] += 1;
  return counts;
};
