import type { CaptureInterface } from '../capture-info.ts';

const END_OF_OPTIONS = 0;
const IF_NAME = 2;
const IF_DESCRIPTION = 3;
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;

const OPTIONS_BYTES = 16;

/** Bytes kept of a name or description. */
const TEXT_BYTES_LIMIT = 256;

/**
 * Reads an interface description block from its type at `start` to the end of its body; `undefined` where it is too
 * short or an option overruns it. Ref: draft-ietf-opsawg-pcapng, section 4.2.
 */
export const readInterface = (
  view: DataView,
  start: number,
  end: number,
  littleEndian: boolean,
): CaptureInterface | undefined => {
  if (end - start < OPTIONS_BYTES) return undefined;
  let described: CaptureInterface = {
    linkType: view.getUint16(start + 8, littleEndian),
    snapLengthBytes: view.getUint32(start + 12, littleEndian),
    ticksPerSecond: 1_000_000,
    offsetSeconds: 0,
  };
  let offset = start + OPTIONS_BYTES;
  while (end - offset >= 4) {
    const code = view.getUint16(offset, littleEndian);
    const length = view.getUint16(offset + 2, littleEndian);
    if (code === END_OF_OPTIONS) break;
    if (length > end - offset - 4) return undefined;
    described = { ...described, ...readOption(view, offset, littleEndian) };
    offset += 4 + ((length + 3) & ~3);
  }
  return described;
};

const readOption = (view: DataView, offset: number, littleEndian: boolean): Partial<CaptureInterface> => {
  const code = view.getUint16(offset, littleEndian);
  const length = view.getUint16(offset + 2, littleEndian);
  const value = offset + 4;
  if (code === IF_NAME) return { name: readText(view, value, length) };
  if (code === IF_DESCRIPTION) return { description: readText(view, value, length) };
  if (code === IF_TSRESOL && length >= 1) return { ticksPerSecond: ticksPerSecond(view.getUint8(value)) };
  if (code === IF_TSOFFSET && length >= 8)
    return { offsetSeconds: Number(view.getBigInt64(value, littleEndian)) };
  return {};
};

/** A resolution byte: a negative power of ten, or of two where the highest bit is set. */
const ticksPerSecond = (resolution: number): number | bigint => {
  const exponent = resolution & 0x7f;
  const ticks = (resolution & 0x80) === 0 ? 10n ** BigInt(exponent) : 2n ** BigInt(exponent);
  return ticks <= 1_000_000_000n ? Number(ticks) : ticks;
};

const readText = (view: DataView, offset: number, length: number): string => {
  const kept = Math.min(length, TEXT_BYTES_LIMIT);
  const bytes = new Uint8Array(view.buffer, view.byteOffset + offset, kept);
  // As in a stream, a character that the cut went through is waited for and not told.
  return new TextDecoder().decode(bytes, { stream: kept < length });
};
