import { answer, ask, type Dialogue, type Message, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';
import { tls } from './tls.ts';

/** A query for the nearest controller: connectionless LDAP (MS-ADTS, section 6.3.3). */
export const cldapPing = (random: Random): Dialogue =>
  overUdp(389, [ask(random.integer(160, 240)), answer(random.integer(150, 220), 1)]);

/** A search session: root entry, bind, searches, unbind (RFC 4511); the port says whether it is the global catalogue. */
export const ldapSession = (random: Random): Dialogue => {
  const isGlobalCatalogue = random.chance(0.12);
  const isSecure = random.chance(0.15);
  const port = isGlobalCatalogue ? (isSecure ? 3269 : 3268) : isSecure ? 636 : 389;
  const messages = session(random);
  return overTcp(port, isSecure ? tls(random, messages) : messages);
};

function* session(random: Random): Generator<Message> {
  if (random.chance(0.7)) {
    yield ask(random.integer(250, 390));
    yield answer(random.integer(1_800, 2_900));
  }
  yield ask(random.chance(0.7) ? random.integer(1_500, 2_400) : random.integer(60, 180));
  yield answer(random.integer(22, 230));
  yield* exchanges(random, {
    count: random.integer(1, 12),
    request: 260,
    response: 420,
    pauseMillis: 15,
    spread: 0.8,
  });
  if (random.chance(0.8)) yield ask(random.integer(7, 60));
}
