import { NO_MAC } from './address.ts';
import type { ColumnRoom } from './kernel/column-room.ts';
import * as at from './kernel/layout.ts';

/** Stands in the columns of `LastHeaders` where no header of the packet gave the field. */
export const ABSENT = -1;

/**
 * The last occurrence of each field, as `tshark -T fields -E occurrence=l` prints it: every header of the packet
 * is read in order (tunnels, packets quoted by ICMP errors, datagrams put together from fragments) and the last
 * one to give a field decides it, field by field. Rows are those of the `PacketBatch` it belongs to.
 */
export class LastHeaders {
  /** Bits of `Protocol`: all headers of the packet, quoted and inner ones too. */
  readonly protocols: Uint32Array;
  /** The 48 address bits as an integer, or `NO_MAC`. */
  readonly sourceMac: Float64Array;
  /** The 48 address bits as an integer, or `NO_MAC`. */
  readonly destinationMac: Float64Array;
  /** eth.type, or `ABSENT`. */
  readonly etherType: Int32Array;
  /** vlan.id, or `ABSENT`. */
  readonly vlanId: Int32Array;
  /** vlan.etype, or `ABSENT`. */
  readonly vlanEtherType: Int32Array;
  /** ip.version as the header says it, which is wrong where it is neither 4 nor 6; 0 without any. */
  readonly ipVersion: Uint8Array;
  /** ip.src or ipv6.src, whichever `ipVersion` names; four words a row as in `PacketBatch.sourceIp`. */
  readonly sourceIp: Uint32Array;
  /** ip.dst or ipv6.dst, whichever `ipVersion` names; four words a row. */
  readonly destinationIp: Uint32Array;
  /** ip.proto, given by IPv4 headers only, or `ABSENT`. */
  readonly ipv4Protocol: Int16Array;
  /** ip.dsfield, given by IPv4 headers only, or `ABSENT`. */
  readonly ipv4TrafficClass: Int16Array;
  /** The 16-bit word of flags and fragment offset, given by IPv4 headers only, or `ABSENT`. */
  readonly ipv4FlagsWord: Int32Array;
  /** tcp.flags (12 bits), or `ABSENT`. */
  readonly tcpFlags: Int16Array;
  /** tcp.srcport, or `ABSENT`. */
  readonly tcpSourcePort: Int32Array;
  /** tcp.dstport, or `ABSENT`. */
  readonly tcpDestinationPort: Int32Array;
  /** udp.srcport, or `ABSENT`. */
  readonly udpSourcePort: Int32Array;
  /** udp.dstport, or `ABSENT`. */
  readonly udpDestinationPort: Int32Array;
  /** arp.opcode, or `ABSENT`. */
  readonly arpOpcode: Int32Array;
  /** icmp.code, or `ABSENT`. */
  readonly icmpCode: Int16Array;
  /** icmpv6.code, or `ABSENT`. */
  readonly icmpv6Code: Int16Array;
  /** gre.proto, or `ABSENT`. */
  readonly greProtocol: Int32Array;

  /** The columns of fields that a packet need not have. */
  readonly #optional: readonly (Int16Array | Int32Array)[];

  constructor(room: ColumnRoom) {
    this.protocols = room.uint32(at.LAST_PROTOCOLS);
    this.sourceMac = room.float64(at.LAST_SOURCE_MAC);
    this.destinationMac = room.float64(at.LAST_DESTINATION_MAC);
    this.etherType = room.int32(at.LAST_ETHER_TYPE);
    this.vlanId = room.int32(at.LAST_VLAN_ID);
    this.vlanEtherType = room.int32(at.LAST_VLAN_ETHER_TYPE);
    this.ipVersion = room.uint8(at.LAST_IP_VERSION);
    this.sourceIp = room.uint32(at.LAST_SOURCE_IP, 4);
    this.destinationIp = room.uint32(at.LAST_DESTINATION_IP, 4);
    this.ipv4Protocol = room.int16(at.LAST_IPV4_PROTOCOL);
    this.ipv4TrafficClass = room.int16(at.LAST_IPV4_TRAFFIC_CLASS);
    this.ipv4FlagsWord = room.int32(at.LAST_IPV4_FLAGS_WORD);
    this.tcpFlags = room.int16(at.LAST_TCP_FLAGS);
    this.tcpSourcePort = room.int32(at.LAST_TCP_SOURCE_PORT);
    this.tcpDestinationPort = room.int32(at.LAST_TCP_DESTINATION_PORT);
    this.udpSourcePort = room.int32(at.LAST_UDP_SOURCE_PORT);
    this.udpDestinationPort = room.int32(at.LAST_UDP_DESTINATION_PORT);
    this.arpOpcode = room.int32(at.LAST_ARP_OPCODE);
    this.icmpCode = room.int16(at.LAST_ICMP_CODE);
    this.icmpv6Code = room.int16(at.LAST_ICMPV6_CODE);
    this.greProtocol = room.int32(at.LAST_GRE_PROTOCOL);
    this.#optional = [
      this.etherType,
      this.vlanId,
      this.vlanEtherType,
      this.ipv4Protocol,
      this.ipv4TrafficClass,
      this.ipv4FlagsWord,
      this.tcpFlags,
      this.tcpSourcePort,
      this.tcpDestinationPort,
      this.udpSourcePort,
      this.udpDestinationPort,
      this.arpOpcode,
      this.icmpCode,
      this.icmpv6Code,
      this.greProtocol,
    ];
  }

  /** Forgets so many packets: every column is what it is without the header it describes. */
  reset(rows: number): void {
    this.protocols.fill(0, 0, rows);
    this.sourceMac.fill(NO_MAC, 0, rows);
    this.destinationMac.fill(NO_MAC, 0, rows);
    this.ipVersion.fill(0, 0, rows);
    this.sourceIp.fill(0, 0, rows * 4);
    this.destinationIp.fill(0, 0, rows * 4);
    for (const column of this.#optional) column.fill(ABSENT, 0, rows);
  }
}
