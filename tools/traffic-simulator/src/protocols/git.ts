import { answer, ask, type Dialogue, type Message, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { sshHandshake } from './ssh.ts';
import { exchanges } from './exchange.ts';
import { tls } from './tls.ts';
import { overWeb } from './web.ts';

/** Clone, fetch or push over HTTPS or SSH (git documentation, protocol-v2); the central systems before it had ports of their own. */
export const gitTransfer = (random: Random, year: number): Dialogue => {
  const kind = random.next();
  if (random.chance(year < 2010 ? 0.5 : 0.03))
    return overTcp(random.pick([3690, 3690, 2401]), gitMessages(random));
  if (kind < 0.5) return overTcp(443, tls(random, gitMessages(random)));
  if (kind < 0.9)
    return overTcp(random.pick([22, 22, 22, 7999, 2222]), [...sshHandshake(random), ...gitMessages(random)]);
  return kind < 0.95
    ? overTcp(9418, gitMessages(random))
    : overTcp(random.pick([80, 3000, 8080]), gitMessages(random));
};

function* gitMessages(random: Random): Generator<Message> {
  yield ask(random.integer(120, 460));
  yield answer(random.integer(200, 900), 15);
  yield ask(random.integer(150, 420));
  yield answer(random.around(5_000, 1.1), 15);
  const kind = random.next();
  if (kind < 0.35) return;
  if (kind < 0.75) {
    yield* exchanges(random, {
      count: random.integer(1, 4),
      request: 1_500,
      response: 120,
      pauseMillis: 5,
      spread: 0.6,
    });
    yield ask(random.integer(150, 700));
    yield answer(random.around(kind < 0.5 ? 2_500_000 : 25_000, 1.2), random.around(90, 0.8));
  } else {
    yield ask(random.around(12_000, 1.3));
    yield answer(random.integer(90, 400), random.around(200, 0.6));
  }
}

/** The web pages and the programming interface of a code host, polled by build servers. */
export const codeHostPages = (random: Random, year: number): Dialogue =>
  overWeb(
    random,
    year,
    exchanges(random, {
      count: random.integer(1, 14),
      request: 900,
      response: random.pick([600, 5_000, 20_000]),
      pauseMillis: random.pick([40, 400, 3_000]),
      serverMillis: 70,
      spread: 0.9,
    }),
  );
