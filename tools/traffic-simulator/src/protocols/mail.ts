import { answer, ask, type Dialogue, type Message, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';
import { servicePort } from './msrpc.ts';
import { tls } from './tls.ts';

/** A message handed from server to server or from a client (RFC 5321); mostly encrypted after STARTTLS (RFC 3207). */
export const smtpDelivery = (random: Random, year: number): Dialogue => {
  const port = random.pick([25, 25, 25, 587]);
  return overTcp(port, smtp(random, year), { end: random.pick(['client-fin', 'server-fin']) });
};

function* smtp(random: Random, year: number): Generator<Message> {
  yield answer(random.integer(60, 130), 5);
  yield ask(random.integer(18, 42));
  yield answer(random.integer(120, 280));
  if (random.chance(year < 2012 ? 0.15 : 0.6)) {
    yield ask(10);
    yield answer(random.integer(24, 36));
    yield* tls(random, letter(random));
  } else yield* letter(random);
}

function* letter(random: Random): Generator<Message> {
  yield* exchanges(random, {
    count: random.integer(2, 4),
    request: 45,
    response: 40,
    pauseMillis: 2,
    spread: 0.2,
  });
  yield ask(6);
  yield answer(random.integer(30, 60));
  yield ask(random.around(14_000, 1.5));
  yield answer(random.integer(60, 140), 60);
  yield ask(6);
  yield answer(random.integer(30, 60));
}

/** A client looks through its mailbox (RFC 9051, RFC 1939), in plain text or encrypted. */
export const mailboxSession = (random: Random, year: number): Dialogue => {
  const port = random.pick(year < 2012 ? [143, 143, 110, 110, 993] : [993, 993, 143, 110, 995]);
  const messages = [
    answer(random.integer(40, 120)),
    ...exchanges(random, {
      count: random.integer(4, 16),
      request: 40,
      response: 300,
      pauseMillis: 30,
      spread: 1,
    }),
  ];
  return overTcp(port, port > 900 ? tls(random, messages) : messages, { keepAliveSeconds: 120 });
};

/** Mail and calendar: by remote procedure calls (MS-OXCRPC) before 2014 mostly, then over HTTPS: MAPI (MS-OXCMAPIHTTP), Exchange Web Services, ActiveSync, the web front end. */
export const exchangeClient = (random: Random, year: number): Dialogue => {
  const isCalls = random.chance(year < 2014 ? 0.6 : 0.04);
  const messages = mailCalls(random);
  return overTcp(isCalls ? servicePort(random, year) : 443, isCalls ? messages : tls(random, messages), {
    end: random.pick(['client-fin', 'client-reset', 'open']),
    keepAliveSeconds: random.pick([30, 45, 120]),
  });
};

function* mailCalls(random: Random): Generator<Message> {
  if (random.chance(0.6)) {
    yield ask(random.integer(500, 900));
    yield answer(random.integer(400, 800));
    yield ask(random.integer(1_900, 3_200));
    yield answer(random.integer(500, 1_400), 20);
  }
  const response = random.pick([900, 2_500, 9_000]);
  yield* exchanges(random, {
    count: random.integer(2, 25),
    request: 1_300,
    response,
    pauseMillis: random.pick([50, 400, 6_000]),
    serverMillis: 18,
    spread: 0.9,
  });
  if (random.chance(0.3)) {
    yield ask(random.integer(900, 1_500), 100);
    yield answer(random.integer(150, 500), random.around(40_000, 0.5));
  }
}

/** Mail between servers of one organisation, and health checks on the back-end ports. */
export const exchangeBackEnd = (random: Random): Dialogue =>
  overTcp(
    random.pick([444, 2_525, 475, 64_327, 808]),
    tls(
      random,
      exchanges(random, {
        count: random.integer(2, 20),
        request: 700,
        response: 900,
        pauseMillis: 200,
        spread: 0.9,
      }),
    ),
  );
