/** What `Date` can hold, in seconds. */
const MAX_SECONDS = 8.64e12;

/** A point in time as `2024-03-01 12:00:00.123456` (UTC) with so many decimals; empty without one. */
export const utcText = (seconds: number, nanos: number, decimals: number): string => {
  if (Number.isNaN(seconds)) return '';
  if (Math.abs(seconds) > MAX_SECONDS) return `${seconds} s`;
  const iso = new Date(seconds * 1000).toISOString();
  const fraction = String(nanos).padStart(9, '0').slice(0, decimals);
  return `${iso.slice(0, iso.indexOf('.')).replace('T', ' ')}.${fraction}`;
};
