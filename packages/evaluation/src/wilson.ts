import { type Interval } from './bootstrap.ts';

/** Two-sided quantile of the normal distribution for 95%. */
const Z = 1.959963984540054;

/**
 * A share of few cases and its 95% interval, which holds where all or none are hits (E. B. Wilson 1927, JASA 22); NaN
 * and 0 to 1 without cases. @param hits of `count`.
 */
export function wilsonInterval(hits: number, count: number): Interval {
  if (count === 0) return { estimate: Number.NaN, low: 0, high: 1 };
  const share = hits / count;
  const scale = 1 + Z ** 2 / count;
  const middle = (share + Z ** 2 / (2 * count)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  return { estimate: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
