import type { Interval } from '@networkml/evaluation';

/** A share and its interval, such as `0.71 (0.47 to 0.87)`. */
export const withInterval = ({ estimate, low, high }: Interval, digits = 2): string =>
  `${estimate.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
