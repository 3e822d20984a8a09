import type { ByteWindow } from '../byte-window.ts';
import { RECORD_BYTES_LIMIT } from '../kernel/layout.ts';
import { UNKNOWN_LINK_TYPE } from '../capture-info.ts';
import { LinkType } from '../decode/numbers.ts';
import { CaptureError } from '../errors.ts';
import type { PacketBatch } from '../packet-batch.ts';
import type { FormatContext, FormatReader } from './format-reader.ts';
import { PacketClock } from './packet-clock.ts';

/** Length of the file header; RFC 1761, section 3.1. */
export const SNOOP_HEADER_BYTES = 16;

const RECORD_HEADER_BYTES = 24;

const TOKEN_RING = 6;
const FDDI = 10;

/** LINKTYPE_ numbers of the datalink types of RFC 1761, section 4, and of those that Solaris and UNICOS added. */
const LINK_TYPES: ReadonlyMap<number, number> = new Map<number, number>([
  [0, LinkType.Ethernet], // IEEE 802.3
  [2, TOKEN_RING],
  [4, LinkType.Ethernet],
  [8, FDDI],
  [9, LinkType.Null], // "other", and so UNICOS numbers its loopback
  [14, LinkType.Null],
  [16, 122], // IP over Fibre Channel
  [18, 123], // SunATM, with its four bytes ahead of every packet
  [0x8000_0005, 226], // ipnet
]);

/** The same for Surveyor's own versions, 3 to 5: Ethernet and token ring of various speeds. */
const SHOMITI_LINK_TYPES: ReadonlyMap<number, number> = new Map<number, number>([
  [0, LinkType.Ethernet],
  [2, TOKEN_RING],
  [4, LinkType.Ethernet],
  [8, FDDI],
  [10, LinkType.Ethernet],
  [11, TOKEN_RING],
  [12, LinkType.Ethernet],
  [13, TOKEN_RING],
  [14, TOKEN_RING],
  [19, LinkType.Ethernet],
]);

/**
 * Reads the file header at `window.start`, consumes it, and goes on with the records behind it.
 *
 * @throws CaptureError where the version is neither 2 nor one of Surveyor's, 3 to 5.
 */
export const openSnoop = (window: ByteWindow, context: FormatContext): FormatReader => {
  const { view, start } = window;
  const version = view.getUint32(start + 8);
  if (version < 2 || version > 5) {
    throw new CaptureError('CAPTURE_BAD_VERSION', {
      capture: context.capture,
      offsetBytes: window.offset,
      detail: `it is snoop ${version}, and 2 to 5 are read`,
    });
  }
  const { info } = context;
  const isShomiti = version > 2;
  const linkTypes = isShomiti ? SHOMITI_LINK_TYPES : LINK_TYPES;
  info.format = 'snoop';
  info.version = String(version);
  info.variant = isShomiti ? 'shomiti' : undefined;
  info.littleEndian = false;
  info.sections = 1;
  info.interfacePackets.push(0);
  info.interfaces.push({
    linkType: linkTypes.get(view.getUint32(start + 12)) ?? UNKNOWN_LINK_TYPE,
    snapLengthBytes: 0,
    ticksPerSecond: 1_000_000,
    offsetSeconds: 0,
  });
  window.skip(SNOOP_HEADER_BYTES);
  return new SnoopReader(context);
};

class SnoopReader implements FormatReader {
  readonly #context: FormatContext;
  readonly #linkType: number;
  readonly #clock: PacketClock;

  constructor(context: FormatContext) {
    this.#context = context;
    this.#linkType = context.info.interfaces[0].linkType;
    this.#clock = new PacketClock(context.info);
  }

  read(window: ByteWindow, batch: PacketBatch): number {
    while (batch.count < batch.capacity) {
      if (window.available < RECORD_HEADER_BYTES) return RECORD_HEADER_BYTES;
      const { view, start } = window;
      const captured = view.getUint32(start + 4);
      const length = view.getUint32(start + 8);
      this.#check(window, captured, length);
      const needed = RECORD_HEADER_BYTES + captured;
      if (window.available < needed) return needed;
      this.#readPacket(window, captured, batch);
      window.skip(length); // with the padding, which need not have arrived
    }
    return 0;
  }

  #check(window: ByteWindow, captured: number, length: number): void {
    if (captured <= RECORD_BYTES_LIMIT && length >= RECORD_HEADER_BYTES + captured) return;
    throw new CaptureError('CAPTURE_BAD_RECORD', {
      capture: this.#context.capture,
      offsetBytes: window.offset,
      detail:
        captured > RECORD_BYTES_LIMIT
          ? `it claims ${captured} captured bytes, where ${RECORD_BYTES_LIMIT} is the most a record may hold`
          : `it claims ${captured} captured bytes in a record of ${length}`,
    });
  }

  #readPacket(window: ByteWindow, captured: number, batch: PacketBatch): void {
    const { view, start } = window;
    const { frames, info } = this.#context;
    const row = batch.count;
    const data = start + RECORD_HEADER_BYTES;
    this.#clock.stamp(batch, row, view.getUint32(start + 16), view.getUint32(start + 20) * 1000);
    batch.capturedLengthBytes[row] = captured;
    batch.wireLengthBytes[row] = view.getUint32(start);
    batch.linkType[row] = this.#linkType;
    info.droppedPackets = view.getUint32(start + 12); // all since the capture began
    frames.starts[row] = data;
    frames.ends[row] = data + captured;
    info.interfacePackets[0] += 1;
    batch.count = row + 1;
  }
}
