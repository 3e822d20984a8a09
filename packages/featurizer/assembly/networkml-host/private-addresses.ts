/* Whether addresses are private, as tables say that are laid out from `VERDICTS_AT` on. */
import {
  ALL_PRIVATE,
  NONE_PRIVATE,
  RANGE_BYTES,
  RANGES_AT,
  VERDICTS_AT,
} from '../../src/sets/networkml-host/kernel-layout';

const VERDICTS: u32 = 256;
const RANGES: usize = RANGES_AT;

/* Where the ranges of IPv6 begin, and all end. */
let ranges6: usize = RANGES;
let rangesEnd: usize = RANGES;

/** Says how many ranges of each version there are. */
export function startRanges(of4: usize, of6: usize): void {
  ranges6 = RANGES + of4 * <usize>RANGE_BYTES;
  rangesEnd = ranges6 + of6 * <usize>RANGE_BYTES;
}

function isInRange(words: v128, from: usize, to: usize): bool {
  for (let range = from; range < to; range += RANGE_BYTES) {
    const masked = v128.and(words, v128.load(range, 16));
    if (!v128.any_true(v128.xor(masked, v128.load(range)))) return true;
  }
  return false;
}

/** Whether an address of four words is private; none is of another version than 4 and 6. */
export function isPrivate(version: u32, words: v128): bool {
  const is4 = version == 4;
  if (!is4 && version != 6) return false;
  const octet = (is4 ? i32x4.extract_lane(words, 3) : i32x4.extract_lane(words, 0)) >>> 24;
  const verdict = load<u8>(VERDICTS_AT + (is4 ? octet : VERDICTS + octet));
  if (verdict == NONE_PRIVATE) return false;
  if (verdict == ALL_PRIVATE) return true;
  return isInRange(words, is4 ? RANGES : ranges6, is4 ? ranges6 : rangesEnd);
}
