const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?$/;

const SECONDS = [86_400, 3600, 60, 1];

/**
 * The seconds of a length of time as people write it: `90s`, `15m`, `1h`, `1h30m`, `2d`, or plain seconds such as `0.5`;
 * `undefined` where it is none, or no time at all.
 */
export const parseDuration = (text: string): number | undefined => {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : sumOf(DURATION.exec(text));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
};

const sumOf = (parts: RegExpExecArray | null): number =>
  parts === null
    ? Number.NaN
    : SECONDS.reduce((sum, seconds, at) => sum + seconds * Number(parts.at(at + 1) ?? 0), 0);
