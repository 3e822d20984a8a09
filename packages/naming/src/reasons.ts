/** Every reason a name can be refused for, with the sentence that explains it. */
export const NAMING_REASONS = {
  NAME_EMPTY: 'there is no file name',
  NAME_EXTENSION: 'the name ends in no known capture extension',
  NAME_IS_TRACE: 'a name that starts with "trace_" follows the trace convention',
  NAME_IS_NO_TRACE: 'a trace name starts with "trace_"',
  NAME_TOO_FEW_PARTS: 'a capture name has four or five parts joined by "-"; there are fewer',
  NAME_TOO_MANY_PARTS: 'a capture name has four or five parts joined by "-"; there are more',
  NAME_ROLE: 'the role is not letters, digits, "_", "." or "+" led by a letter or digit',
  NAME_DEVICE_ID: 'the device id is not letters, digits, "_", "." or "+" led by a letter or digit',
  NAME_TIME:
    'the time is neither a weekday with hour and minute (Fri0036) nor a date with time (20240301T0036)',
  NAME_DURATION: 'the duration is not a whole number with a unit of s, m, h or d (15m), or is too long',
  NAME_FLAGS: 'the flags are not letters and digits led by a letter (n00)',
  TRACE_KEY: 'the key is not hexadecimal digits in lower case followed by "_"',
  TRACE_DATE: 'the date is not digits, "_" and "-"',
  TRACE_LABELS: 'the date is followed by neither "-client-" nor "-server-" with labels',
} as const;

/** A key of `NAMING_REASONS`. */
export type NamingReason = keyof typeof NAMING_REASONS;

/** A name that does not follow its convention; `text` is a sentence for people that quotes the culprit. */
export interface NamingFailure {
  readonly ok: false;
  readonly reason: NamingReason;
  readonly text: string;
}

/** Thrown by the `format` functions alone, for a field its convention cannot spell. */
export class NamingError extends Error {
  override readonly name = 'NamingError';
  readonly code: NamingReason;

  constructor(failure: NamingFailure) {
    super(`${failure.text} (${failure.reason})`);
    this.code = failure.reason;
  }
}

/** A failure whose text quotes the culprit, cut to a readable length. */
export function failure(reason: NamingReason, culprit: string): NamingFailure {
  const isLong = culprit.length > QUOTED_CHARACTERS;
  const quoted = isLong ? `${culprit.slice(0, QUOTED_CHARACTERS)}...` : culprit;
  return { ok: false, reason, text: `${NAMING_REASONS[reason]}: "${quoted}"` };
}

const QUOTED_CHARACTERS = 60;
