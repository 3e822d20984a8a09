import type { CaptureInfo, CaptureInterface } from '../capture-info.ts';
import { COMMENT, forEachOption, keepComment, readText } from './pcapng-options.ts';

/** Options of an interface description; draft-ietf-opsawg-pcapng, section 4.2. */
const IF_NAME = 2;
const IF_DESCRIPTION = 3;
const IF_SPEED = 8;
const IF_TSRESOL = 9;
const IF_FILTER = 11;
const IF_OS = 12;
const IF_FCSLEN = 13;
const IF_TSOFFSET = 14;
const IF_HARDWARE = 15;

/** Options of interface statistics; section 4.6. */
const ISB_IFRECV = 4;
const ISB_IFDROP = 5;

const DESCRIPTION_OPTIONS_BYTES = 16;
const STATISTICS_OPTIONS_BYTES = 20;

/** The first byte of a filter says what it is: a libpcap expression, or code for a virtual machine. */
const FILTER_IS_TEXT = 0;

type Draft = { -readonly [Field in keyof CaptureInterface]: CaptureInterface[Field] };

/** A block in the window, from its type at `start` to the end of its body. */
export interface BlockBody {
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
  readonly littleEndian: boolean;
}

/** Reads an interface description block; `undefined` where it is too short or an option overruns it. */
export const readInterface = (block: BlockBody, info: CaptureInfo): CaptureInterface | undefined => {
  const { view, start, end, littleEndian } = block;
  if (end - start < DESCRIPTION_OPTIONS_BYTES) return undefined;
  const described: Draft = {
    linkType: view.getUint16(start + 8, littleEndian),
    snapLengthBytes: view.getUint32(start + 12, littleEndian),
    ticksPerSecond: 1_000_000,
    offsetSeconds: 0,
  };
  const options = start + DESCRIPTION_OPTIONS_BYTES;
  const whole = forEachOption(view, options, end, littleEndian, (code, value, length) => {
    if (code === COMMENT) keepComment(info, view, value, length);
    else readOption(described, block, code, value, length);
  });
  return whole ? described : undefined;
};

const readOption = (
  described: Draft,
  { view, littleEndian }: BlockBody,
  code: number,
  value: number,
  length: number,
): void => {
  switch (code) {
    case IF_NAME:
      described.name = readText(view, value, length);
      break;
    case IF_DESCRIPTION:
      described.description = readText(view, value, length);
      break;
    case IF_HARDWARE:
      described.hardware = readText(view, value, length);
      break;
    case IF_OS:
      described.operatingSystem = readText(view, value, length);
      break;
    case IF_FILTER:
      if (length > 1 && view.getUint8(value) === FILTER_IS_TEXT)
        described.filter = readText(view, value + 1, length - 1);
      break;
    case IF_SPEED:
      if (length >= 8) described.speedBitsPerSecond = Number(view.getBigUint64(value, littleEndian));
      break;
    case IF_TSRESOL:
      if (length >= 1) described.ticksPerSecond = ticksPerSecond(view.getUint8(value));
      break;
    case IF_TSOFFSET:
      if (length >= 8) described.offsetSeconds = Number(view.getBigInt64(value, littleEndian));
      break;
    case IF_FCSLEN:
      if (length >= 1) described.fcsBytes = fcsBytes(view.getUint8(value));
      break;
  }
};

/** A resolution byte: a negative power of ten, or of two where the highest bit is set. */
const ticksPerSecond = (resolution: number): number | bigint => {
  const exponent = resolution & 0x7f;
  const ticks = (resolution & 0x80) === 0 ? 10n ** BigInt(exponent) : 2n ** BigInt(exponent);
  return ticks <= 1_000_000_000n ? Number(ticks) : ticks;
};

/** The draft asks for bits and gives an example in bytes, and files have either: no sequence has less than 8 bits. */
const fcsBytes = (length: number): number => (length < 8 ? length : Math.ceil(length / 8));

/** Adds what an interface statistics block says to what is known of its interface, `described`. */
export const withStatistics = (
  described: CaptureInterface,
  { view, start, end, littleEndian }: BlockBody,
  info: CaptureInfo,
): CaptureInterface => {
  const merged: Draft = { ...described };
  forEachOption(view, start + STATISTICS_OPTIONS_BYTES, end, littleEndian, (code, value, length) => {
    if (code === COMMENT) keepComment(info, view, value, length);
    if (length < 8) return;
    if (code === ISB_IFRECV) merged.receivedPackets = Number(view.getBigUint64(value, littleEndian));
    if (code === ISB_IFDROP) merged.droppedPackets = Number(view.getBigUint64(value, littleEndian));
  });
  return merged;
};
