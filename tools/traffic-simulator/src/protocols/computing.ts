import { answer, ask, type Dialogue, type Message, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';
import { tls } from './tls.ts';
import { overWeb } from './web.ts';

/** A data set or weights in large parts. */
export const datasetPull = (random: Random, year: number): Dialogue =>
  overWeb(
    random,
    year,
    exchanges(random, {
      count: random.integer(1, 6),
      request: 600,
      response: 3e6,
      pauseMillis: 30,
      serverMillis: 30,
      spread: 0.8,
    }),
  );

/** First year of container registries. */
const CONTAINER_YEAR = 2014;

/** Layers of a container image: tokens and manifests, then large blobs (OCI distribution specification). */
export const containerPull = (random: Random, year: number): Dialogue =>
  year < CONTAINER_YEAR
    ? packageInstall(random, year)
    : overTcp(random.pick([443, 443, 5000]), tls(random, layers(random)));

function* layers(random: Random): Generator<Message> {
  yield* exchanges(random, { count: 3, request: 700, response: 1_800, pauseMillis: 20, serverMillis: 30 });
  yield* exchanges(random, {
    count: random.integer(2, 7),
    request: 900,
    response: 900_000,
    pauseMillis: 30,
    spread: 1.3,
  });
}

/** Index and archives of a package registry: many small files, some large. */
export const packageInstall = (random: Random, year: number): Dialogue =>
  overWeb(
    random,
    year,
    exchanges(random, {
      count: random.integer(3, 40),
      request: 260,
      response: 9_000,
      pauseMillis: 8,
      serverMillis: 15,
      spread: 1.4,
    }),
  );

/** Cells of a notebook run on a kernel: messages of a web socket, output in bursts. */
export const notebook = (random: Random): Dialogue =>
  overTcp(random.pick([8888, 8888, 443, 6006, 7860]), cells(random), { end: 'open', keepAliveSeconds: 45 });

function* cells(random: Random): Generator<Message> {
  yield* exchanges(random, {
    count: random.integer(3, 12),
    request: 700,
    response: 9_000,
    pauseMillis: 20,
    spread: 1,
  });
  for (let cell = random.integer(2, 30); cell > 0; cell -= 1) {
    yield ask(random.around(700, 0.7), random.around(12_000, 1));
    yield answer(random.integer(180, 420));
    for (let line = random.integer(1, 20); line > 0; line -= 1)
      yield answer(random.around(450, 1.1), random.around(300, 1));
  }
}

/** Metrics of a run sent every few seconds to a tracking service. */
export const experimentTracking = (random: Random): Dialogue =>
  overTcp(
    443,
    tls(
      random,
      exchanges(random, {
        count: random.integer(5, 60),
        request: 1_600,
        response: 350,
        pauseMillis: 12_000,
        spread: 0.5,
      }),
    ),
    { end: 'open' },
  );

/** Gradients between machines that train together: large messages both ways on high ports. */
export const gradientExchange = (random: Random): Dialogue =>
  overTcp(
    random.integer(20_000, 60_000),
    exchanges(random, {
      count: random.integer(5, 30),
      request: 120_000,
      response: 120_000,
      pauseMillis: 40,
      spread: 0.5,
    }),
    { end: 'open' },
  );

/** A language server, debugger or build server that a developer's tools talk to. */
export const buildService = (random: Random): Dialogue =>
  overTcp(
    random.pick([8080, 8081, 3000, 5000, 443, 9000]),
    exchanges(random, {
      count: random.integer(2, 40),
      request: 700,
      response: 2_800,
      pauseMillis: random.pick([20, 600]),
      serverMillis: 40,
      spread: 1,
    }),
  );
