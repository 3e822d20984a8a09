import { answer, ask, type Dialogue, type Message, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { tls } from './tls.ts';

const PORT = 3389;

/** A remote desktop: negotiation, TLS, logon, then input one way and pictures the other (MS-RDPBCGR). */
export const remoteDesktop = (random: Random): Dialogue =>
  overTcp(PORT, session(random), { end: random.pick(['client-fin', 'client-reset', 'open']) });

/** The pictures over UDP beside it (MS-RDPEUDP). */
export const remoteDesktopUdp = (random: Random): Dialogue =>
  overUdp(PORT, pictures(random, random.integer(20, 400)));

/** A logon that fails, as a guesser makes them. */
export const remoteDesktopGuess = (random: Random): Dialogue =>
  overTcp(
    PORT,
    tls(random, [
      ask(random.integer(40, 90)),
      answer(random.integer(180, 320)),
      ask(random.integer(450, 640)),
      answer(random.integer(20, 90)),
    ]),
    { end: random.pick(['client-reset', 'server-reset', 'client-fin']) },
  );

/** A screen by the remote framebuffer protocol (RFC 6143): the server speaks first, then pointer and keys one way, pixels the other. */
export const framebuffer = (random: Random): Dialogue =>
  overTcp(5_900 + random.pick([0, 0, 0, 1]), screen(random), {
    end: random.pick(['client-fin', 'client-reset', 'open']),
  });

function* screen(random: Random): Generator<Message> {
  yield answer(12);
  yield ask(12);
  yield answer(random.integer(2, 4));
  yield ask(1);
  yield answer(16);
  yield ask(16);
  yield answer(4);
  yield ask(1);
  yield answer(random.integer(30, 60));
  yield ask(random.integer(40, 80));
  for (let i = random.integer(40, 700); i > 0; i -= 1) {
    yield ask(random.pick([6, 8, 10, 16]), random.around(80, 1.2));
    if (random.chance(0.8)) yield answer(random.around(2_500, 1.4), random.around(20, 0.6));
  }
}

function* session(random: Random): Generator<Message> {
  yield ask(random.integer(19, 47));
  yield answer(19);
  yield* tls(random, logon(random));
  yield* pictures(random, random.integer(40, 900));
}

function* logon(random: Random): Generator<Message> {
  yield ask(random.integer(60, 120));
  yield answer(random.integer(200, 340));
  yield ask(random.integer(500, 700));
  yield answer(random.integer(60, 160), 20);
  yield ask(random.integer(420, 520), 30);
  yield answer(random.integer(110, 200));
  for (let channel = random.integer(4, 9); channel > 0; channel -= 1) {
    yield ask(random.integer(34, 60));
    yield answer(random.integer(34, 60));
  }
  yield ask(random.integer(370, 520), 100);
  yield answer(random.integer(400, 600));
}

function* pictures(random: Random, count: number): Generator<Message> {
  for (let i = 0; i < count; i += 1) {
    yield ask(random.integer(30, 120), random.around(90, 1.2));
    if (random.chance(0.85)) yield answer(Math.min(1_150, random.around(420, 1.1)), random.around(25, 0.6));
    if (random.chance(0.2)) yield answer(Math.min(1_150, random.around(900, 0.6)), random.around(16, 0.4));
  }
}
