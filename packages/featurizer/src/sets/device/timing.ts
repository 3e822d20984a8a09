import { addToSample, columnsOf, type DevicePacket, type Part, quantilesOf, Sample } from './part.ts';

const NANOS = 1e9;

/** Of each direction: seconds and nanoseconds of the latest packet, and whether there was one. */
const LATEST_NANOS = 1;
const IS_SEEN = 2;
const DIRECTION_PLACES = 3;

/** Of both together: time of the first packet, the longest time since, the second counted, and what was counted. */
const FIRST_SECONDS = 2 * DIRECTION_PLACES;
const FIRST_NANOS = FIRST_SECONDS + 1;
const PACKETS = FIRST_SECONDS + 2;
const SPAN_NANOS = FIRST_SECONDS + 3;
const SECOND = FIRST_SECONDS + 4;
const IN_SECOND = FIRST_SECONDS + 5;
const ACTIVE_SECONDS = FIRST_SECONDS + 6;
const PEAK = FIRST_SECONDS + 7;
const PLACES = FIRST_SECONDS + 8;

/** The quantiles that are told: more of them, and times between received packets above all, say more of the network than of the device. */
const SHARES = [0.5, 0.9];

/** Nanoseconds from a time kept at `at` to the packet's: exact up to a hundred days, wherever the epoch lies. */
const nanosSince = (tally: Float64Array, at: number, { batch, row }: DevicePacket): number =>
  (batch.seconds[row] - tally[at]) * NANOS + (batch.nanos[row] - tally[at + 1]);

/** Counts the packet to its second since the device's first packet. */
const countSecond = (tally: Float64Array, base: number, packet: DevicePacket): void => {
  const elapsed = nanosSince(tally, base + FIRST_SECONDS, packet);
  if (elapsed > tally[base + SPAN_NANOS]) tally[base + SPAN_NANOS] = elapsed;
  const second = Math.floor(elapsed / NANOS);
  if (second !== tally[base + SECOND]) {
    tally[base + SECOND] = second;
    tally[base + IN_SECOND] = 0;
    tally[base + ACTIVE_SECONDS] += 1;
  }
  tally[base + IN_SECOND] += 1;
  if (tally[base + IN_SECOND] > tally[base + PEAK]) tally[base + PEAK] = tally[base + IN_SECOND];
};

const observeGap = (tally: Float64Array, start: number, packet: DevicePacket): number => {
  const gap = tally[start + IS_SEEN] === 1 ? nanosSince(tally, start, packet) : Number.NaN;
  tally[start] = packet.batch.seconds[packet.row];
  tally[start + LATEST_NANOS] = packet.batch.nanos[packet.row];
  tally[start + IS_SEEN] = 1;
  return gap;
};

const COLUMNS = columnsOf([
  ['gap_out_p50', { unit: 'seconds', doc: 'Median of the times between packets sent; 0 without any.' }],
  [
    'gap_out_p90',
    { unit: 'seconds', doc: 'Highest tenth of the times between packets sent; 0 without any.' },
  ],
  ['gap_in_p50', { unit: 'seconds', doc: 'Median of the times between packets received; 0 without any.' }],
  [
    'gap_in_p90',
    { unit: 'seconds', doc: 'Highest tenth of the times between packets received; 0 without any.' },
  ],
  [
    'packets_per_second',
    {
      unit: 'packets-per-second',
      doc: 'Packets both ways by the seconds from the first to the last, and one more.',
    },
  ],
  [
    'active_seconds',
    { unit: 'ratio', doc: 'Share of the seconds from the first to the last packet in which there was one.' },
  ],
  [
    'peak_second',
    { unit: 'packets', doc: 'Most packets both ways in one second, counted from the first packet.' },
  ],
]);

/** When a device speaks: the times between its own packets each way (never those of others), and how bursty it is. */
export const timing = (base: number): Part => ({
  group: 'timing',
  places: PLACES,
  columns: COLUMNS,
  prepare(tally) {
    tally[base + SECOND] = -1;
  },
  observe(state, packet) {
    const { tally } = state;
    const seconds = packet.batch.seconds[packet.row];
    if (Number.isNaN(seconds)) return; // a packet without a time
    if (tally[base + PACKETS] === 0) {
      tally[base + FIRST_SECONDS] = seconds;
      tally[base + FIRST_NANOS] = packet.batch.nanos[packet.row];
    }
    tally[base + PACKETS] += 1;
    countSecond(tally, base, packet);
    const gap = observeGap(tally, packet.isSent ? base : base + DIRECTION_PLACES, packet);
    if (Number.isNaN(gap)) return;
    addToSample(state, packet.isSent ? Sample.GapOut : Sample.GapIn, gap > 0 ? gap / NANOS : 0);
  },
  write(state, put) {
    const { tally } = state;
    quantilesOf(state, Sample.GapOut, SHARES).forEach(put);
    quantilesOf(state, Sample.GapIn, SHARES).forEach(put);
    const seconds = tally[base + SPAN_NANOS] / NANOS;
    put(tally[base + PACKETS] / (seconds + 1));
    put(Math.min(1, tally[base + ACTIVE_SECONDS] / (Math.floor(seconds) + 1)));
    put(tally[base + PEAK]);
  },
});
