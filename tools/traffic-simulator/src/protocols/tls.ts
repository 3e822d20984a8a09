import { answer, ask, type Message } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

/** Header, nonce and tag of a record (RFC 8446, section 5.2). */
const RECORD_BYTES = 22;

/** A TLS handshake, new or resumed, of version 1.2 or 1.3, and then `messages` in records (RFC 5246, RFC 8446). */
export function* tls(random: Random, messages: Iterable<Message>): Generator<Message> {
  const isResumed = random.chance(0.3);
  const isNew = random.chance(0.6);
  yield ask(isNew ? random.pick([517, 517, random.integer(580, 1_800)]) : random.integer(160, 320));
  yield answer(isResumed ? random.integer(130, 260) : random.around(3_600, 0.35), random.around(3, 0.6));
  yield ask(isNew ? random.integer(64, 130) : random.integer(93, 350), random.around(1.5, 0.6));
  if (!isNew) yield answer(random.integer(51, 260));
  else if (random.chance(0.5)) yield answer(random.integer(200, 560));
  for (const message of messages) yield { ...message, bytes: message.bytes + RECORD_BYTES };
  if (random.chance(0.6)) yield ask(random.integer(24, 31));
}
