import type { ByteWindow } from '../byte-window.ts';
import { RECORD_BYTES_LIMIT } from '../byte-window.ts';
import { CaptureError } from '../errors.ts';
import type { CaptureInterface } from '../capture-info.ts';
import type { PacketBatch } from '../packet-batch.ts';
import type { FormatContext, FormatReader } from './format-reader.ts';
import { PacketClock } from './packet-clock.ts';
import { readInterface } from './pcapng-interface.ts';

/** Block types; draft-ietf-opsawg-pcapng, section 4. */
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OLD_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;

/** Bytes that every block has: type and length before its body, the length again behind it. */
const BLOCK_OVERHEAD_BYTES = 12;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const BYTE_ORDER_MAGIC_SWAPPED = 0x4d3c2b1a;

/** Interfaces that a capture may describe in all its sections; each is kept, and a block of 20 bytes can make one. */
const INTERFACES_LIMIT = 65_536;

/** Where the packet bytes start in a block, and where its captured and wire lengths stand. */
const ENHANCED_DATA_BYTES = 28;
const SIMPLE_DATA_BYTES = 12;

/** Reads blocks, the first of which is a section header. */
export const openPcapng = (context: FormatContext): FormatReader => {
  context.info.format = 'pcapng';
  return new PcapngReader(context);
};

class PcapngReader implements FormatReader {
  readonly #context: FormatContext;
  readonly #clock = new PacketClock();
  #littleEndian = true;
  /** Index in `info.interfaces` of interface 0 of the section being read. */
  #firstInterface = 0;

  constructor(context: FormatContext) {
    this.#context = context;
  }

  read(window: ByteWindow, batch: PacketBatch): number {
    while (batch.count < batch.capacity) {
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

  #readType(window: ByteWindow): number {
    const { view, start } = window;
    if (view.getUint32(start) === SECTION_HEADER) {
      const magic = view.getUint32(start + 8, true);
      if (magic !== BYTE_ORDER_MAGIC && magic !== BYTE_ORDER_MAGIC_SWAPPED) {
        this.#refuse(window, 'the byte-order magic of a section header is wrong');
      }
      this.#littleEndian = magic === BYTE_ORDER_MAGIC;
      this.#context.info.littleEndian = this.#littleEndian;
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
      case ENHANCED_PACKET:
      case OLD_PACKET:
        this.#readPacket(type, window, length, batch);
        break;
      case SIMPLE_PACKET:
        this.#readSimplePacket(window, length, batch);
        break;
      case INTERFACE_DESCRIPTION:
        this.#readInterface(window, Math.min(length, RECORD_BYTES_LIMIT));
        break;
      case SECTION_HEADER:
        this.#firstInterface = this.#context.info.interfaces.length;
        break;
      default:
        this.#context.info.skippedBlocks += 1;
    }
  }

  #readInterface(window: ByteWindow, length: number): void {
    const { interfaces } = this.#context.info;
    if (interfaces.length === INTERFACES_LIMIT) {
      this.#refuse(window, `the capture describes more than ${INTERFACES_LIMIT} interfaces`);
    }
    const { view, start } = window;
    const described = readInterface(view, start, start + length - 4, this.#littleEndian);
    if (described === undefined) this.#refuse(window, 'an interface description is cut short or too long');
    interfaces.push(described);
  }

  #readPacket(type: number, window: ByteWindow, length: number, batch: PacketBatch): void {
    const { view, start } = window;
    const littleEndian = this.#littleEndian;
    if (length < ENHANCED_DATA_BYTES + 4) this.#refuse(window, 'a packet block is too short');
    const index =
      type === OLD_PACKET ? view.getUint16(start + 8, littleEndian) : view.getUint32(start + 8, littleEndian);
    const source = this.#interface(window, index);
    const row = batch.count;
    const high = view.getUint32(start + 12, littleEndian);
    this.#clock.stampTicks(batch, row, high, view.getUint32(start + 16, littleEndian), source);
    batch.capturedLengthBytes[row] = view.getUint32(start + 20, littleEndian);
    batch.wireLengthBytes[row] = view.getUint32(start + 24, littleEndian);
    batch.interfaceIndex[row] = this.#firstInterface + index;
    batch.linkType[row] = source.linkType;
    this.#decode(window, length, ENHANCED_DATA_BYTES, batch);
  }

  #readSimplePacket(window: ByteWindow, length: number, batch: PacketBatch): void {
    if (length < SIMPLE_DATA_BYTES + 4) this.#refuse(window, 'a packet block is too short');
    const source = this.#interface(window, 0);
    const row = batch.count;
    const wire = window.view.getUint32(window.start + 8, this.#littleEndian);
    this.#clock.stampUntimed(batch, row);
    batch.capturedLengthBytes[row] =
      source.snapLengthBytes === 0 ? wire : Math.min(wire, source.snapLengthBytes);
    batch.wireLengthBytes[row] = wire;
    batch.interfaceIndex[row] = this.#firstInterface;
    batch.linkType[row] = source.linkType;
    this.#decode(window, length, SIMPLE_DATA_BYTES, batch);
  }

  /** Decodes the packet bytes that start `dataBytes` into the block, and closes the row. */
  #decode(window: ByteWindow, length: number, dataBytes: number, batch: PacketBatch): void {
    const row = batch.count;
    const captured = batch.capturedLengthBytes[row];
    if (captured > length - dataBytes - 4) {
      this.#refuse(window, `a packet of ${captured} bytes does not fit its block`);
    }
    const data = window.start + dataBytes;
    const end = Math.min(data + captured, window.start + RECORD_BYTES_LIMIT); // no more than that is surely held
    this.#context.decode(window.view, data, end, batch, row);
    batch.count = row + 1;
  }

  #interface(window: ByteWindow, index: number): CaptureInterface {
    const { interfaces } = this.#context.info;
    const position = this.#firstInterface + index;
    if (position >= interfaces.length) {
      this.#refuse(
        window,
        `a packet names interface ${index}, of which the section has ${interfaces.length - this.#firstInterface}`,
      );
    }
    return interfaces[position];
  }

  #refuse(window: ByteWindow, detail: string): never {
    throw new CaptureError('CAPTURE_BAD_BLOCK', {
      capture: this.#context.capture,
      offsetBytes: window.offset,
      detail,
    });
  }
}
