import { type PacketBatch } from '@networkml/pcap-reader';

import { GapCounts } from '../../stats/gap-counts.ts';
import { columnsOf, type DeviceState, type Part } from './part.ts';

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

/** The quantiles that are told: more of them say more of the network than of the device. */
const SHARES = [0.5, 0.9];
const NO_QUANTILES = SHARES.map(() => 0);

/** The gaps of one direction in a batch, on their way; it grows to the largest batch. */
let scratch = new Float64Array(2048);

/** Takes in the times between the packets of one direction, in whole nanoseconds: exact wherever the epoch lies. */
const observeGaps = (
  state: DeviceState,
  { seconds, nanos }: PacketBatch,
  rows: Uint32Array,
  { place, direction }: { readonly place: number; readonly direction: 0 | 1 },
): void => {
  const { tally } = state;
  let lastSeconds = tally[place];
  let lastNanos = tally[place + LATEST_NANOS];
  let isSeen = tally[place + IS_SEEN] === 1;
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    const packetSeconds = seconds[row];
    const packetNanos = nanos[row];
    if (packetSeconds !== packetSeconds) continue; // NaN: a packet without a time
    if (isSeen) {
      const gap = (packetSeconds - lastSeconds) * NANOS + (packetNanos - lastNanos);
      scratch[count] = gap > 0 ? gap : 0;
      count += 1;
    }
    lastSeconds = packetSeconds;
    lastNanos = packetNanos;
    isSeen = true;
  }
  tally[place] = lastSeconds;
  tally[place + LATEST_NANOS] = lastNanos;
  tally[place + IS_SEEN] = isSeen ? 1 : 0;
  if (count > 0) (state.gaps[direction] ??= new GapCounts()).addAll(scratch, count);
};

/** Counts packets to the seconds since the device's first packet. */
const observeSeconds = (
  tally: Float64Array,
  batch: PacketBatch,
  entries: Uint32Array,
  base: number,
): void => {
  const { seconds, nanos } = batch;
  let packets = tally[base + PACKETS];
  let firstSeconds = tally[base + FIRST_SECONDS];
  let firstNanos = tally[base + FIRST_NANOS];
  let second = tally[base + SECOND];
  let inSecond = tally[base + IN_SECOND];
  let activeSeconds = tally[base + ACTIVE_SECONDS];
  let peak = tally[base + PEAK];
  let span = tally[base + SPAN_NANOS];
  for (let at = 0; at < entries.length; at += 1) {
    const row = entries[at] >>> 1;
    const packetSeconds = seconds[row];
    if (packetSeconds !== packetSeconds) continue; // NaN: a packet without a time
    const packetNanos = nanos[row];
    if (packets === 0) {
      firstSeconds = packetSeconds;
      firstNanos = packetNanos;
    }
    packets += 1;
    const lateSeconds = packetSeconds - firstSeconds;
    const lateNanos = packetNanos - firstNanos;
    const elapsed = lateSeconds * NANOS + lateNanos;
    if (elapsed > span) span = elapsed;
    const current = lateNanos < 0 ? lateSeconds - 1 : lateSeconds;
    if (current !== second) {
      if (inSecond > peak) peak = inSecond;
      second = current;
      inSecond = 0;
      activeSeconds += 1;
    }
    inSecond += 1;
  }
  tally[base + PACKETS] = packets;
  tally[base + FIRST_SECONDS] = firstSeconds;
  tally[base + FIRST_NANOS] = firstNanos;
  tally[base + SECOND] = second;
  tally[base + IN_SECOND] = inSecond;
  tally[base + ACTIVE_SECONDS] = activeSeconds;
  tally[base + PEAK] = Math.max(peak, inSecond);
  tally[base + SPAN_NANOS] = span;
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
    tally[base + SECOND] = Number.NEGATIVE_INFINITY;
  },
  observe(state, batch, packets) {
    if (packets.entries.length > scratch.length) scratch = new Float64Array(packets.entries.length);
    observeSeconds(state.tally, batch, packets.entries, base);
    const { sent, received } = packets;
    observeGaps(state, batch, sent.all, { place: base, direction: 0 });
    observeGaps(state, batch, received.all, { place: base + DIRECTION_PLACES, direction: 1 });
  },
  write({ tally, gaps }, put) {
    for (const counts of gaps) (counts?.quantiles(SHARES) ?? NO_QUANTILES).forEach(put);
    const seconds = tally[base + SPAN_NANOS] / NANOS;
    put(tally[base + PACKETS] / (seconds + 1));
    put(Math.min(1, tally[base + ACTIVE_SECONDS] / (Math.floor(seconds) + 1)));
    put(tally[base + PEAK]);
  },
});
