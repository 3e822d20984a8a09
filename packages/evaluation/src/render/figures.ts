import type { Interval } from '../bootstrap.ts';

/** Three decimals. */
export const decimal = (value: number): string => value.toFixed(3);

/** A difference with its sign, three decimals. */
export const signedDecimal = (value: number): string => `${value < 0 ? '-' : '+'}${decimal(Math.abs(value))}`;

/** A share as a percentage with one decimal. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** An interval as `0.941–0.975`. */
export const range = ({ low, high }: Pick<Interval, 'low' | 'high'>): string =>
  `${decimal(low)}–${decimal(high)}`;
