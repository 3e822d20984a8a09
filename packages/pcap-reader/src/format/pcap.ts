import type { ByteWindow } from '../byte-window.ts';
import { RECORD_BYTES_LIMIT } from '../byte-window.ts';
import { CaptureError } from '../errors.ts';
import type { PacketBatch } from '../packet-batch.ts';
import type { FormatContext, FormatReader } from './format-reader.ts';
import { PacketClock } from './packet-clock.ts';

/** Length of the file header; draft-ietf-opsawg-pcap, section 4. */
export const PCAP_HEADER_BYTES = 24;

const RECORD_HEADER_BYTES = 16;
const MICROSECOND_MAGIC = 0xa1b2c3d4;
const NANOSECOND_MAGIC = 0xa1b23c4d;

/** Reads the file header at `window.start`, consumes it, and goes on with the records behind it. */
export const openPcap = (window: ByteWindow, context: FormatContext): FormatReader => {
  const { view, start } = window;
  const magic = view.getUint32(start, true);
  const littleEndian = magic === MICROSECOND_MAGIC || magic === NANOSECOND_MAGIC;
  const nanosPerTick = view.getUint32(start, littleEndian) === NANOSECOND_MAGIC ? 1 : 1000;
  context.info.format = 'pcap';
  context.info.littleEndian = littleEndian;
  context.info.interfaces.push({
    linkType: view.getUint32(start + 20, littleEndian) & 0xffff, // above: the length of the frame check sequence
    snapLengthBytes: view.getUint32(start + 16, littleEndian),
    ticksPerSecond: 1e9 / nanosPerTick,
    offsetSeconds: 0,
  });
  window.skip(PCAP_HEADER_BYTES);
  return new PcapReader(context, littleEndian, nanosPerTick);
};

class PcapReader implements FormatReader {
  readonly #context: FormatContext;
  readonly #littleEndian: boolean;
  readonly #nanosPerTick: number;
  readonly #linkType: number;
  readonly #clock = new PacketClock();

  constructor(context: FormatContext, littleEndian: boolean, nanosPerTick: number) {
    this.#context = context;
    this.#littleEndian = littleEndian;
    this.#nanosPerTick = nanosPerTick;
    this.#linkType = context.info.interfaces[0].linkType;
  }

  read(window: ByteWindow, batch: PacketBatch): number {
    const { view, end } = window;
    const littleEndian = this.#littleEndian;
    const decode = this.#context.decode;
    let offset = window.start;
    let row = batch.count;
    let needed = 0;
    while (row < batch.capacity) {
      const data = offset + RECORD_HEADER_BYTES;
      needed = RECORD_HEADER_BYTES;
      if (data > end) break;
      const captured = view.getUint32(offset + 8, littleEndian);
      if (captured > RECORD_BYTES_LIMIT) {
        window.start = offset; // the packets ahead of it count
        batch.count = row;
        this.#refuse(window.offset, captured);
      }
      needed += captured;
      if (data + captured > end) break;
      needed = 0;
      const nanos = view.getUint32(offset + 4, littleEndian) * this.#nanosPerTick;
      this.#clock.stamp(batch, row, view.getUint32(offset, littleEndian), nanos);
      batch.capturedLengthBytes[row] = captured;
      batch.wireLengthBytes[row] = view.getUint32(offset + 12, littleEndian);
      batch.linkType[row] = this.#linkType;
      offset = data + captured;
      decode(view, data, offset, batch, row);
      row += 1;
    }
    window.start = offset;
    batch.count = row;
    return needed;
  }

  #refuse(offsetBytes: number, captured: number): never {
    throw new CaptureError('CAPTURE_BAD_RECORD', {
      capture: this.#context.capture,
      offsetBytes,
      detail: `it claims ${captured} captured bytes, where ${RECORD_BYTES_LIMIT} is the most a record may hold`,
    });
  }
}
