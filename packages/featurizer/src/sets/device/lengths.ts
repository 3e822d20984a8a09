import { PAYLOADS } from './layout.ts';
import { lengthQuantiles, type LengthPairs } from './length-counts.ts';
import { columnsOf, type NamedColumn, type Part, type Put, ratio } from './part.ts';
import { rangeColumns } from './range.ts';

/** Width of a bin, in bytes, as a power of two. */
const BIN_SHIFT = 5;
const LAST_BIN = 48;
const BINS = LAST_BIN + 1;

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

/** How long packets are on the wire: a histogram each way, its bounds, mean, deviation and quantiles. */
export const lengths: Part = {
  group: 'lengths',
  at: PAYLOADS,
  places: 0,
  columns: columnsOf(
    DIRECTIONS.flatMap(([name, packets]) => [
      ...binColumns(name, packets),
      ...rangeColumns(`length_${name}`, 'bytes', `wire length of ${packets}`),
      [
        `length_${name}_deviation`,
        { unit: 'bytes', doc: `Standard deviation of the wire length of ${packets}; 0 without any.` },
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
  write(numbers, put) {
    for (const pairs of numbers.lengths) writeLengths(pairs, put);
  },
};

const writeLengths = (pairs: LengthPairs, put: Put): void => {
  const bins = new Float64Array(BINS);
  let packets = 0;
  let bytes = 0;
  for (const [length, times] of pairs) {
    bins[Math.min(length >>> BIN_SHIFT, LAST_BIN)] += times;
    packets += times;
    bytes += times * length;
  }
  const mean = ratio(bytes, packets);
  const squares = pairs.reduce((sum, [length, times]) => sum + times * (length - mean) ** 2, 0);
  for (const times of bins) put(ratio(times, packets));
  put(pairs.at(0)?.[0] ?? 0);
  put(mean);
  put(pairs.at(-1)?.[0] ?? 0);
  put(Math.sqrt(ratio(squares, packets)));
  lengthQuantiles(pairs, SHARES).forEach(put);
};
