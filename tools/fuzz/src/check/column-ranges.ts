import {
  ABSENT,
  DAMAGE_NAMES,
  type LastHeaders,
  NO_MAC,
  NO_VLAN,
  type PacketBatch,
  Protocol,
} from '@networkml/pcap-reader';
import { must } from './finding.ts';

const ALL_PROTOCOLS = Object.values(Protocol).reduce((all: number, bit) => all | bit, 0);
const MAC_END = 2 ** 48;

interface Range {
  readonly name: string;
  readonly column: ArrayLike<number>;
  readonly least: number;
  readonly most: number;
}

const checkRange = ({ name, column, least, most }: Range, count: number): void => {
  for (let row = 0; row < count; row += 1) {
    const value = column[row];
    if (!(value >= least && value <= most)) must(false, () => `${name} is ${value}, not ${least} to ${most}`);
  }
};

/** @throws Finding where a column holds what its documentation rules out. */
export const checkColumns = (batch: PacketBatch): void => {
  const { count } = batch;
  for (const range of RANGES(batch)) checkRange(range, count);
  checkTimes(batch);
  checkIp(batch);
  checkLinks(batch);
  if (batch.last !== undefined) checkLast(batch.last, count);
};

const RANGES = (batch: PacketBatch): readonly Range[] => [
  { name: 'nanos', column: batch.nanos, least: 0, most: 999_999_999 },
  { name: 'damage', column: batch.damage, least: 0, most: DAMAGE_NAMES.length - 1 },
  { name: 'protocols', column: batch.protocols, least: 0, most: ALL_PROTOCOLS },
  { name: 'sourceMac', column: batch.sourceMac, least: NO_MAC, most: MAC_END - 1 },
  { name: 'destinationMac', column: batch.destinationMac, least: NO_MAC, most: MAC_END - 1 },
  { name: 'ipFlags', column: batch.ipFlags, least: 0, most: 7 },
  { name: 'fragmentOffset', column: batch.fragmentOffset, least: 0, most: 0x1fff },
  { name: 'tcpFlags', column: batch.tcpFlags, least: 0, most: 0xfff },
  { name: 'tunnelDepth', column: batch.tunnelDepth, least: 0, most: 64 },
];

const checkTimes = ({ count, seconds, deltaSeconds }: PacketBatch): void => {
  for (let row = 0; row < count; row += 1) {
    const second = seconds[row];
    if (!Number.isInteger(second) && !Number.isNaN(second)) must(false, () => `seconds is ${second}`);
    if (!Number.isFinite(deltaSeconds[row])) must(false, () => `deltaSeconds is ${deltaSeconds[row]}`);
  }
};

const IP_BITS = Protocol.Ipv4 | Protocol.Ipv6;
const PORT_BITS = Protocol.Tcp | Protocol.Udp;

/** The columns of IP and above say the same of which headers there are. */
const checkIp = (batch: PacketBatch): void => {
  const { count, ipVersion, protocols, sourceIp, destinationIp, ipProtocol, hopLimit, ipLengthBytes } = batch;
  for (let row = 0; row < count; row += 1) {
    const bits = protocols[row];
    const version = ipVersion[row];
    if (version === 4) {
      const upper = sourceIp[row * 4] | sourceIp[row * 4 + 1] | sourceIp[row * 4 + 2];
      if (upper !== 0 || (bits & Protocol.Ipv4) === 0)
        must(false, () => 'an IPv4 row has words above its address');
    } else if (version === 0) {
      const rest = sourceIp[row * 4 + 3] | destinationIp[row * 4 + 3] | ipProtocol[row] | hopLimit[row];
      if (rest !== 0 || ipLengthBytes[row] !== 0) must(false, () => 'a row without IP has fields of it');
    } else if (version !== 6 || (bits & IP_BITS) === 0) {
      must(false, () => `ipVersion is ${version}, protocols 0x${bits.toString(16)}`);
    }
    checkPorts(batch, row);
  }
};

const checkPorts = (batch: PacketBatch, row: number): void => {
  if ((batch.protocols[row] & PORT_BITS) !== 0) return;
  const ports =
    batch.sourcePort[row] | batch.destinationPort[row] | batch.tcpWindow[row] | batch.tcpFlags[row];
  if ((ports | batch.payloadLengthBytes[row] | batch.udpLengthBytes[row]) !== 0)
    must(false, () => 'a row without TCP and UDP has fields of them');
};

const checkLinks = ({ count, protocols, vlanId, arpOpcode, sourceMac }: PacketBatch): void => {
  for (let row = 0; row < count; row += 1) {
    if (vlanId[row] > 0xfff && vlanId[row] !== NO_VLAN) must(false, () => `vlanId is ${vlanId[row]}`);
    if (arpOpcode[row] !== 0 && (protocols[row] & Protocol.Arp) === 0)
      must(false, () => 'arpOpcode without ARP');
    if (!Number.isInteger(sourceMac[row])) must(false, () => `sourceMac is ${sourceMac[row]}`);
  }
};

const checkLast = (last: LastHeaders, count: number): void => {
  for (const [name, most] of LAST_RANGES)
    checkRange({ name: `last.${name}`, column: last[name], least: ABSENT, most }, count);
};

const LAST_RANGES = [
  ['sourceMac', MAC_END - 1],
  ['destinationMac', MAC_END - 1],
  ['etherType', 0xffff],
  ['vlanId', 0xfff],
  ['vlanEtherType', 0xffff],
  ['ipVersion', 15],
  ['ipv4Protocol', 0xff],
  ['ipv4TrafficClass', 0xff],
  ['ipv4FlagsWord', 0xffff],
  ['tcpFlags', 0xfff],
  ['tcpSourcePort', 0xffff],
  ['tcpDestinationPort', 0xffff],
  ['udpSourcePort', 0xffff],
  ['udpDestinationPort', 0xffff],
  ['arpOpcode', 0xffff],
  ['icmpCode', 0xff],
  ['icmpv6Code', 0xff],
  ['greProtocol', 0xffff],
] as const;
