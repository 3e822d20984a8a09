import { answer, ask, type Dialogue, type Message, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

const PORT = 22;
/** Code points that implementations ask for while somebody types: none, low delay, AF21. */
const INTERACTIVE = [0, 4, 4, 18] as const;
/** The same for bulk data: none, high throughput. */
const BULK = [0, 2] as const;

/** Versions, key exchange, logon (RFC 4253, RFC 4252). */
export function* sshHandshake(random: Random): Generator<Message> {
  yield ask(random.integer(21, 43));
  yield answer(random.integer(21, 43), 12);
  yield ask(random.integer(1_200, 1_540));
  yield answer(random.integer(980, 1_120));
  yield ask(random.integer(48, 1_230));
  yield answer(random.integer(450, 1_600), 5);
  yield ask(16);
  yield ask(random.pick([44, 52]));
  yield answer(random.pick([44, 52]));
  yield ask(random.integer(60, 84));
  yield answer(random.integer(44, 84), 5);
  yield ask(random.integer(140, 660));
  yield answer(random.integer(28, 60), 20);
  yield ask(random.integer(100, 460));
  yield answer(random.integer(450, 660));
}

/** Somebody types: a key, its echo, now and then a screen of output. */
export const sshShell = (random: Random): Dialogue =>
  overTcp(PORT, shell(random), {
    end: random.pick(['client-fin', 'client-fin', 'open']),
    keepAliveSeconds: 60,
    dscp: random.pick(INTERACTIVE),
  });

function* shell(random: Random): Generator<Message> {
  yield* sshHandshake(random);
  for (let command = random.integer(1, 25); command > 0; command -= 1) {
    for (let key = random.integer(2, 18); key > 0; key -= 1) {
      yield ask(36, random.around(140, 0.6));
      yield answer(36, 1);
    }
    yield ask(36, 100);
    yield answer(random.around(300, 1.2), random.around(30, 1));
    yield answer(random.integer(52, 140), 5);
    if (random.chance(0.5)) yield ask(36, random.around(6_000, 1));
  }
}

/** One command or a configuration run: logon, a few exchanges, end. */
export const sshCommand = (random: Random): Dialogue =>
  overTcp(PORT, [
    ...sshHandshake(random),
    ask(random.integer(80, 300)),
    answer(random.around(800, 1.4), random.around(120, 1)),
  ]);

/** Files copied by scp, sftp or rsync, mostly to the client. */
export const sshCopy =
  (medianBytes: number, toServer = false) =>
  (random: Random): Dialogue => {
    const bytes = random.around(medianBytes, 1);
    return overTcp(PORT, [...sshHandshake(random), ...copied(bytes, toServer)], { dscp: random.pick(BULK) });
  };

function* copied(bytes: number, toServer: boolean): Generator<Message> {
  yield ask(76);
  yield answer(92);
  for (let left = bytes; left > 0; left -= 262_144) {
    const part = Math.min(left, 262_144);
    yield toServer ? ask(part, 0.2) : ask(84, 0.2);
    yield toServer ? answer(84, 0.3) : answer(part, 0.3);
  }
}

/** Attempts of a password guesser: many short connections end after the logon fails. */
export const sshGuess = (random: Random): Dialogue =>
  overTcp(PORT, [...sshHandshake(random)].slice(0, random.integer(6, 13)), {
    end: random.pick(['client-fin', 'server-fin', 'client-reset']),
  });
