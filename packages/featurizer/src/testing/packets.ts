import { ABSENT, NO_MAC, NO_VLAN, PacketBatch, Protocol } from '@networkml/pcap-reader';

import { type Accumulator, type FeatureSet } from '../feature-set.ts';

/** An IPv4 address as text, or the four words of an IPv6 address. */
type TestAddress = string | readonly [number, number, number, number];

/** One packet as a test describes it; what is left out is absent. */
export interface TestPacket {
  readonly from?: number;
  readonly to?: number;
  readonly seconds?: number;
  readonly nanos?: number;
  readonly delta?: number;
  readonly length?: number;
  readonly source?: TestAddress;
  readonly destination?: TestAddress;
  readonly etherType?: number;
  readonly vlan?: number;
  readonly tcp?: readonly [source: number, destination: number, flags: number];
  readonly udp?: readonly [source: number, destination: number];
  readonly trafficClass?: number;
  readonly flagsWord?: number;
  readonly protocols?: number;
}

/** A batch of packets in which outer and last headers say the same. */
export const batchOf = (packets: readonly TestPacket[], options = { last: true }): PacketBatch => {
  const batch = new PacketBatch({ capacity: Math.max(packets.length, 1), ...options });
  packets.forEach((packet, row) => {
    fillOuter(batch, row, packet);
    if (batch.last !== undefined) fillLast(batch, row, packet);
  });
  batch.count = packets.length;
  return batch;
};

/** What an accumulator of `set` makes of packets that the device all sent (`direction` 0) or received (1). */
export const accumulate = (
  set: FeatureSet,
  packets: readonly TestPacket[],
  direction: 0 | 1 = 0,
): ReturnType<Accumulator['finish']> => {
  const accumulator = set.create();
  const batch = batchOf(packets);
  packets.forEach((_, row) => accumulator.observe(batch, row, direction));
  return accumulator.finish();
};

const versionOf = ({ source }: TestPacket): number => {
  if (source === undefined) return 0;
  return typeof source === 'string' ? 4 : 6;
};

const protocolsOf = ({ tcp, udp, protocols = 0 }: TestPacket): number =>
  protocols | (tcp === undefined ? 0 : Protocol.Tcp) | (udp === undefined ? 0 : Protocol.Udp);

const writeAddress = (words: Uint32Array, row: number, address: TestAddress | undefined): void => {
  if (address === undefined) return;
  const four =
    typeof address === 'string'
      ? [0, 0, 0, address.split('.').reduce((word, octet) => word * 256 + Number(octet), 0)]
      : address;
  words.set(four, row * 4);
};

const fillOuter = (batch: PacketBatch, row: number, packet: TestPacket): void => {
  batch.seconds[row] = packet.seconds ?? 0;
  batch.nanos[row] = packet.nanos ?? 0;
  batch.deltaSeconds[row] = packet.delta ?? 0;
  batch.wireLengthBytes[row] = packet.length ?? 60;
  batch.capturedLengthBytes[row] = packet.length ?? 60;
  batch.protocols[row] = protocolsOf(packet);
  batch.sourceMac[row] = packet.from ?? NO_MAC;
  batch.destinationMac[row] = packet.to ?? NO_MAC;
  batch.etherType[row] = packet.etherType ?? 0;
  batch.innerEtherType[row] = packet.etherType ?? 0;
  batch.vlanId[row] = packet.vlan ?? NO_VLAN;
  batch.ipVersion[row] = versionOf(packet);
  writeAddress(batch.sourceIp, row, packet.source);
  writeAddress(batch.destinationIp, row, packet.destination);
  if (versionOf(packet) !== 0) {
    batch.ipProtocol[row] = packet.tcp === undefined ? (packet.udp === undefined ? 0 : 17) : 6;
    batch.trafficClass[row] = packet.trafficClass ?? 0;
    batch.ipFlags[row] = (packet.flagsWord ?? 0) >>> 13;
    batch.fragmentOffset[row] = (packet.flagsWord ?? 0) & 0x1fff;
  }
  const [sourcePort, destinationPort] = packet.tcp ?? packet.udp ?? [0, 0];
  batch.sourcePort[row] = sourcePort;
  batch.destinationPort[row] = destinationPort;
  batch.tcpFlags[row] = packet.tcp?.[2] ?? 0;
};

const fillLast = (batch: PacketBatch, row: number, packet: TestPacket): void => {
  const last = batch.last!;
  const isIpv4 = versionOf(packet) === 4;
  const protocol = packet.tcp === undefined ? 17 : 6;
  last.protocols[row] = protocolsOf(packet);
  last.sourceMac[row] = packet.from ?? NO_MAC;
  last.destinationMac[row] = packet.to ?? NO_MAC;
  last.etherType[row] = packet.etherType ?? ABSENT;
  last.vlanId[row] = packet.vlan ?? ABSENT;
  last.vlanEtherType[row] = ABSENT;
  last.ipVersion[row] = versionOf(packet);
  writeAddress(last.sourceIp, row, packet.source);
  writeAddress(last.destinationIp, row, packet.destination);
  last.ipv4Protocol[row] = isIpv4 && (packet.tcp ?? packet.udp) !== undefined ? protocol : ABSENT;
  last.ipv4TrafficClass[row] = isIpv4 ? (packet.trafficClass ?? 0) : ABSENT;
  last.ipv4FlagsWord[row] = isIpv4 ? (packet.flagsWord ?? 0) : ABSENT;
  last.tcpFlags[row] = packet.tcp?.[2] ?? ABSENT;
  last.tcpSourcePort[row] = packet.tcp?.[0] ?? ABSENT;
  last.tcpDestinationPort[row] = packet.tcp?.[1] ?? ABSENT;
  last.udpSourcePort[row] = packet.udp?.[0] ?? ABSENT;
  last.udpDestinationPort[row] = packet.udp?.[1] ?? ABSENT;
  last.arpOpcode[row] = ABSENT;
  last.icmpCode[row] = ABSENT;
  last.icmpv6Code[row] = ABSENT;
  last.greProtocol[row] = ABSENT;
};
