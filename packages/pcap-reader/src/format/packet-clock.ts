import type { CaptureInterface } from '../capture-info.ts';
import type { PacketBatch } from '../packet-batch.ts';

const NANOS_PER_SECOND = 1_000_000_000;

/** Writes the time columns, and remembers the packet before for `deltaSeconds`. */
export class PacketClock {
  #seconds = Number.NaN;
  #nanos = 0;

  /** Stamps a row with whole seconds and nanoseconds; nanoseconds beyond a second are carried over. */
  stamp(batch: PacketBatch, row: number, seconds: number, nanos: number): void {
    if (nanos >= NANOS_PER_SECOND) {
      const carried = Math.floor(nanos / NANOS_PER_SECOND);
      this.stamp(batch, row, seconds + carried, nanos - carried * NANOS_PER_SECOND);
      return;
    }
    batch.seconds[row] = seconds;
    batch.nanos[row] = nanos;
    const delta = seconds - this.#seconds + (nanos - this.#nanos) / NANOS_PER_SECOND;
    batch.deltaSeconds[row] = Number.isNaN(delta) ? 0 : delta; // the first packet has none before it
    this.#seconds = seconds;
    this.#nanos = nanos;
  }

  /** Stamps a row with the 64-bit tick count of a pcapng block, in the resolution and offset of its interface. */
  stampTicks(batch: PacketBatch, row: number, high: number, low: number, source: CaptureInterface): void {
    const ticksPerSecond = source.ticksPerSecond;
    if (typeof ticksPerSecond === 'bigint') {
      const ticks = (BigInt(high) << 32n) | BigInt(low);
      const nanos = ((ticks % ticksPerSecond) * 1_000_000_000n) / ticksPerSecond;
      this.stamp(batch, row, Number(ticks / ticksPerSecond) + source.offsetSeconds, Number(nanos));
      return;
    }
    // Long division in digits of 16 bits: every step stays below 2^53, as a remainder is below 2^30.
    let remainder = 0;
    let seconds = 0;
    for (let digit = 0; digit < 4; digit += 1) {
      const word = digit < 2 ? high : low;
      const part = remainder * 0x10000 + (digit % 2 === 0 ? word >>> 16 : word & 0xffff);
      const quotient = Math.floor(part / ticksPerSecond);
      remainder = part - quotient * ticksPerSecond;
      seconds = seconds * 0x10000 + quotient;
    }
    const nanos = Math.floor((remainder * NANOS_PER_SECOND) / ticksPerSecond);
    this.stamp(batch, row, seconds + source.offsetSeconds, nanos);
  }

  /** Stamps a row whose packet carries no time: `seconds` is NaN, and the next packet is measured from the one before. */
  stampUntimed(batch: PacketBatch, row: number): void {
    batch.seconds[row] = Number.NaN;
    batch.nanos[row] = 0;
    batch.deltaSeconds[row] = 0;
  }
}
