import { answer, ask, type Dialogue, overTcp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';

/** Asks the endpoint mapper where a service listens (MS-RPCE; C706, appendix O). */
export const endpointMap = (random: Random): Dialogue =>
  overTcp(
    135,
    [
      ask(random.integer(116, 172)),
      answer(random.integer(84, 172)),
      ask(random.integer(132, 222)),
      answer(random.integer(132, 240)),
    ],
    { end: random.pick(['client-fin', 'client-reset', 'server-reset', 'open']) },
  );

/** A port such as services get at start-up: from the first of those for clients on, which were others before 2008. */
export const servicePort = (random: Random, year: number): number => {
  if (random.chance(year < 2008 ? 0.9 : year < 2014 ? 0.3 : 0.03)) return random.integer(1_025, 1_200);
  return random.chance(year < 2016 ? 0.3 : 0.85)
    ? random.integer(49_664, 49_760)
    : random.integer(49_152, 49_180);
};

/** Calls of a service on its dynamic port: logon channel, accounts, directory replication control. */
export const serviceCalls = (random: Random, year: number): Dialogue =>
  overTcp(
    servicePort(random, year),
    [
      ask(random.chance(0.6) ? random.integer(1_400, 2_200) : random.integer(116, 260)),
      answer(random.integer(84, 340)),
      ...exchanges(random, {
        count: random.integer(1, 10),
        request: 260,
        response: 220,
        pauseMillis: 12,
        spread: 0.6,
      }),
    ],
    { end: random.pick(['client-fin', 'client-reset', 'server-reset', 'open']) },
  );

/** Changes of the directory between controllers (MS-DRSR). */
export const directoryReplication = (random: Random, year: number): Dialogue =>
  overTcp(
    servicePort(random, year),
    [
      ask(random.integer(1_500, 2_300)),
      answer(random.integer(200, 340)),
      ...exchanges(random, {
        count: random.integer(1, 6),
        request: 600,
        response: 3_500,
        pauseMillis: 40,
        spread: 1,
      }),
    ],
    { end: random.pick(['client-fin', 'open']), keepAliveSeconds: 300 },
  );

/** Files of the system volume between controllers (MS-FRS2). */
export const volumeReplication = (random: Random, year: number): Dialogue =>
  overTcp(random.pick([5_722, servicePort(random, year)]), [
    ask(random.integer(1_500, 2_200)),
    answer(random.integer(200, 340)),
    ...exchanges(random, {
      count: random.integer(2, 20),
      request: 300,
      response: 900,
      pauseMillis: 60,
      spread: 1,
    }),
  ]);
