import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareCorpora } from './conformance.ts';
import { measure } from './measure.ts';
import { renderReport } from './report.ts';
import { CAPTURES, HAS_CAPTURES, PAGE } from './shared.ts';

const TWO_MINUTES = 120_000;
/** The least share of cells that are to be equal. */
const EQUAL = 0.999;

describe.skipIf(!HAS_CAPTURES)(`the captures in ${CAPTURES} (skipped where they are not at hand)`, () => {
  it(
    'agree with tshark but for what a class explains, as docs/conformance.md has it; npm run conformance renews it',
    async () => {
      const measured = await measure(compareCorpora(CAPTURES));
      const { equal, compared } = measured.total.tally;
      expect(measured.unexplained).toStrictEqual([]);
      expect(equal / compared).toBeGreaterThan(EQUAL);
      expect(renderReport(measured)).toBe(readFileSync(PAGE, 'utf8'));
    },
    TWO_MINUTES,
  );
});
