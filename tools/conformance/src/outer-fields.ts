import { type PacketBatch, Protocol } from '@networkml/pcap-reader';
import { type OracleField, type OracleRow, fieldIndex } from './oracle.ts';

/** Headers that may stand between IPv6 and its payload: RFC 8200, section 4, and IANA's list of them. */
const EXTENSIONS: ReadonlySet<string> = new Set(['0', '43', '44', '60', '135', '139', '140']);
const AUTHENTICATION = '51';

const IP_VERSION = fieldIndex('ip.version');
const IP_PROTOCOL = fieldIndex('ip.proto');
const NEXT_HEADER = fieldIndex('ipv6.nxt');

/**
 * What a row of tshark's has for the outer headers, seen beside our row of the same packet: empty where they have no such
 * field, `undefined` where tshark printed something else and there is nothing to compare with.
 */
export type OuterField = (cells: OracleRow, batch: PacketBatch, row: number) => string | undefined;

/** A field that tshark names otherwise in IPv4 and in IPv6: the version of the outer header says which one it is. */
export const byVersion = (four: OracleField, six?: OracleField): OuterField => {
  const indexOfFour = fieldIndex(four);
  const indexOfSix = six === undefined ? undefined : fieldIndex(six);
  return (cells) => {
    if (cells[IP_VERSION] === '4') return cells[indexOfFour];
    return cells[IP_VERSION] === '6' && indexOfSix !== undefined ? cells[indexOfSix] : '';
  };
};

/** The protocol behind the outer IP header. tshark prints the next header of the fixed IPv6 header only. */
export const outerProtocol: OuterField = (cells) => {
  const version = cells[IP_VERSION];
  if (version === '4') return cells[IP_PROTOCOL];
  if (version !== '6') return '';
  return EXTENSIONS.has(cells[NEXT_HEADER]) ? undefined : cells[NEXT_HEADER];
};

/** A field of the transport header behind the outer IP header, by protocol number. */
export const byProtocol = (fields: Readonly<Record<string, OracleField>>): OuterField => {
  const indices = new Map(Object.entries(fields).map(([protocol, name]) => [protocol, fieldIndex(name)]));
  const anyOf = (cells: OracleRow): string =>
    [...indices.values()].map((index) => cells[index]).find((cell) => cell !== '') ?? '';
  return (cells, batch, row) => {
    const protocol = outerProtocol(cells, batch, row) ?? String(batch.ipProtocol[row]);
    if (EXTENSIONS.has(protocol)) return anyOf(cells); // we found no transport, so tshark should not either
    const index = indices.get(protocol === AUTHENTICATION ? behindAuthentication(batch, row) : protocol);
    return index === undefined ? '' : cells[index];
  };
};

const behindAuthentication = (batch: PacketBatch, row: number): string => {
  const protocols = batch.protocols[row];
  if ((protocols & Protocol.Tcp) !== 0) return '6';
  if ((protocols & Protocol.Udp) !== 0) return '17';
  if ((protocols & Protocol.Icmp) !== 0) return '1';
  return (protocols & Protocol.Icmpv6) === 0 ? '' : '58';
};
