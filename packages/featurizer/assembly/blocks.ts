/*
 * Memory in blocks behind what lies at fixed places. All bytes of a block are 0 at first. `take` gives blocks that are kept
 * until the end; those of `allocate` have a power of two of bytes, and what is released is given out again. Where there is no
 * more memory, the caller of the kernel is told so by `abort`.
 */

const PAGE_BITS: usize = 16;
/** Memory grows by a megabyte at least. */
const STEP_PAGES: i32 = 16;

const SMALLEST_BITS: usize = 4;
/** Address of the first block released of each size, by its bits: 32 words. */
const RELEASED_AT: usize = 16;
const RELEASED_BYTES: usize = 128;

let first: usize = 0;
let next: usize = 0;

/** Forgets all blocks; further ones lie behind an address, a multiple of 16 from 160 on. */
export function startBlocks(address: usize): void {
  if (next > first) memory.fill(first, 0, next - first);
  memory.fill(RELEASED_AT, 0, RELEASED_BYTES);
  first = address;
  next = address;
}

/** How many bytes all blocks took so far. */
export function usedBytes(): usize {
  return next - first;
}

/** A block of so many bytes at least that is never released, at a multiple of 16. */
export function take(bytes: usize): usize {
  const at = next;
  const end = (<u64>at + <u64>bytes + 15) & ~15;
  const pages = <i32>((end + 0xffff) >>> PAGE_BITS) - memory.size();
  if (pages > 0 && memory.grow(max(pages, STEP_PAGES)) < 0 && memory.grow(pages) < 0) abort();
  next = <usize>end;
  return at;
}

@inline function bitsOf(bytes: usize): usize {
  return bytes <= 16 ? SMALLEST_BITS : 32 - clz<u32>(<u32>bytes - 1);
}

/** A block of so many bytes at least. */
export function allocate(bytes: usize): usize {
  const bits = bitsOf(bytes);
  const list = RELEASED_AT + bits * 4;
  const at = <usize>load<u32>(list);
  if (at == 0) return take(1 << bits);
  store<u32>(list, load<u32>(at));
  memory.fill(at, 0, 1 << bits);
  return at;
}

/** Takes back a block of which so many bytes were asked for. */
export function release(at: usize, bytes: usize): void {
  const list = RELEASED_AT + bitsOf(bytes) * 4;
  store<u32>(at, load<u32>(list));
  store<u32>(list, <u32>at);
}
