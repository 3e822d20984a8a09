import fc from 'fast-check';
import { type CapturedAt, WEEKDAYS } from '../captured-at.ts';
import { MAX_DURATION_SECONDS } from '../duration.ts';
import { CAPTURE_EXTENSIONS } from '../file-name.ts';
import type { CaptureName } from '../grammar.ts';
import type { TraceName } from '../trace-name.ts';

const clock = { hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) };

const weeklyTimes = fc.record(
  { kind: fc.constant('weekly' as const), weekday: fc.constantFrom(...WEEKDAYS), ...clock },
  { noNullPrototype: true },
);

const datedTimes = fc.record(
  {
    kind: fc.constant('dated' as const),
    year: fc.integer({ min: 0, max: 9999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    ...clock,
    second: fc.integer({ min: 0, max: 59 }),
    utc: fc.boolean(),
  },
  { requiredKeys: ['kind', 'year', 'month', 'day', 'hour', 'minute', 'utc'], noNullPrototype: true },
);

const capturedAts: fc.Arbitrary<CapturedAt> = fc.oneof(weeklyTimes, datedTimes);
const words = fc.stringMatching(/^[A-Za-z0-9é表][A-Za-z0-9_.+é表]{0,12}$/);

/** Every name the convention can spell. */
export const captureNames: fc.Arbitrary<CaptureName> = fc.record(
  {
    role: words.filter((role) => !role.startsWith('trace_')),
    deviceId: words,
    capturedAt: capturedAts,
    durationSeconds: fc.oneof(
      fc.integer({ min: 0, max: 400 }).map((quarters) => quarters * 900),
      fc.integer({ min: 0, max: MAX_DURATION_SECONDS }),
    ),
    flags: fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,6}$/),
    extension: fc.constantFrom(...CAPTURE_EXTENSIONS),
  },
  { requiredKeys: ['role', 'deviceId', 'capturedAt', 'flags', 'extension'], noNullPrototype: true },
);

/** Every trace name the convention can spell. */
export const traceNames: fc.Arbitrary<TraceName> = fc.record(
  {
    key: fc.stringMatching(/^[0-9a-f]{1,40}$/),
    date: fc.stringMatching(/^[0-9_-]{1,20}$/),
    described: fc.record(
      {
        endpoint: fc.constantFrom('client' as const, 'server' as const),
        labels: fc
          .string({ minLength: 1, unit: 'grapheme' })
          .filter((labels) => !/[/\\\p{Cc}]/u.test(labels)),
      },
      { noNullPrototype: true },
    ),
    extension: fc.constantFrom(...CAPTURE_EXTENSIONS),
  },
  { requiredKeys: ['key', 'date', 'extension'], noNullPrototype: true },
);
