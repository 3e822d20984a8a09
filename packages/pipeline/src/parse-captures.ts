import {
  type CaptureInfo,
  DAMAGE_NAMES,
  NO_MAC,
  NO_VLAN,
  NO_WINDOW_SCALE,
  type PacketBatch,
  Protocol,
  formatIp,
  formatMac,
} from '@networkml/pcap-reader';
import { type CaptureSource, openCapture } from '@networkml/pcap-reader/node';

/** What the headers of one packet say, for people and for tables; null where the packet does not have it. */
export type PacketRow = Readonly<Record<(typeof PACKET_COLUMNS)[number], string | number | null>>;

/** The columns of `PacketRow`, in order. */
export const PACKET_COLUMNS = [
  'number',
  'time',
  'delta_seconds',
  'wire_bytes',
  'captured_bytes',
  'link_type',
  'protocols',
  'mac_source',
  'mac_destination',
  'ether_type',
  'vlan_id',
  'arp_opcode',
  'ip_version',
  'ip_source',
  'ip_destination',
  'ip_protocol',
  'hop_limit',
  'traffic_class',
  'ip_flags',
  'fragment_offset',
  'source_port',
  'destination_port',
  'tcp_flags',
  'tcp_window',
  'tcp_mss',
  'tcp_window_scale',
  'udp_length_bytes',
  'icmp_type',
  'icmp_code',
  'gre_protocol',
  'damage',
] as const;

/** Packets of a capture, a batch of rows at a time. */
export interface ParsedCapture extends AsyncIterable<readonly PacketRow[]> {
  /** Counts that are complete once all rows were read. */
  readonly info: CaptureInfo;
}

/** Lists the packets of a capture as rows of its headers; throws as reading a capture does. */
export const parseCapture = (
  source: CaptureSource,
  options: { readonly salvage?: boolean } = {},
): ParsedCapture => {
  const capture = openCapture(source, options);
  return {
    info: capture.info,
    async *[Symbol.asyncIterator]() {
      let number = 0;
      for await (const batch of capture) {
        yield Array.from({ length: batch.count }, (_, row) => packetRow(batch, row, number + row + 1));
        number += batch.count;
      }
    },
  };
};

const packetRow = (batch: PacketBatch, row: number, number: number): PacketRow => ({
  number,
  ...frameCells(batch, row),
  ...linkCells(batch, row),
  ...ipCells(batch, row),
  ...transportCells(batch, row),
  damage: batch.damage[row] === 0 ? null : DAMAGE_NAMES[batch.damage[row]],
});

const frameCells = (
  batch: PacketBatch,
  row: number,
): Pick<
  PacketRow,
  'time' | 'delta_seconds' | 'wire_bytes' | 'captured_bytes' | 'link_type' | 'protocols'
> => ({
  time: formatTime(batch.seconds[row], batch.nanos[row]),
  delta_seconds: batch.deltaSeconds[row],
  wire_bytes: batch.wireLengthBytes[row],
  captured_bytes: batch.capturedLengthBytes[row],
  link_type: batch.linkType[row],
  protocols: Object.entries(Protocol)
    .filter(([, bit]) => (batch.protocols[row] & bit) !== 0)
    .map(([name]) => name.toLowerCase())
    .join(':'),
});

/** All nine decimals, which a number would lose. */
const formatTime = (seconds: number, nanos: number): string | null =>
  Number.isNaN(seconds) ? null : `${seconds}.${String(nanos).padStart(9, '0')}`;

const linkCells = (
  batch: PacketBatch,
  row: number,
): Pick<PacketRow, 'mac_source' | 'mac_destination' | 'ether_type' | 'vlan_id' | 'arp_opcode'> => ({
  mac_source: batch.sourceMac[row] === NO_MAC ? null : formatMac(batch.sourceMac[row]),
  mac_destination: batch.destinationMac[row] === NO_MAC ? null : formatMac(batch.destinationMac[row]),
  ether_type: batch.etherType[row] === 0 ? null : batch.etherType[row],
  vlan_id: batch.vlanId[row] === NO_VLAN ? null : batch.vlanId[row],
  arp_opcode: (batch.protocols[row] & Protocol.Arp) === 0 ? null : batch.arpOpcode[row],
});

const ipCells = (
  batch: PacketBatch,
  row: number,
): Pick<
  PacketRow,
  | 'ip_version'
  | 'ip_source'
  | 'ip_destination'
  | 'ip_protocol'
  | 'hop_limit'
  | 'traffic_class'
  | 'ip_flags'
  | 'fragment_offset'
> => {
  const version = batch.ipVersion[row];
  const cell = (column: Readonly<Record<number, number>>): number | null =>
    version === 0 ? null : column[row];
  return {
    ip_version: version === 0 ? null : version,
    ip_source: formatIp(version, batch.sourceIp, row) ?? null,
    ip_destination: formatIp(version, batch.destinationIp, row) ?? null,
    ip_protocol: cell(batch.ipProtocol),
    hop_limit: cell(batch.hopLimit),
    traffic_class: cell(batch.trafficClass),
    ip_flags: cell(batch.ipFlags),
    fragment_offset: cell(batch.fragmentOffset),
  };
};

const transportCells = (
  batch: PacketBatch,
  row: number,
): Pick<
  PacketRow,
  | 'source_port'
  | 'destination_port'
  | 'tcp_flags'
  | 'tcp_window'
  | 'tcp_mss'
  | 'tcp_window_scale'
  | 'udp_length_bytes'
  | 'icmp_type'
  | 'icmp_code'
  | 'gre_protocol'
> => {
  const cell = (protocols: number, column: Readonly<Record<number, number>>): number | null =>
    (batch.protocols[row] & protocols) === 0 ? null : column[row];
  const { Tcp, Udp, Icmp, Icmpv6, Gre } = Protocol;
  const scale = cell(Tcp, batch.tcpWindowScale);
  return {
    source_port: cell(Tcp | Udp, batch.sourcePort),
    destination_port: cell(Tcp | Udp, batch.destinationPort),
    tcp_flags: cell(Tcp, batch.tcpFlags),
    tcp_window: cell(Tcp, batch.tcpWindow),
    tcp_mss: batch.tcpMss[row] === 0 ? null : cell(Tcp, batch.tcpMss),
    tcp_window_scale: scale === NO_WINDOW_SCALE ? null : scale,
    udp_length_bytes: cell(Udp, batch.udpLengthBytes),
    icmp_type: cell(Icmp | Icmpv6, batch.icmpType),
    icmp_code: cell(Icmp | Icmpv6, batch.icmpCode),
    gre_protocol: cell(Gre, batch.greProtocol),
  };
};
