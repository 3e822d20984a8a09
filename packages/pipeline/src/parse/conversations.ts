import type { PacketBatch } from '@networkml/pcap-reader';

const FIRST_CAPACITY = 1024;
const A_KNOWN = 1;
const B_KNOWN = 2;
const SYN = 0x002;
const ACK = 0x010;

/**
 * TCP and UDP conversations as a structure of arrays: entry `i` of every column is conversation `i`, in the order of
 * their first packets. A is the end that sent the first packet.
 */
export class Conversations {
  /** Conversations there are. */
  count = 0;
  /** IP protocol number: 6 for TCP, 17 for UDP. */
  protocol: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  /** 4 or 6. */
  ipVersion: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  /** Four words a conversation, as in `PacketBatch`. */
  addressA: Uint32Array = new Uint32Array(FIRST_CAPACITY * 4);
  /** Four words a conversation, as in `PacketBatch`. */
  addressB: Uint32Array = new Uint32Array(FIRST_CAPACITY * 4);
  portA: Uint16Array = new Uint16Array(FIRST_CAPACITY);
  portB: Uint16Array = new Uint16Array(FIRST_CAPACITY);
  /** Packets from A to B. */
  packetsAToB: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Packets from B to A. */
  packetsBToA: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Bytes on the wire of the packets from A to B, all headers included. */
  bytesAToB: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Bytes on the wire of the packets from B to A, all headers included. */
  bytesBToA: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Whole seconds since 1970 of the earliest packet; NaN where no packet has a time. */
  firstSeconds: Float64Array = new Float64Array(FIRST_CAPACITY);
  firstNanos: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** Whole seconds since 1970 of the latest packet; NaN where no packet has a time. */
  lastSeconds: Float64Array = new Float64Array(FIRST_CAPACITY);
  lastNanos: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** Initial sequence number of A, as far as it is known; see `sequenceKnown`. */
  sequenceA: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** Initial sequence number of B, as far as it is known; see `sequenceKnown`. */
  sequenceB: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** Bit 1: `sequenceA` is known; bit 2: `sequenceB` is known. */
  sequenceKnown: Uint8Array = new Uint8Array(FIRST_CAPACITY);

  /** Appends the conversation that a packet begins, still without packets, and gives its number. */
  begin(batch: PacketBatch, row: number): number {
    const index = this.count;
    if (index === this.protocol.length) this.#grow(index * 2);
    this.count += 1;
    this.protocol[index] = batch.ipProtocol[row];
    this.ipVersion[index] = batch.ipVersion[row];
    this.addressA.set(batch.sourceIp.subarray(row * 4, row * 4 + 4), index * 4);
    this.addressB.set(batch.destinationIp.subarray(row * 4, row * 4 + 4), index * 4);
    this.portA[index] = batch.sourcePort[row];
    this.portB[index] = batch.destinationPort[row];
    this.firstSeconds[index] = Number.NaN;
    this.lastSeconds[index] = Number.NaN;
    return index;
  }

  /** Whether a packet goes from A to B, of which either is told by address and port; also where both ends are one. */
  isFromA(index: number, batch: PacketBatch, row: number): boolean {
    const { sourceIp, destinationIp } = batch;
    const { addressA, addressB } = this;
    const at = index * 4;
    const from = row * 4;
    return (
      this.portA[index] === batch.sourcePort[row] &&
      this.portB[index] === batch.destinationPort[row] &&
      addressA[at + 3] === sourceIp[from + 3] &&
      addressB[at + 3] === destinationIp[from + 3] &&
      addressA[at + 2] === sourceIp[from + 2] &&
      addressB[at + 2] === destinationIp[from + 2] &&
      addressA[at + 1] === sourceIp[from + 1] &&
      addressB[at + 1] === destinationIp[from + 1] &&
      addressA[at] === sourceIp[from] &&
      addressB[at] === destinationIp[from]
    );
  }

  /** Whether a packet goes from B to A. */
  isFromB(index: number, batch: PacketBatch, row: number): boolean {
    const { sourceIp, destinationIp } = batch;
    const { addressA, addressB } = this;
    const at = index * 4;
    const from = row * 4;
    return (
      this.portB[index] === batch.sourcePort[row] &&
      this.portA[index] === batch.destinationPort[row] &&
      addressB[at + 3] === sourceIp[from + 3] &&
      addressA[at + 3] === destinationIp[from + 3] &&
      addressB[at + 2] === sourceIp[from + 2] &&
      addressA[at + 2] === destinationIp[from + 2] &&
      addressB[at + 1] === sourceIp[from + 1] &&
      addressA[at + 1] === destinationIp[from + 1] &&
      addressB[at] === sourceIp[from] &&
      addressA[at] === destinationIp[from]
    );
  }

  /** Whether a packet of the same ends is a SYN that opens another TCP connection between them. */
  isNextTcp(index: number, batch: PacketBatch, row: number): boolean {
    if ((batch.tcpFlags[row] & (SYN | ACK)) !== SYN) return false;
    const isA = this.isFromA(index, batch, row);
    const isKnown = (this.sequenceKnown[index] & (isA ? A_KNOWN : B_KNOWN)) !== 0;
    return isKnown && (isA ? this.sequenceA : this.sequenceB)[index] !== batch.tcpSequence[row];
  }

  /** Keeps the initial sequence number of either end: what its SYN says, or else what its first packet lets one conclude. */
  learnSequences(index: number, batch: PacketBatch, row: number): void {
    const flags = batch.tcpFlags[row];
    const known = this.sequenceKnown[index];
    if (known === (A_KNOWN | B_KNOWN) && (flags & SYN) === 0) return;
    const isA = this.isFromA(index, batch, row);
    const own = isA ? A_KNOWN : B_KNOWN;
    const sequences = isA ? this.sequenceA : this.sequenceB;
    const sequence = batch.tcpSequence[row];
    if ((known & own) === 0) sequences[index] = (flags & SYN) === 0 ? sequence - 1 : sequence;
    else if ((flags & (SYN | ACK)) === (SYN | ACK)) sequences[index] = sequence;
    this.sequenceKnown[index] |= own;
    if ((flags & ACK) === 0 || (known | own) === (A_KNOWN | B_KNOWN)) return;
    (isA ? this.sequenceB : this.sequenceA)[index] = batch.tcpAcknowledgement[row] - 1;
    this.sequenceKnown[index] = A_KNOWN | B_KNOWN;
  }

  /** Adds a packet to the counts of a conversation. */
  add(index: number, batch: PacketBatch, row: number): void {
    if (this.isFromA(index, batch, row)) {
      this.packetsAToB[index] += 1;
      this.bytesAToB[index] += batch.wireLengthBytes[row];
    } else {
      this.packetsBToA[index] += 1;
      this.bytesBToA[index] += batch.wireLengthBytes[row];
    }
    const seconds = batch.seconds[row];
    if (Number.isNaN(seconds)) return;
    const nanos = batch.nanos[row];
    const first = this.firstSeconds[index];
    if (!(first < seconds || (first === seconds && this.firstNanos[index] <= nanos))) {
      this.firstSeconds[index] = seconds;
      this.firstNanos[index] = nanos;
    }
    const last = this.lastSeconds[index];
    if (!(last > seconds || (last === seconds && this.lastNanos[index] >= nanos))) {
      this.lastSeconds[index] = seconds;
      this.lastNanos[index] = nanos;
    }
  }

  #grow(capacity: number): void {
    this.protocol = copyInto(new Uint8Array(capacity), this.protocol);
    this.ipVersion = copyInto(new Uint8Array(capacity), this.ipVersion);
    this.addressA = copyInto(new Uint32Array(capacity * 4), this.addressA);
    this.addressB = copyInto(new Uint32Array(capacity * 4), this.addressB);
    this.portA = copyInto(new Uint16Array(capacity), this.portA);
    this.portB = copyInto(new Uint16Array(capacity), this.portB);
    this.packetsAToB = copyInto(new Float64Array(capacity), this.packetsAToB);
    this.packetsBToA = copyInto(new Float64Array(capacity), this.packetsBToA);
    this.bytesAToB = copyInto(new Float64Array(capacity), this.bytesAToB);
    this.bytesBToA = copyInto(new Float64Array(capacity), this.bytesBToA);
    this.firstSeconds = copyInto(new Float64Array(capacity), this.firstSeconds);
    this.firstNanos = copyInto(new Uint32Array(capacity), this.firstNanos);
    this.lastSeconds = copyInto(new Float64Array(capacity), this.lastSeconds);
    this.lastNanos = copyInto(new Uint32Array(capacity), this.lastNanos);
    this.sequenceA = copyInto(new Uint32Array(capacity), this.sequenceA);
    this.sequenceB = copyInto(new Uint32Array(capacity), this.sequenceB);
    this.sequenceKnown = copyInto(new Uint8Array(capacity), this.sequenceKnown);
  }
}

const copyInto = <Numbers extends { set(from: ArrayLike<number>): void }>(
  target: Numbers,
  from: ArrayLike<number>,
): Numbers => {
  target.set(from);
  return target;
};
