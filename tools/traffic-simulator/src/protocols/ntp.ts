import { answer, ask, type Dialogue, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

/** A question for the time (RFC 5905); Windows signs it, which makes it longer (MS-SNTP). */
export const ntpQuery =
  (isSigned: boolean) =>
  (random: Random): Dialogue => {
    const bytes = isSigned ? random.pick([68, 68, 68, 120]) : 48;
    return overUdp(
      123,
      [ask(bytes), answer(bytes, random.around(0.3, 0.5))],
      isSigned || random.chance(0.6) ? { clientPort: 123 } : {},
    );
  };
