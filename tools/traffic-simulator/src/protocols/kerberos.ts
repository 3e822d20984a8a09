import { answer, ask, type Dialogue, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

const PORT = 88;

/** Datagrams were usual before 2008; what does not fit into one goes over a connection (RFC 4120, section 7.2). */
const exchange = (random: Random, year: number, [request, response]: readonly [number, number]): Dialogue => {
  const isSmall = Math.max(request, response) < 1_465;
  const isDatagram = isSmall && random.chance(year < 2008 ? 0.85 : 0.12);
  return (isDatagram ? overUdp : overTcp)(PORT, [ask(request), answer(response)], {
    end: random.pick(['client-fin', 'client-fin', 'server-reset', 'client-reset']),
  });
};

/** First request without proof of the password and the error that asks for it (RFC 4120, section 3.1). */
export const kerberosPreauthentication = (random: Random, year: number): Dialogue =>
  exchange(random, year, [random.integer(150, 300), random.integer(80, 260)]);

/** A ticket-granting ticket (AS exchange). */
export const kerberosLogon = (random: Random, year: number): Dialogue =>
  exchange(random, year, [random.integer(230, 400), random.integer(560, 1_900)]);

/** A ticket for a service (TGS exchange). */
export const kerberosTicket = (random: Random, year: number): Dialogue =>
  exchange(random, year, [random.integer(600, 2_100), random.integer(560, 2_300)]);

/** A change of password, RFC 3244. */
export const kerberosPassword = (random: Random): Dialogue =>
  overTcp(464, [ask(random.integer(1_400, 1_900)), answer(random.integer(150, 260), 20)]);
