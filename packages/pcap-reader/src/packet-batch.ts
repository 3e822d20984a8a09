import { NO_MAC } from './address.ts';
import { ColumnRoom } from './kernel/column-room.ts';
import * as at from './kernel/layout.ts';
import { LastHeaders } from './last-headers.ts';

/** The number of packets a batch holds at most, unless told otherwise. */
export const DEFAULT_BATCH_CAPACITY = 2048;

/** Stands in `vlanId` where a packet carries no tag. */
export const NO_VLAN = 0xffff;

/** Stands in `tcpWindowScale` where the option is absent. */
export const NO_WINDOW_SCALE = 0xff;

/** How a batch is made. */
interface BatchOptions {
  readonly capacity?: number;
  readonly last?: boolean;
}

interface NumberColumn {
  fill(value: number, start: number, end: number): unknown;
}

/**
 * Up to `capacity` packets as a structure of arrays: row `i` of every column is packet `i`, and only the first
 * `count` rows mean anything. A reader fills the same batch again and again, so copy what must outlive the loop.
 * Headers only: no payload byte is reachable from here.
 *
 * All columns describe the outer headers, up to where the first tunnel begins; or, where `CaptureOptions.headers` is
 * `inner`, the innermost headers that tunnels lead to. An inner packet is entered once its first header is there
 * whole: then the columns from ARP and IP upwards, and the bits of `protocols` for these headers, are those of the
 * inner packet alone. The columns of the link (addresses, type, VLAN) change only where the inner packet is an Ethernet
 * frame; else they stay those of the frame on the wire, so that a device is still told by its address. `greProtocol`
 * is that of the innermost GRE header. `last` describes the last occurrence of each field, for those who asked for it.
 *
 * Link headers give `sourceMac` and `destinationMac` where their addresses have 48 bits: Ethernet, 802.11, FDDI, token
 * ring, IP over Fibre Channel, the sender's on Linux cooked captures and NFLOG. Those of ARCNET (8 bits), IEEE
 * 802.15.4 (16 or 64), IEEE 1394 (64) and InfiniBand (160) are not told.
 */
export class PacketBatch {
  /** Rows that are filled. */
  count = 0;
  /** Packets of the capture that lie ahead of row 0. */
  firstPacket = 0;
  /** Rows that there are. */
  readonly capacity: number;

  /** Whole seconds since 1970-01-01 UTC; negative before it. */
  readonly seconds: Float64Array;
  /** Nanoseconds within the second, 0 to 999,999,999. */
  readonly nanos: Uint32Array;
  /** Seconds since the packet before this one in the capture, whoever sent it; 0 for the first, negative where time runs back. */
  readonly deltaSeconds: Float64Array;
  /** Length of the packet on the wire, in bytes. */
  readonly wireLengthBytes: Uint32Array;
  /** How many of them the capture holds. */
  readonly capturedLengthBytes: Uint32Array;
  /** Index into `CaptureInfo.interfaces`. */
  readonly interfaceIndex: Uint32Array;
  /** LINKTYPE_ number of the packet's interface. */
  readonly linkType: Uint16Array;
  /** Bits of `Protocol`. */
  readonly protocols: Uint32Array;
  /**
   * Tunnels between the link header and the headers told. Where outer headers are told, none was entered: 1 says that
   * they end at one that could have been.
   */
  readonly tunnelDepth: Uint8Array;
  /** A value of `Damage`. */
  readonly damage: Uint8Array;

  /** The 48 address bits as an integer, or `NO_MAC`. */
  readonly sourceMac: Float64Array;
  /** The 48 address bits as an integer, or `NO_MAC`. */
  readonly destinationMac: Float64Array;
  /** The type field of the link header itself (0x8100 for a tagged frame); 0 where there is none (LLC, PPP, raw IP). */
  readonly etherType: Uint16Array;
  /** VLAN identifier of the outermost tag, be it a customer's (0x8100) or a provider's (0x88a8, 0x9100), or `NO_VLAN`. */
  readonly vlanId: Uint16Array;
  /** The type field after the last VLAN tag; equal to `etherType` without tags. */
  readonly innerEtherType: Uint16Array;
  /** ARP operation, 0 where the packet is not ARP. */
  readonly arpOpcode: Uint16Array;

  /** 4, 6, or 0 where there is no readable IP header. */
  readonly ipVersion: Uint8Array;
  /** Four big-endian words a row, shape [capacity, 4]; an IPv4 address is the last word, the others are 0. */
  readonly sourceIp: Uint32Array;
  /** Four big-endian words a row, shape [capacity, 4]; an IPv4 address is the last word, the others are 0. */
  readonly destinationIp: Uint32Array;
  /** IP protocol number behind the IPv6 extension headers; 0 without IP. */
  readonly ipProtocol: Uint8Array;
  /** TTL or hop limit. */
  readonly hopLimit: Uint8Array;
  /** DSCP (upper six bits) and ECN (lower two). */
  readonly trafficClass: Uint8Array;
  /** IPv4: reserved 4, don't fragment 2, more fragments 1. IPv6: more fragments 1. */
  readonly ipFlags: Uint8Array;
  /** Fragment offset in units of 8 bytes. */
  readonly fragmentOffset: Uint16Array;
  /** Header and payload as declared: the total length of IPv4, 40 and the payload length of IPv6 (or its jumbo length, RFC 2675). */
  readonly ipLengthBytes: Uint32Array;
  /** IPv4: the identification field. IPv6: that of the fragment header, 0 without one. */
  readonly ipIdentification: Uint32Array;

  /** TCP or UDP port; meaningful where `protocols` has `Tcp` or `Udp`. */
  readonly sourcePort: Uint16Array;
  /** TCP or UDP port; meaningful where `protocols` has `Tcp` or `Udp`. */
  readonly destinationPort: Uint16Array;
  /** Bytes behind the TCP or UDP header by the lengths declared in the headers; 0 where there is neither. */
  readonly payloadLengthBytes: Uint32Array;
  /** TCP sequence number as sent. */
  readonly tcpSequence: Uint32Array;
  /** TCP acknowledgement number as sent, whether or not the ACK flag makes it count. */
  readonly tcpAcknowledgement: Uint32Array;
  /** The nine flag bits, FIN 0x001 to NS (AE) 0x100, and the three reserved above them. */
  readonly tcpFlags: Uint16Array;
  /** The window field as sent, not scaled. */
  readonly tcpWindow: Uint16Array;
  /** Maximum segment size option, 0 where absent. */
  readonly tcpMss: Uint16Array;
  /** Window scale option, or `NO_WINDOW_SCALE`. */
  readonly tcpWindowScale: Uint8Array;
  /** The kinds of the first eight TCP options, four bits each, first in the lowest; kinds above 14 as 15. */
  readonly tcpOptionOrder: Uint32Array;
  /** Header and payload as the sender declared them; 0 in an IPv6 jumbogram (RFC 2675, section 4). */
  readonly udpLengthBytes: Uint16Array;
  /** ICMP or ICMPv6 type. */
  readonly icmpType: Uint8Array;
  /** ICMP or ICMPv6 code. */
  readonly icmpCode: Uint8Array;
  /** GRE protocol type. */
  readonly greProtocol: Uint16Array;

  /** The last occurrence of each field; absent unless the reader was asked for it. */
  readonly last: LastHeaders | undefined;

  readonly #room: ColumnRoom;
  /**
   * @param options.capacity packets it holds at most; `options.last` whether it has the last occurrences too.
   * @param room where the columns lie; in memory of their own unless given.
   */
  constructor(
    { capacity = DEFAULT_BATCH_CAPACITY, last = false }: BatchOptions = {},
    room: ColumnRoom = ColumnRoom.create(capacity, last),
  ) {
    this.capacity = capacity;
    this.#room = room;
    this.seconds = room.float64(at.SECONDS);
    this.nanos = room.uint32(at.NANOS);
    this.deltaSeconds = room.float64(at.DELTA_SECONDS);
    this.wireLengthBytes = room.uint32(at.WIRE_LENGTH);
    this.capturedLengthBytes = room.uint32(at.CAPTURED_LENGTH);
    this.interfaceIndex = room.uint32(at.INTERFACE_INDEX);
    this.linkType = room.uint16(at.LINK_TYPE);
    this.protocols = room.uint32(at.PROTOCOLS);
    this.tunnelDepth = room.uint8(at.TUNNEL_DEPTH);
    this.damage = room.uint8(at.DAMAGE);
    this.sourceMac = room.float64(at.SOURCE_MAC);
    this.destinationMac = room.float64(at.DESTINATION_MAC);
    this.etherType = room.uint16(at.ETHER_TYPE);
    this.vlanId = room.uint16(at.VLAN_ID);
    this.innerEtherType = room.uint16(at.INNER_ETHER_TYPE);
    this.arpOpcode = room.uint16(at.ARP_OPCODE);
    this.ipVersion = room.uint8(at.IP_VERSION);
    this.sourceIp = room.uint32(at.SOURCE_IP, 4);
    this.destinationIp = room.uint32(at.DESTINATION_IP, 4);
    this.ipProtocol = room.uint8(at.IP_PROTOCOL);
    this.hopLimit = room.uint8(at.HOP_LIMIT);
    this.trafficClass = room.uint8(at.TRAFFIC_CLASS);
    this.ipFlags = room.uint8(at.IP_FLAGS);
    this.fragmentOffset = room.uint16(at.FRAGMENT_OFFSET);
    this.ipLengthBytes = room.uint32(at.IP_LENGTH);
    this.ipIdentification = room.uint32(at.IP_IDENTIFICATION);
    this.sourcePort = room.uint16(at.SOURCE_PORT);
    this.destinationPort = room.uint16(at.DESTINATION_PORT);
    this.payloadLengthBytes = room.uint32(at.PAYLOAD_LENGTH);
    this.tcpSequence = room.uint32(at.TCP_SEQUENCE);
    this.tcpAcknowledgement = room.uint32(at.TCP_ACKNOWLEDGEMENT);
    this.tcpFlags = room.uint16(at.TCP_FLAGS);
    this.tcpWindow = room.uint16(at.TCP_WINDOW);
    this.tcpMss = room.uint16(at.TCP_MSS);
    this.tcpWindowScale = room.uint8(at.TCP_WINDOW_SCALE);
    this.tcpOptionOrder = room.uint32(at.TCP_OPTION_ORDER);
    this.udpLengthBytes = room.uint16(at.UDP_LENGTH);
    this.icmpType = room.uint8(at.ICMP_TYPE);
    this.icmpCode = room.uint8(at.ICMP_CODE);
    this.greProtocol = room.uint16(at.GRE_PROTOCOL);
    this.last = last ? new LastHeaders(room) : undefined;
    this.count = capacity;
    this.reset();
  }

  /** Holds the packets of another batch of the same capacity, which has the last headers if this one has. */
  copy(other: PacketBatch): void {
    const { capacity, count } = other;
    const bytes = this.#room.bytes;
    const otherBytes = other.#room.bytes;
    if (count === capacity && bytes !== undefined && otherBytes !== undefined) {
      bytes.set(otherBytes.subarray(0, bytes.length));
    } else {
      if (this.count > count) this.reset(); // rows behind those copied are as new, as decoders rely on
      const columns = columnsOf(this);
      for (const [index, column] of columnsOf(other).entries())
        columns[index].set(column.subarray(0, (column.length / capacity) * count));
    }
    this.count = count;
    this.firstPacket = other.firstPacket;
  }

  /** Forgets the packets: `count` is 0 and every column is what it is without the header it describes. */
  reset(): void {
    const used = this.count;
    this.count = 0;
    this.sourceMac.fill(NO_MAC, 0, used);
    this.destinationMac.fill(NO_MAC, 0, used);
    this.vlanId.fill(NO_VLAN, 0, used);
    this.tcpWindowScale.fill(NO_WINDOW_SCALE, 0, used);
    for (const column of this.#zeroedColumns()) column.fill(0, 0, used);
    this.sourceIp.fill(0, 0, used * 4);
    this.destinationIp.fill(0, 0, used * 4);
    this.last?.reset(used);
  }

  /** Makes room for the packets that follow those in the batch. */
  next(): void {
    this.firstPacket += this.count;
    this.reset();
  }

  /** The columns that a decoder leaves at 0 where the header is absent. */
  #zeroedColumns(): readonly NumberColumn[] {
    return [
      this.interfaceIndex,
      this.protocols,
      this.tunnelDepth,
      this.damage,
      this.etherType,
      this.innerEtherType,
      this.arpOpcode,
      this.ipVersion,
      this.ipProtocol,
      this.hopLimit,
      this.trafficClass,
      this.ipFlags,
      this.fragmentOffset,
      this.ipLengthBytes,
      this.ipIdentification,
      this.sourcePort,
      this.destinationPort,
      this.payloadLengthBytes,
      this.tcpSequence,
      this.tcpAcknowledgement,
      this.tcpFlags,
      this.tcpWindow,
      this.tcpMss,
      this.tcpOptionOrder,
      this.udpLengthBytes,
      this.icmpType,
      this.icmpCode,
      this.greProtocol,
    ];
  }
}

/** What columns have in common. */
interface Column extends ArrayLike<number> {
  set(values: ArrayLike<number>): void;
  subarray(start: number, end: number): Column;
}

/** All columns, in the order declared. */
const columnsOf = (batch: PacketBatch): readonly Column[] => {
  const owners: readonly object[] = batch.last === undefined ? [batch] : [batch, batch.last];
  return owners.flatMap((owner): unknown[] => Object.values(owner)).filter(isColumn);
};

const isColumn = (value: unknown): value is Column & ArrayBufferView =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);
