import { answer, ask, type Dialogue, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

const PORT = 88;

/** First request without proof of the password and the error that asks for it (RFC 4120, section 3.1). */
export const kerberosPreauthentication = (random: Random): Dialogue =>
  (random.chance(0.15) ? overUdp : overTcp)(PORT, [
    ask(random.integer(205, 300)),
    answer(random.integer(165, 260)),
  ]);

/** A ticket-granting ticket (AS exchange). */
export const kerberosLogon = (random: Random): Dialogue =>
  overTcp(PORT, [ask(random.integer(285, 400)), answer(random.integer(1_250, 1_900))]);

/** A ticket for a service (TGS exchange). */
export const kerberosTicket = (random: Random): Dialogue =>
  overTcp(PORT, [ask(random.integer(1_300, 2_100)), answer(random.integer(1_250, 2_300))]);

/** A change of password, RFC 3244. */
export const kerberosPassword = (random: Random): Dialogue =>
  overTcp(464, [ask(random.integer(1_400, 1_900)), answer(random.integer(150, 260), 20)]);
