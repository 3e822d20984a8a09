import type { ByteWindow } from '../byte-window.ts';
import { RECORD_BYTES_LIMIT } from '../kernel/layout.ts';
import { CaptureError } from '../errors.ts';
import type { PacketBatch } from '../packet-batch.ts';
import type { FormatContext, FormatReader } from './format-reader.ts';
import { PacketClock } from './packet-clock.ts';
import { type PcapHeader, readPcapHeader } from './pcap-header.ts';

/**
 * Reads the file header at `window.start`, consumes it, and goes on with the records behind it.
 *
 * @throws CaptureError where the version is one that nobody reads.
 */
export const openPcap = (window: ByteWindow, context: FormatContext): FormatReader => {
  const header = readPcapHeader(window, context);
  window.skip(header.headerBytes);
  return new PcapReader(context, header);
};

/** Time and two lengths. */
const ORDINARY_HEADER_BYTES = 16;

class PcapReader implements FormatReader {
  readonly #context: FormatContext;
  readonly #header: PcapHeader;
  readonly #clock: PacketClock;

  constructor(context: FormatContext, header: PcapHeader) {
    this.#context = context;
    this.#header = header;
    this.#clock = new PacketClock(context.info);
  }

  read(window: ByteWindow, batch: PacketBatch): number {
    this.#readOrdinary(window, batch);
    const { view, end } = window;
    const { littleEndian, linkType, nanosPerTick, recordHeaderBytes, paddingBytes, lengths } = this.#header;
    const { frames, info } = this.#context;
    const { starts, ends } = frames;
    let offset = window.start;
    let row = batch.count;
    info.interfacePackets[0] -= row;
    let needed = 0;
    while (row < batch.capacity) {
      needed = recordHeaderBytes;
      if (offset + recordHeaderBytes > end) break;
      let captured = view.getUint32(offset + 8, littleEndian);
      let wire = view.getUint32(offset + 12, littleEndian);
      if (lengths !== 'plain' && (lengths === 'swapped' || captured > wire)) {
        const first = captured;
        captured = wire;
        wire = first;
      }
      if (captured > RECORD_BYTES_LIMIT || captured < paddingBytes) {
        window.start = offset; // the packets ahead of it count
        batch.count = row;
        info.interfacePackets[0] += row;
        this.#refuse(window.offset, captured);
      }
      const next = offset + recordHeaderBytes + captured;
      needed += captured;
      if (next > end) break;
      needed = 0;
      const nanos = view.getUint32(offset + 4, littleEndian) * nanosPerTick;
      this.#clock.stamp(batch, row, view.getUint32(offset, littleEndian), nanos);
      batch.capturedLengthBytes[row] = captured - paddingBytes;
      batch.wireLengthBytes[row] = wire - paddingBytes;
      batch.linkType[row] = linkType;
      starts[row] = offset + recordHeaderBytes + paddingBytes;
      ends[row] = next;
      offset = next;
      row += 1;
    }
    window.start = offset;
    batch.count = row;
    info.interfacePackets[0] += row;
    return needed;
  }

  /** Has the kernel read records, as far as they are what it knows; the packets that follow are read one by one. */
  #readOrdinary(window: ByteWindow, batch: PacketBatch): void {
    const { littleEndian, linkType, nanosPerTick, recordHeaderBytes, paddingBytes, lengths } = this.#header;
    const { kernel } = this.#context;
    const { capacity, count } = batch;
    const isOrdinary =
      littleEndian &&
      lengths === 'plain' &&
      recordHeaderBytes === ORDINARY_HEADER_BYTES &&
      paddingBytes === 0;
    if (!isOrdinary || kernel?.window !== window.bytes) return;
    const { start, end } = window;
    const { latest } = this.#clock;
    const places = { start, end, row: count, capacity, linkType, nanosPerTick, latest };
    const { offset, row } = kernel.readRecords(places);
    if (row === count) return;
    window.start = offset;
    batch.count = row;
    this.#clock.follow(batch, row - 1);
    this.#context.info.interfacePackets[0] += row - count;
  }

  #refuse(offsetBytes: number, captured: number): never {
    throw new CaptureError('CAPTURE_BAD_RECORD', {
      capture: this.#context.capture,
      offsetBytes,
      detail:
        captured > RECORD_BYTES_LIMIT
          ? `it claims ${captured} captured bytes, where ${RECORD_BYTES_LIMIT} is the most a record may hold`
          : `it claims ${captured} captured bytes, too few for the padding ahead of a packet`,
    });
  }
}
