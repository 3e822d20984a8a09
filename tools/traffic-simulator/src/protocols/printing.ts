import { answer, ask, type Dialogue, type Message, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';
import { tls } from './tls.ts';

/** Raw bytes of a job to port 9100, with a status now and then in return. */
export const rawPrint = (random: Random): Dialogue =>
  overTcp(9100, rawJob(random), { end: random.pick(['client-fin', 'client-fin', 'server-fin']) });

function* rawJob(random: Random): Generator<Message> {
  if (random.chance(0.3)) {
    yield ask(random.integer(30, 120));
    yield answer(random.integer(30, 400), 30);
  }
  for (let left = random.around(180_000, 1.4); left > 0; left -= 16_384)
    yield ask(Math.min(left, 16_384), random.around(8, 1));
  if (random.chance(0.4)) yield answer(random.integer(20, 200), 400);
}

/** A job or the state of the printer by IPP (RFC 8011), port 631, or the web port. */
export const ippSession = (random: Random): Dialogue => {
  const isSecure = random.chance(0.35);
  const messages = ippMessages(random);
  return overTcp(isSecure ? random.pick([631, 443]) : 631, isSecure ? tls(random, messages) : messages, {
    end: random.pick(['client-fin', 'server-fin']),
  });
};

function* ippMessages(random: Random): Generator<Message> {
  yield* exchanges(random, {
    count: random.integer(1, 5),
    request: 480,
    response: random.pick([900, 4_500]),
    pauseMillis: 40,
    serverMillis: 30,
    spread: 0.4,
  });
  if (random.chance(0.5)) {
    yield ask(random.integer(350, 600));
    for (let left = random.around(150_000, 1.2); left > 0; left -= 16_384)
      yield ask(Math.min(left, 16_384), 2);
    yield answer(random.integer(250, 450), 200);
    yield* exchanges(random, {
      count: random.integer(1, 10),
      request: 380,
      response: 420,
      pauseMillis: 1_500,
      spread: 0.2,
    });
  }
}

/** A job to a queue (RFC 1179). */
export const lpdPrint = (random: Random): Dialogue => overTcp(515, lpdJob(random));

function* lpdJob(random: Random): Generator<Message> {
  yield ask(random.integer(4, 16));
  yield answer(1, 8);
  yield ask(random.integer(14, 34));
  yield answer(1, 4);
  yield ask(random.integer(80, 260));
  yield answer(1, 4);
  yield ask(random.integer(14, 34));
  yield answer(1, 4);
  for (let left = random.around(120_000, 1.3); left > 0; left -= 8_192) yield ask(Math.min(left, 8_192), 3);
  yield answer(1, 60);
}

/** The pages of the printer itself. */
export const printerPages = (random: Random): Dialogue => {
  const messages = exchanges(random, {
    count: random.integer(1, 10),
    request: 450,
    response: 3_200,
    pauseMillis: 80,
    serverMillis: 40,
    spread: 0.9,
  });
  return random.chance(0.55)
    ? overTcp(80, messages, { end: 'server-fin' })
    : overTcp(443, tls(random, messages));
};

/** Description and events of a printer by web services (WSD, WS-Eventing). */
export const printerWebServices = (random: Random): Dialogue =>
  overTcp(
    random.pick([5357, 3911, 5358, 8018]),
    exchanges(random, {
      count: random.integer(1, 6),
      request: 1_300,
      response: 2_200,
      pauseMillis: 60,
      serverMillis: 40,
      spread: 0.4,
    }),
  );

/** A scanned page sent to a client that asks for it, by eSCL or a maker's port. */
export const scanPages = (random: Random): Dialogue =>
  overTcp(
    random.pick([80, 443, 8080, 9400, 54_921]),
    exchanges(random, {
      count: random.integer(2, 6),
      request: 320,
      response: 90_000,
      pauseMillis: 500,
      serverMillis: 300,
      spread: 1,
    }),
  );
