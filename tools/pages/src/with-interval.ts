import type { Interval } from '@networkml/evaluation';

/** Writes a number with so many decimals. */
export const decimals =
  (digits: number): ((value: number) => string) =>
  (value) =>
    value.toFixed(digits);

/** A figure and its interval, such as `0.714 (0.469 to 0.870)`; with three decimals unless told otherwise. */
export const withInterval = (
  { estimate, low, high }: Interval,
  text: (value: number) => string = decimals(3),
): string => `${text(estimate)} (${text(low)} to ${text(high)})`;
