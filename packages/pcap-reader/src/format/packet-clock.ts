import type { CaptureInfo, CaptureInterface } from '../capture-info.ts';
import type { PacketBatch } from '../packet-batch.ts';

const NANOS_PER_SECOND = 1_000_000_000;

/** With fewer, the seconds of a 64-bit tick count may not fit 53 bits. */
const LEAST_QUICK_TICKS_PER_SECOND = 10_000;

/** What turns the tick counts of an interface into time. */
export interface TickSource {
  readonly offsetSeconds: number;
  /** 0 where the resolution is not one of those that are quick to divide by; the other two mean nothing then. */
  readonly ticksPerSecond: number;
  readonly secondsPerTick: number;
  readonly nanosPerTick: number;
  readonly exactTicksPerSecond: bigint;
}

/** Gets the numbers ready that `PacketClock.stampTicks` works with. */
export const tickSource = ({
  ticksPerSecond,
  offsetSeconds,
}: Pick<CaptureInterface, 'ticksPerSecond' | 'offsetSeconds'>): TickSource => {
  const ticks = Number(ticksPerSecond);
  const isQuick = ticks >= LEAST_QUICK_TICKS_PER_SECOND && ticks <= NANOS_PER_SECOND;
  return {
    offsetSeconds,
    ticksPerSecond: isQuick ? ticks : 0,
    secondsPerTick: 1 / ticks,
    nanosPerTick: NANOS_PER_SECOND / ticks,
    exactTicksPerSecond: BigInt(ticksPerSecond),
  };
};

/** Writes the time columns, and remembers the packet before for `deltaSeconds`. */
export class PacketClock {
  readonly #info: CaptureInfo;
  #seconds = Number.NaN;
  #nanos = 0;

  /** @param info where timestamps whose fraction exceeds a second are counted. */
  constructor(info: CaptureInfo) {
    this.#info = info;
  }

  /** Time of the packet before: `seconds` is NaN ahead of the first. */
  get latest(): { readonly seconds: number; readonly nanos: number } {
    return { seconds: this.#seconds, nanos: this.#nanos };
  }

  /** Remembers the row that was stamped last by others. */
  follow({ seconds, nanos }: PacketBatch, row: number): void {
    this.#seconds = seconds[row];
    this.#nanos = nanos[row];
  }

  /** Stamps a row with whole seconds and nanoseconds; nanoseconds beyond a second are carried over. */
  stamp(batch: PacketBatch, row: number, seconds: number, nanos: number): void {
    if (nanos >= NANOS_PER_SECOND) {
      const carried = Math.floor(nanos / NANOS_PER_SECOND);
      this.#info.carriedTimestamps += 1;
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

  /** Stamps a row with the 64-bit tick count of a pcapng block. */
  stampTicks(batch: PacketBatch, row: number, high: number, low: number, source: TickSource): void {
    const { ticksPerSecond, offsetSeconds } = source;
    if (ticksPerSecond === 0) {
      this.#stampRareTicks(batch, row, high, low, source);
      return;
    }
    // The quotient of rounded numbers is off by one at most, and the remainder, exact in its lower 32 bits, says so.
    let seconds = Math.floor((high * 0x1_0000_0000 + low) * source.secondsPerTick);
    let remainder = (low - Math.imul(seconds, ticksPerSecond)) | 0;
    if (remainder < 0) {
      seconds -= 1;
      remainder += ticksPerSecond;
    } else if (remainder >= ticksPerSecond) {
      seconds += 1;
      remainder -= ticksPerSecond;
    }
    // Resolutions are powers of ten or two, so that no fraction of a nanosecond is close enough to one to round up.
    this.stamp(batch, row, seconds + offsetSeconds, Math.floor(remainder * source.nanosPerTick));
  }

  /** Stamps a row whose packet carries no time: `seconds` is NaN, and the next packet is measured from the one before. */
  stampUntimed(batch: PacketBatch, row: number): void {
    batch.seconds[row] = Number.NaN;
    batch.nanos[row] = 0;
    batch.deltaSeconds[row] = 0;
  }

  #stampRareTicks(batch: PacketBatch, row: number, high: number, low: number, source: TickSource): void {
    const { exactTicksPerSecond: ticksPerSecond, offsetSeconds } = source;
    const ticks = (BigInt(high) << 32n) | BigInt(low);
    const nanos = ((ticks % ticksPerSecond) * 1_000_000_000n) / ticksPerSecond;
    this.stamp(batch, row, Number(ticks / ticksPerSecond) + offsetSeconds, Number(nanos));
  }
}
