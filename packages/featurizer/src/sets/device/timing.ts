import { ACTIVE_SECONDS, PEAK, SPAN_NANOS, TIMED_PACKETS, TIMING, TIMING_PLACES } from './layout.ts';
import { columnsOf, type Part } from './part.ts';

const NANOS_PER_SECOND = 1e9;

/** The quantiles that are told: more of them say more of the network than of the device. */
const SHARES = [0.5, 0.9];

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
export const timing: Part = {
  group: 'timing',
  at: TIMING,
  places: TIMING_PLACES,
  columns: COLUMNS,
  write({ tally, gaps }, put) {
    for (const quantilesAt of gaps) quantilesAt(SHARES).forEach(put);
    const seconds = tally[TIMING + SPAN_NANOS] / NANOS_PER_SECOND;
    put(tally[TIMING + TIMED_PACKETS] / (seconds + 1));
    put(Math.min(1, tally[TIMING + ACTIVE_SECONDS] / (Math.floor(seconds) + 1)));
    put(tally[TIMING + PEAK]);
  },
};
