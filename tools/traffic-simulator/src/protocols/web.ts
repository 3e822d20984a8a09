import { answer, ask, type Dialogue, type Message, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';
import { tls } from './tls.ts';

/** Share of ordinary pages that came without encryption. */
const plainShare = (year: number): number => (year < 2012 ? 0.85 : year < 2017 ? 0.4 : 0.02);

/** Messages over HTTPS, or in plain text as often as that was usual. */
export const overWeb = (random: Random, year: number, messages: Iterable<Message>): Dialogue =>
  random.chance(plainShare(year))
    ? overTcp(80, messages, { keepAliveSeconds: 60 })
    : overTcp(443, tls(random, messages), { keepAliveSeconds: 60 });

/** First year browsers spoke QUIC to anybody but its makers. */
const QUIC_YEAR = 2016;

/** A page or a call over HTTPS, with a pause before the connection goes (RFC 9110, RFC 9113). */
export const httpsVisit = (random: Random, year: number): Dialogue => {
  if (random.chance(plainShare(year))) return httpVisit(random);
  const messages = tls(random, visit(random));
  return overTcp(443, messages, {
    end: random.pick(['client-fin', 'client-fin', 'server-fin', 'client-reset', 'open']),
    keepAliveSeconds: 45,
  });
};

/** The same in plain text. */
export const httpVisit = (random: Random): Dialogue =>
  overTcp(80, visit(random), { end: random.pick(['client-fin', 'server-fin', 'client-reset']) });

function* visit(random: Random): Generator<Message> {
  const response = random.pick([400, 2_500, 18_000]);
  yield* exchanges(random, {
    count: random.integer(1, 9),
    request: 650,
    response,
    pauseMillis: 60,
    serverMillis: 25,
    spread: 1,
  });
  if (random.chance(0.4))
    yield* exchanges(random, { count: 1, request: 400, response: 600, pauseMillis: 9_000 });
}

/** A page over QUIC: datagrams of 1,200 bytes and more both ways (RFC 9000). */
export const quicVisit = (random: Random, year: number): Dialogue =>
  year < QUIC_YEAR ? httpsVisit(random, year) : overUdp(443, quic(random));

function* quic(random: Random): Generator<Message> {
  const full = random.pick([1_200, 1_250, 1_350, 1_357]);
  yield ask(full);
  for (let i = random.integer(2, 4); i > 0; i -= 1) yield answer(full, 0.2);
  yield ask(random.integer(80, 300));
  for (let turn = random.integer(1, 6); turn > 0; turn -= 1) {
    yield ask(random.around(350, 0.7), random.around(60, 1));
    const count = Math.ceil(random.around(6, 1.1));
    for (let i = 0; i < count; i += 1) {
      yield answer(i === count - 1 ? random.integer(60, full) : full, i === 0 ? 20 : 0.15);
      if (i % 4 === 3) yield ask(random.integer(31, 45), 0.1);
    }
  }
}

/** An open channel of a web application: small messages now and then for as long as it lasts. */
export const applicationChannel = (random: Random): Dialogue =>
  overTcp(443, tls(random, pushes(random)), { end: 'open', keepAliveSeconds: random.pick([45, 60, 240]) });

function* pushes(random: Random): Generator<Message> {
  const pause = random.around(20_000, 0.7);
  for (let i = random.integer(3, 120); i > 0; i -= 1) {
    yield ask(random.around(120, 0.9), random.around(pause, 0.7));
    if (random.chance(0.8)) yield answer(random.around(180, 0.9), 20);
  }
}

/** A file from a server of updates or downloads, in ranges. */
export const download =
  (medianBytes: number) =>
  (random: Random): Dialogue => {
    const messages = exchanges(random, {
      count: random.integer(1, 8),
      request: 380,
      response: medianBytes,
      pauseMillis: 50,
      spread: 0.9,
    });
    return random.chance(0.35) ? overTcp(80, messages) : overTcp(443, tls(random, messages));
  };

/** A file sent to a server: photographs, documents, a backup in the cloud. */
export const upload = (random: Random): Dialogue =>
  overTcp(
    443,
    tls(
      random,
      exchanges(random, {
        count: random.integer(1, 5),
        request: 120_000,
        response: 350,
        pauseMillis: 80,
        spread: 1.2,
      }),
    ),
  );

/** Search of an update service and its catalogue (MS-WUSP); inside a company on ports 8530 and 8531. */
export const updateSearch =
  (port: number) =>
  (random: Random): Dialogue => {
    const messages = exchanges(random, {
      count: random.integer(2, 14),
      request: 1_800,
      response: 6_000,
      pauseMillis: 200,
      serverMillis: 60,
      spread: 0.9,
    });
    return overTcp(port, port === 443 || port === 8531 ? tls(random, messages) : messages);
  };

/** Is there a way to the Internet? A fixed small page. */
export const connectivityCheck = (random: Random): Dialogue =>
  overTcp(80, [ask(random.integer(97, 165)), answer(random.integer(180, 560), 20)]);
