import { answer, ask, type Dialogue, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';
import { servicePort } from './msrpc.ts';
import { tls } from './tls.ts';

/** Is a certificate still good? A request and a signed response (RFC 6960). */
export const ocspRequest = (random: Random): Dialogue =>
  overTcp(
    80,
    exchanges(random, {
      count: random.pick([1, 1, 1, 2, 3]),
      request: 280,
      response: 1_950,
      pauseMillis: 400,
      serverMillis: 3,
      spread: 0.2,
    }),
  );

/** A list of revoked certificates or a certificate of the authority (RFC 5280). */
export const revocationList = (random: Random): Dialogue =>
  overTcp(
    80,
    exchanges(random, {
      count: random.integer(1, 3),
      request: 210,
      response: random.pick([900, 1_600, 28_000]),
      pauseMillis: 60,
      serverMillis: 3,
      spread: 0.4,
    }),
  );

/** Enrolment by remote procedure calls on a dynamic port (MS-WCCE). */
export const certificateCalls = (random: Random, year: number): Dialogue =>
  overTcp(servicePort(random, year), [
    ask(random.integer(1_500, 2_300)),
    answer(random.integer(220, 360)),
    ...exchanges(random, {
      count: random.integer(1, 4),
      request: 2_600,
      response: 3_400,
      pauseMillis: 20,
      serverMillis: 60,
      spread: 0.5,
    }),
  ]);

/** Enrolment over the web: pages in a browser, NDES (RFC 8894), EST (RFC 7030), ACME (RFC 8555). */
export const certificateWeb = (random: Random): Dialogue => {
  const messages = exchanges(random, {
    count: random.integer(2, 9),
    request: 1_300,
    response: 2_300,
    pauseMillis: 300,
    serverMillis: 40,
    spread: 0.6,
  });
  return random.chance(0.25)
    ? overTcp(80, messages)
    : overTcp(random.pick([443, 443, 443, 8443]), tls(random, messages));
};
