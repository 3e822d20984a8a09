import { type PacketBatch } from '@networkml/pcap-reader';

import { type Counts } from './device.ts';
import { type PacketEnds } from './feature-set.ts';

/** Where the numbers of a subject stand, and how many there are. */
const FIRST_SECONDS = 0;
const FIRST_NANOS = 1;
const LAST_SECONDS = 2;
const LAST_NANOS = 3;
const PACKETS = 4;
const PACKETS_IN = 5;
const BYTES = 6;
const WIDTH = 7;

const FIRST_CAPACITY = 16;

/** What the packets of subjects come to: how many there are, their bytes, and when the first and last of them were. */
export class SubjectCounts {
  #numbers = new Float64Array(FIRST_CAPACITY * WIDTH);

  /** Makes place for a subject without packets; subjects are added one after the other, from 0 on. */
  add(subject: number): void {
    const at = subject * WIDTH;
    if (at === this.#numbers.length) {
      const grown = new Float64Array(at * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[at + FIRST_SECONDS] = Number.POSITIVE_INFINITY;
    this.#numbers[at + LAST_SECONDS] = Number.NEGATIVE_INFINITY;
  }

  /** Takes in packets; NaN, the time of a packet without one, is neither earlier nor later than another. */
  observe({ wireLengthBytes, seconds, nanos }: PacketBatch, { count, entries, subjects }: PacketEnds): void {
    const numbers = this.#numbers;
    for (let at = 0; at < count; at += 1) {
      const entry = entries[at];
      const row = entry >>> 1;
      const place = subjects[at] * WIDTH;
      const packetSeconds = seconds[row];
      const packetNanos = nanos[row];
      numbers[place + PACKETS] += 1;
      numbers[place + PACKETS_IN] += entry & 1;
      numbers[place + BYTES] += wireLengthBytes[row];
      const lastSeconds = numbers[place + LAST_SECONDS];
      if (
        packetSeconds > lastSeconds ||
        (packetSeconds === lastSeconds && packetNanos > numbers[place + LAST_NANOS])
      ) {
        numbers[place + LAST_SECONDS] = packetSeconds;
        numbers[place + LAST_NANOS] = packetNanos;
      }
      const firstSeconds = numbers[place + FIRST_SECONDS];
      if (
        packetSeconds < firstSeconds ||
        (packetSeconds === firstSeconds && packetNanos < numbers[place + FIRST_NANOS])
      ) {
        numbers[place + FIRST_SECONDS] = packetSeconds;
        numbers[place + FIRST_NANOS] = packetNanos;
      }
    }
  }

  /** What a subject's packets come to. */
  of(subject: number): Counts {
    const numbers = this.#numbers;
    const at = subject * WIDTH;
    return {
      firstSeen: timeOf(numbers, at + FIRST_SECONDS),
      lastSeen: timeOf(numbers, at + LAST_SECONDS),
      packets: numbers[at + PACKETS],
      packetsOut: numbers[at + PACKETS] - numbers[at + PACKETS_IN],
      bytes: numbers[at + BYTES],
    };
  }
}

/** The time whose seconds and nanoseconds stand at a place; the bounds of no times are infinite. */
const timeOf = (numbers: Float64Array, at: number): number =>
  Number.isFinite(numbers[at]) ? numbers[at] + numbers[at + 1] / 1e9 : Number.NaN;
