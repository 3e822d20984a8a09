import { ABSENT, NO_MAC, type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { type AddressColumns } from './subjects/subject-counts.ts';

/** What tells sessions apart: whose addresses, and which packet. */
export interface SessionPlace {
  readonly batch: PacketBatch;
  readonly addresses: AddressColumns;
  /** Whether the ends are known by their IP addresses only. */
  readonly isOfHosts: boolean;
  row: number;
}

const WORD = 2 ** 32;
/** Words of an end of a session: MAC (two), address (four), TCP port + 1. */
const END_WORDS = 7;
const ADDRESS_AT = 2;
const PORT_AT = 6;

/** Words of a session's key: what its packets are, and its two ends. */
export const SESSION_KEY_WORDS: number = 1 + 2 * END_WORDS;

/** IP version in the first word of a key; other packets have their EtherType there, above it. */
const IPV4 = 4;
const IPV6 = 6;
const NOT_IP = 8;

/**
 * Writes the key of a packet's session as NetworkML has it: of IPv4 the MAC and IP addresses of both ends; of IPv6 their TCP
 * ports as well; of anything else the EtherType and the MAC addresses. Both directions have the same key.
 * @returns whether the source is the second of the two ends.
 */
export const writeSessionKey = (place: SessionPlace, key: Uint32Array): boolean => {
  const { addresses, row } = place;
  key.fill(0);
  const version = addresses.ipVersion[row];
  if (version === IPV4 || version === IPV6) {
    key[0] = version;
    key.set(addresses.sourceIp.subarray(row * 4, row * 4 + 4), 1 + ADDRESS_AT);
    key.set(addresses.destinationIp.subarray(row * 4, row * 4 + 4), 1 + END_WORDS + ADDRESS_AT);
  } else {
    key[0] = NOT_IP + (etherTypeOf(place) + 1) * 16;
  }
  if (version === IPV6) writePorts(place, key);
  if (!place.isOfHosts) {
    writeMac(key, 1, addresses.sourceMac[row]);
    writeMac(key, 1 + END_WORDS, addresses.destinationMac[row]);
  }
  return orderEnds(key);
};

const etherTypeOf = ({ batch, addresses, row }: SessionPlace): number =>
  addresses === batch.last ? batch.last.etherType[row] : batch.etherType[row];

const writePorts = ({ batch, addresses, row }: SessionPlace, key: Uint32Array): void => {
  const { last } = batch;
  const isTcp = (batch.protocols[row] & Protocol.Tcp) !== 0;
  const source = addresses === last ? last.tcpSourcePort[row] : isTcp ? batch.sourcePort[row] : ABSENT;
  const destination =
    addresses === last ? last.tcpDestinationPort[row] : isTcp ? batch.destinationPort[row] : ABSENT;
  key[1 + PORT_AT] = source + 1;
  key[1 + END_WORDS + PORT_AT] = destination + 1;
};

const writeMac = (key: Uint32Array, at: number, mac: number): void => {
  if (mac === NO_MAC) return;
  key[at] = Math.floor(mac / WORD) + 1;
  key[at + 1] = mac % WORD;
};

/** Puts the larger end first; tells whether that changed their order. */
const orderEnds = (key: Uint32Array): boolean => {
  let at = 1;
  while (at <= END_WORDS && key[at] === key[at + END_WORDS]) at += 1;
  if (at > END_WORDS || key[at] > key[at + END_WORDS]) return false;
  for (let index = 1; index <= END_WORDS; index += 1) {
    const first = key[index];
    key[index] = key[index + END_WORDS];
    key[index + END_WORDS] = first;
  }
  return true;
};
