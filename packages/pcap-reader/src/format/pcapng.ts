import type { ByteWindow } from '../byte-window.ts';
import { RECORD_BYTES_LIMIT } from '../kernel/layout.ts';
import type { CaptureInterface } from '../capture-info.ts';
import { CaptureError, type CaptureErrorCode } from '../errors.ts';
import type { PacketBatch } from '../packet-batch.ts';
import type { FormatContext, FormatReader } from './format-reader.ts';
import { PacketClock, type TickSource, tickSource } from './packet-clock.ts';
import { BlockType, noteSkipped } from './pcapng-blocks.ts';
import { type BlockBody, readInterface, withStatistics } from './pcapng-interface.ts';
import { notePacketOptions } from './pcapng-packet-options.ts';
import { noteSection } from './pcapng-section.ts';

/** Bytes that every block has: type and length before its body, the length again behind it. */
const BLOCK_OVERHEAD_BYTES = 12;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const BYTE_ORDER_MAGIC_SWAPPED = 0x4d3c2b1a;

/** Interfaces that a capture may describe in all its sections; each is kept, and a block of 20 bytes can make one. */
const INTERFACES_LIMIT = 65_536;

/** Where the packet bytes start in a block, and the lengths of the shortest blocks that are read. */
const ENHANCED_DATA_BYTES = 28;
const SIMPLE_DATA_BYTES = 12;
const SHORTEST_PACKET_BLOCK = ENHANCED_DATA_BYTES + 4;
const SHORTEST_SECTION_BLOCK = 28;
const SHORTEST_STATISTICS_BLOCK = 24;

/** Stands in a packet block of old where drops are not counted. */
const DROPS_UNKNOWN = 0xffff;

/** Reads blocks, the first of which is a section header. */
export const openPcapng = (context: FormatContext): FormatReader => {
  context.info.format = 'pcapng';
  return new PcapngReader(context);
};

/** What of an interface every packet needs, all of one shape. */
interface PacketSource extends TickSource {
  readonly linkType: number;
  readonly snapLengthBytes: number;
}

class PcapngReader implements FormatReader {
  readonly #context: FormatContext;
  readonly #clock: PacketClock;
  #littleEndian = true;
  /** Index in `info.interfaces` of interface 0 of the section being read, whose interfaces are these. */
  #firstInterface = 0;
  #sources: PacketSource[] = [];

  constructor(context: FormatContext) {
    this.#context = context;
    this.#clock = new PacketClock(context.info);
  }

  read(window: ByteWindow, batch: PacketBatch): number {
    while (batch.count < batch.capacity) {
      this.#readPackets(window, batch);
      if (batch.count === batch.capacity) break;
      if (window.available < BLOCK_OVERHEAD_BYTES) return BLOCK_OVERHEAD_BYTES;
      const type = this.#readType(window);
      const length = this.#readLength(window);
      const held = Math.min(length, RECORD_BYTES_LIMIT);
      if (window.available < held) return held;
      if (length === held) this.#checkTrailer(window, length);
      this.#readBlock(type, window, length, batch);
      window.skip(length);
    }
    return 0;
  }

  /** Reads enhanced packet blocks as long as they follow one another and are whole and sound: the path of nearly all. */
  #readPackets(window: ByteWindow, batch: PacketBatch): void {
    const { view, end } = window;
    const littleEndian = this.#littleEndian;
    const sources = this.#sources;
    const firstInterface = this.#firstInterface;
    const clock = this.#clock;
    const { frames, info } = this.#context;
    const { starts, ends } = frames;
    const { interfacePackets } = info;
    let offset = window.start;
    let row = batch.count;
    while (row < batch.capacity && end - offset >= SHORTEST_PACKET_BLOCK) {
      if (view.getUint32(offset, littleEndian) !== BlockType.EnhancedPacket) break;
      const length = view.getUint32(offset + 4, littleEndian);
      if (length > end - offset || length > RECORD_BYTES_LIMIT || length < SHORTEST_PACKET_BLOCK) break;
      if (length % 4 !== 0 || view.getUint32(offset + length - 4, littleEndian) !== length) break;
      const index = view.getUint32(offset + 8, littleEndian);
      const captured = view.getUint32(offset + 20, littleEndian);
      if (index >= sources.length || captured > length - SHORTEST_PACKET_BLOCK) break;
      const source = sources[index];
      const low = view.getUint32(offset + 16, littleEndian);
      clock.stampTicks(batch, row, view.getUint32(offset + 12, littleEndian), low, source);
      batch.capturedLengthBytes[row] = captured;
      batch.wireLengthBytes[row] = view.getUint32(offset + 24, littleEndian);
      batch.interfaceIndex[row] = firstInterface + index;
      batch.linkType[row] = source.linkType;
      interfacePackets[firstInterface + index] += 1;
      const data = offset + ENHANCED_DATA_BYTES;
      starts[row] = data;
      ends[row] = data + captured;
      row += 1;
      if (length - SHORTEST_PACKET_BLOCK - captured >= 4) {
        const options = data + ((captured + 3) & ~3);
        notePacketOptions(view, options, offset + length - 4, littleEndian, info, batch.firstPacket + row);
      }
      offset += length;
    }
    window.start = offset;
    batch.count = row;
  }

  #readType(window: ByteWindow): number {
    const { view, start } = window;
    if (view.getUint32(start) === BlockType.SectionHeader) {
      const magic = view.getUint32(start + 8, true);
      if (magic !== BYTE_ORDER_MAGIC && magic !== BYTE_ORDER_MAGIC_SWAPPED) {
        this.#refuse(window, 'the byte-order magic of a section header is wrong');
      }
      this.#littleEndian = magic === BYTE_ORDER_MAGIC;
    }
    return view.getUint32(start, this.#littleEndian);
  }

  #readLength(window: ByteWindow): number {
    const length = window.view.getUint32(window.start + 4, this.#littleEndian);
    if (length < BLOCK_OVERHEAD_BYTES || length % 4 !== 0) {
      this.#refuse(window, `it claims a length of ${length} bytes`);
    }
    return length;
  }

  #checkTrailer(window: ByteWindow, length: number): void {
    const trailer = window.view.getUint32(window.start + length - 4, this.#littleEndian);
    if (trailer !== length) this.#refuse(window, `its two lengths differ, ${length} and ${trailer}`);
  }

  #readBlock(type: number, window: ByteWindow, length: number, batch: PacketBatch): void {
    switch (type) {
      case BlockType.EnhancedPacket:
      case BlockType.OldPacket:
        this.#readPacket(type, window, length, batch);
        break;
      case BlockType.SimplePacket:
        this.#readSimplePacket(window, length, batch);
        break;
      case BlockType.InterfaceDescription:
        this.#readInterface(window, length);
        break;
      case BlockType.SectionHeader:
        this.#readSection(window, length);
        break;
      case BlockType.InterfaceStatistics:
        this.#readStatistics(window, length);
        noteSkipped(type, this.#context.info);
        break;
      default:
        noteSkipped(type, this.#context.info);
    }
  }

  #readSection(window: ByteWindow, length: number): void {
    if (length < SHORTEST_SECTION_BLOCK) this.#refuse(window, 'a section header is too short');
    const { info } = this.#context;
    const major = window.view.getUint16(window.start + 12, this.#littleEndian);
    if (major !== 1) {
      this.#refuse(window, `it is pcapng ${major}, and 1 is what is read`, 'CAPTURE_BAD_VERSION');
    }
    noteSection(this.#body(window, length), info);
    this.#firstInterface = info.interfaces.length;
    this.#sources = [];
  }

  #readInterface(window: ByteWindow, length: number): void {
    const { info } = this.#context;
    if (info.interfaces.length === INTERFACES_LIMIT) {
      this.#refuse(window, `the capture describes more than ${INTERFACES_LIMIT} interfaces`);
    }
    const described = readInterface(this.#body(window, length), info);
    if (described === undefined) this.#refuse(window, 'an interface description is cut short or too long');
    const { linkType, snapLengthBytes } = described;
    this.#sources.push({ linkType, snapLengthBytes, ...tickSource(described) });
    info.interfaces.push(described);
    info.interfacePackets.push(0);
  }

  /** Statistics that are cut short or name no interface cost no packet, and are let pass. */
  #readStatistics(window: ByteWindow, length: number): void {
    if (length < SHORTEST_STATISTICS_BLOCK) return;
    const { info } = this.#context;
    const position = this.#firstInterface + window.view.getUint32(window.start + 8, this.#littleEndian);
    if (position >= info.interfaces.length) return;
    const known: CaptureInterface = info.interfaces[position];
    info.interfaces[position] = withStatistics(known, this.#body(window, length), info);
  }

  /** Reads a packet block of old, and an enhanced one that is too large to be held or not sound. */
  #readPacket(type: number, window: ByteWindow, length: number, batch: PacketBatch): void {
    const { view, start } = window;
    const littleEndian = this.#littleEndian;
    if (length < SHORTEST_PACKET_BLOCK) this.#refuse(window, 'a packet block is too short');
    const isOld = type === BlockType.OldPacket;
    const index = isOld ? view.getUint16(start + 8, littleEndian) : view.getUint32(start + 8, littleEndian);
    const source = this.#source(window, index);
    const row = batch.count;
    const low = view.getUint32(start + 16, littleEndian);
    this.#clock.stampTicks(batch, row, view.getUint32(start + 12, littleEndian), low, source);
    batch.wireLengthBytes[row] = view.getUint32(start + 24, littleEndian);
    const captured = view.getUint32(start + 20, littleEndian);
    this.#noteFrame(window, length, ENHANCED_DATA_BYTES, captured, batch, index);
    const options = start + ENHANCED_DATA_BYTES + ((captured + 3) & ~3);
    const { info } = this.#context;
    if (length <= RECORD_BYTES_LIMIT)
      notePacketOptions(view, options, start + length - 4, littleEndian, info, batch.firstPacket + row + 1);
    const drops = isOld ? view.getUint16(start + 10, littleEndian) : DROPS_UNKNOWN;
    if (drops !== DROPS_UNKNOWN) info.droppedPackets += drops;
  }

  #readSimplePacket(window: ByteWindow, length: number, batch: PacketBatch): void {
    if (length < SIMPLE_DATA_BYTES + 4) this.#refuse(window, 'a packet block is too short');
    const { snapLengthBytes } = this.#source(window, 0);
    const row = batch.count;
    const wire = window.view.getUint32(window.start + 8, this.#littleEndian);
    this.#clock.stampUntimed(batch, row);
    batch.wireLengthBytes[row] = wire;
    const captured = snapLengthBytes === 0 ? wire : Math.min(wire, snapLengthBytes);
    this.#noteFrame(window, length, SIMPLE_DATA_BYTES, captured, batch, 0);
  }

  /** Notes the packet bytes that start `dataBytes` into the block, and closes the row. */
  #noteFrame(
    window: ByteWindow,
    length: number,
    dataBytes: number,
    captured: number,
    batch: PacketBatch,
    index: number,
  ): void {
    if (captured > length - dataBytes - 4) {
      this.#refuse(window, `a packet of ${captured} bytes does not fit its block`);
    }
    const row = batch.count;
    const position = this.#firstInterface + index;
    batch.capturedLengthBytes[row] = captured;
    batch.interfaceIndex[row] = position;
    batch.linkType[row] = this.#sources[index].linkType;
    const data = window.start + dataBytes;
    this.#context.frames.starts[row] = data;
    // No more than that is surely held.
    this.#context.frames.ends[row] = Math.min(data + captured, window.start + RECORD_BYTES_LIMIT);
    this.#context.info.interfacePackets[position] += 1;
    batch.count = row + 1;
  }

  #source(window: ByteWindow, index: number): PacketSource {
    const count = this.#sources.length;
    if (index >= count) {
      this.#refuse(window, `a packet names interface ${index}, of which the section has ${count}`);
    }
    return this.#sources[index];
  }

  /** As much of a block as is looked at; the length behind its body is left out. */
  #body({ view, start }: ByteWindow, length: number): BlockBody {
    const end = start + Math.min(length, RECORD_BYTES_LIMIT) - 4;
    return { view, start, end, littleEndian: this.#littleEndian };
  }

  #refuse(window: ByteWindow, detail: string, code: CaptureErrorCode = 'CAPTURE_BAD_BLOCK'): never {
    throw new CaptureError(code, {
      capture: this.#context.capture,
      offsetBytes: window.offset,
      detail,
    });
  }
}
