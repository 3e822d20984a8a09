import { addToSample, columnsOf, type NamedColumn, type Part, quantilesOf, ratio, Sample } from './part.ts';
import { addToSpread, deviation, prepareSpread, rangeColumns, SPREAD_PLACES, writeRange } from './spread.ts';

/** Width of a bin, in bytes, as a power of two. */
const BIN_SHIFT = 5;
const LAST_BIN = 48;
const BINS = LAST_BIN + 1;
const DIRECTION_PLACES = BINS + SPREAD_PLACES;

const DIRECTIONS = [
  ['out', 'packets sent'],
  ['in', 'packets received'],
] as const;

/** The quantiles that are told, and what they are called. */
const QUANTILES = [
  [0.1, 'p10', 'Lowest tenth'],
  [0.25, 'p25', 'Lower quartile'],
  [0.5, 'p50', 'Median'],
  [0.75, 'p75', 'Upper quartile'],
  [0.9, 'p90', 'Highest tenth'],
] as const;
const SHARES = QUANTILES.map(([share]) => share);

const binColumns = (name: string, packets: string): NamedColumn[] =>
  Array.from({ length: BINS }, (_, bin) => {
    const from = bin << BIN_SHIFT;
    const range =
      bin === LAST_BIN ? `${from} bytes and more` : `${from} to ${from + (1 << BIN_SHIFT) - 1} bytes`;
    return [
      `length_${name}_from_${from}`,
      { unit: 'ratio', doc: `Share of ${packets} that are ${range} long on the wire.` },
    ];
  });

/** How long packets are on the wire: a histogram each way, and its bounds, mean and deviation. */
export const lengths = (base: number): Part => ({
  group: 'lengths',
  places: 2 * DIRECTION_PLACES,
  columns: columnsOf(
    DIRECTIONS.flatMap(([name, packets]) => [
      ...binColumns(name, packets),
      ...rangeColumns(`length_${name}`, 'bytes', `wire length of ${packets}`),
      [
        `length_${name}_deviation`,
        { unit: 'bytes', doc: `Standard deviation of the wire length of ${packets}.` },
      ] as const,
      ...QUANTILES.map(
        ([, quantile, words]) =>
          [
            `length_${name}_${quantile}`,
            { unit: 'bytes', doc: `${words} of the wire length of ${packets}; 0 without any.` },
          ] as const,
      ),
    ]),
  ),
  prepare(tally) {
    prepareSpread(tally, base + BINS);
    prepareSpread(tally, base + DIRECTION_PLACES + BINS);
  },
  observe(state, { isSent, lengthBytes }) {
    const { tally } = state;
    const start = isSent ? base : base + DIRECTION_PLACES;
    const bin = lengthBytes >>> BIN_SHIFT;
    tally[start + (bin > LAST_BIN ? LAST_BIN : bin)] += 1;
    addToSpread(tally, start + BINS, lengthBytes);
    addToSample(state, isSent ? Sample.LengthOut : Sample.LengthIn, lengthBytes);
  },
  write(state, put) {
    const { tally } = state;
    for (const [start, sample] of [
      [base, Sample.LengthOut],
      [base + DIRECTION_PLACES, Sample.LengthIn],
    ] as const) {
      const spread = start + BINS;
      for (let bin = 0; bin < BINS; bin += 1) put(ratio(tally[start + bin], tally[spread]));
      writeRange(tally, spread, put);
      put(deviation(tally, spread));
      quantilesOf(state, sample, SHARES).forEach(put);
    }
  },
});
