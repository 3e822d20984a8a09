/** The longest duration a name can state, in seconds: about 31 years, nine digits. */
export const MAX_DURATION_SECONDS = 999_999_999;

const DURATION = /^([0-9]{1,9})([smhd])$/;
const UNIT_SECONDS = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const UNITS = ['d', 'h', 'm', 's'] as const;

/** Reads `15m`, `1h`, `900s` or `2d` as seconds; undefined if it is none of these or above the longest. */
export function readDurationSeconds(text: string): number | undefined {
  const match = DURATION.exec(text);
  const unit = UNITS.find((candidate) => candidate === match?.[2]);
  if (match === null || unit === undefined) return undefined;
  const seconds = Number(match[1]) * UNIT_SECONDS[unit];
  return seconds <= MAX_DURATION_SECONDS ? seconds : undefined;
}

/** Spells whole seconds in the largest unit that divides them: 900 is `15m`, 0 is `0s`. */
export function writeDuration(durationSeconds: number): string {
  const unit = UNITS.find((candidate) => durationSeconds % UNIT_SECONDS[candidate] === 0) ?? 's';
  const spelled = durationSeconds === 0 ? 's' : unit;
  return `${durationSeconds / UNIT_SECONDS[spelled]}${spelled}`;
}
