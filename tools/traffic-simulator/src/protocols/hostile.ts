import { answer, ask, type Dialogue, type Message, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { exchanges } from './exchange.ts';

const SCANNED_PORTS = [
  21, 22, 23, 25, 80, 110, 111, 135, 139, 143, 389, 443, 445, 993, 1433, 3306, 3389, 5432, 5900, 8080, 8443,
] as const;

/** One knock of a port scan: mostly refused or not answered. */
export const portKnock = (random: Random): Dialogue => {
  const port = random.chance(0.6) ? random.pick(SCANNED_PORTS) : random.integer(1, 10_000);
  return overTcp(port, [], { opening: random.chance(0.8) ? 'refused' : 'accepted', end: 'client-reset' });
};

/** A program reports to whoever controls it, at even intervals. */
export const beacon = (random: Random): Dialogue =>
  overTcp(random.pick([80, 443, 8080, 4444, 447, 449]), beats(random), {
    end: random.pick(['client-fin', 'open']),
  });

function* beats(random: Random): Generator<Message> {
  const pause = random.around(15_000, 0.8);
  for (let i = random.integer(1, 20); i > 0; i -= 1) {
    yield ask(random.around(280, 0.4), random.around(pause, 0.1));
    yield answer(random.around(200, 0.8), 60);
  }
}

/** A program brought in over plain HTTP. */
export const payloadDownload = (random: Random): Dialogue =>
  overTcp(
    80,
    exchanges(random, {
      count: random.integer(1, 3),
      request: 250,
      response: 300_000,
      pauseMillis: 200,
      spread: 0.8,
    }),
  );

/** A connection to a server that is not there. */
export const deadServer = (random: Random): Dialogue =>
  overTcp(random.pick([443, 445, 80, 9100, 8530]), [], {
    opening: random.chance(0.7) ? 'ignored' : 'refused',
  });

/** A datagram to a port where nobody answers. */
export const strayDatagram = (random: Random): Dialogue =>
  overUdp(random.integer(1_024, 60_000), [ask(random.integer(8, 200))]);
