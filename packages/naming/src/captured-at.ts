/** The weekdays as names spell them, Monday first (ISO 8601). */
export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** One of `WEEKDAYS`. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A weekday with its local time of day, as in `Fri0036`; the week is not known. */
export interface WeeklyTime {
  readonly kind: 'weekly';
  readonly weekday: Weekday;
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
}

/** A calendar date with its time of day, as in `20240301T003615Z` (ISO 8601, basic format). */
export interface DatedTime {
  readonly kind: 'dated';
  /** 0 to 9999. */
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to the last day of the month, leap years included (Gregorian). */
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
  /** 0 to 59; absent if the name stops at the minute. */
  readonly second?: number;
  /** True for UTC (a trailing `Z`), false for the local time of whoever captured. */
  readonly utc: boolean;
}

/** When a capture began, as precisely as its name says. */
export type CapturedAt = WeeklyTime | DatedTime;

const WEEKLY = /^([a-z]{3})([0-9]{2})([0-9]{2})$/i;
const DATED = /^([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})?(Z)?$/;

/** Reads the time part of a name; undefined if it is no possible time. */
export function readCapturedAt(text: string): CapturedAt | undefined {
  return readWeekly(text) ?? readDated(text);
}

/** Spells a time; the text of an impossible time is one `readCapturedAt` refuses. */
export function writeCapturedAt(time: CapturedAt): string {
  const clock = digits(time.hour, 2) + digits(time.minute, 2);
  if (time.kind === 'weekly') return time.weekday + clock;
  const date = digits(time.year, 4) + digits(time.month, 2) + digits(time.day, 2);
  const second = time.second === undefined ? '' : digits(time.second, 2);
  return `${date}T${clock}${second}${time.utc ? 'Z' : ''}`;
}

function readWeekly(text: string): WeeklyTime | undefined {
  const match = WEEKLY.exec(text);
  if (match === null) return undefined;
  const day = match[1].toLowerCase();
  const weekday = WEEKDAYS.find((candidate) => candidate.toLowerCase() === day);
  const [hour, minute] = [Number(match[2]), Number(match[3])];
  if (weekday === undefined || !isClock(hour, minute)) return undefined;
  return { kind: 'weekly', weekday, hour, minute };
}

function readDated(text: string): DatedTime | undefined {
  const match = DATED.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  if (!isDate(year, month, day) || !isClock(hour, minute)) return undefined;
  const time = { kind: 'dated', year, month, day, hour, minute, utc: text.endsWith('Z') } as const;
  if (Number.isNaN(second)) return time; // the optional group took part in no match
  return second < 60 ? { ...time, second } : undefined;
}

function isClock(hour: number, minute: number): boolean {
  return hour < 24 && minute < 60;
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
