import type { CaptureInfo } from '../capture-info.ts';

/** Option codes that every block may have; draft-ietf-opsawg-pcapng, section 3.5. */
const END_OF_OPTIONS = 0;
/** A comment for people. */
export const COMMENT = 1;

/** Bytes kept of a name or description. */
const TEXT_BYTES_LIMIT = 256;

/** Bytes kept of a comment, and how many comments are kept, of packets and of all else. */
const COMMENT_BYTES_LIMIT = 1024;
const COMMENTS_LIMIT = 100;

/** Takes an option whose `length` bytes start at `value`. */
export type OptionVisitor = (code: number, value: number, length: number) => void;

/**
 * Visits the options from `start` on, up to the one that ends them or to `end`; false where one reaches past `end`,
 * which is not visited then.
 */
export const forEachOption = (
  view: DataView,
  start: number,
  end: number,
  littleEndian: boolean,
  visit: OptionVisitor,
): boolean => {
  let offset = start;
  while (end - offset >= 4) {
    const code = view.getUint16(offset, littleEndian);
    const length = view.getUint16(offset + 2, littleEndian);
    if (code === END_OF_OPTIONS) return true;
    if (length > end - offset - 4) return false;
    visit(code, offset + 4, length);
    offset += 4 + ((length + 3) & ~3);
  }
  return true;
};

/** The text of an option up to its first zero byte, and not more than `limit` bytes of it in whole characters. */
export const readText = (
  view: DataView,
  value: number,
  length: number,
  limit: number = TEXT_BYTES_LIMIT,
): string => {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + value, Math.min(length, limit));
  const zero = bytes.indexOf(0);
  const text = zero === -1 ? bytes : bytes.subarray(0, zero);
  // As in a stream, a character that the cut went through is waited for and not told.
  return new TextDecoder().decode(text, { stream: text.length === limit && limit < length });
};

/** Counts a comment that is not on a packet, and keeps it if it is among the first. */
export const keepComment = (info: CaptureInfo, view: DataView, value: number, length: number): void => {
  info.commentCount += 1;
  if (info.comments.length < COMMENTS_LIMIT)
    info.comments.push(readText(view, value, length, COMMENT_BYTES_LIMIT));
};

/** The same for a comment on packet number `packet`. */
export const keepPacketComment = (
  info: CaptureInfo,
  packet: number,
  view: DataView,
  value: number,
  length: number,
): void => {
  info.packetCommentCount += 1;
  if (info.packetComments.length < COMMENTS_LIMIT)
    info.packetComments.push({ packet, text: readText(view, value, length, COMMENT_BYTES_LIMIT) });
};
