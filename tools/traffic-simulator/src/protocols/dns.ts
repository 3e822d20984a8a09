import { answer, ask, type Dialogue, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

const PORT = 53;

/** A name and its address (RFC 1035); `serverMillis` is long where the server has to ask others. */
export const dnsQuery =
  (serverMillis = 1) =>
  (random: Random): Dialogue =>
    overUdp(PORT, [
      ask(random.integer(28, 62)),
      answer(random.integer(60, random.chance(0.2) ? 420 : 190), random.around(serverMillis, 0.8)),
    ]);

/** Where is a service of the domain? An SRV question such as for `_ldap._tcp.dc._msdcs` (RFC 2782). */
export const dnsServiceQuery = (random: Random): Dialogue =>
  overUdp(PORT, [ask(random.integer(48, 98)), answer(random.integer(110, 300), 1)]);

/** A reverse question for an address. */
export const dnsReverseQuery = (random: Random): Dialogue =>
  overUdp(PORT, [ask(random.integer(40, 47)), answer(random.integer(60, 160), random.around(2, 0.8))]);

/** A host registers its own address (RFC 2136); the signed form goes over TCP with a key negotiation before. */
export const dnsUpdate = (random: Random): Dialogue =>
  random.chance(0.6)
    ? overUdp(PORT, [ask(random.integer(70, 180)), answer(random.integer(40, 180))])
    : overTcp(PORT, [
        ask(random.integer(1_500, 2_500)),
        answer(random.integer(200, 400)),
        ask(random.integer(200, 420)),
        answer(random.integer(120, 260)),
      ]);

/** A zone transfer between servers (RFC 5936). */
export const dnsZoneTransfer = (random: Random): Dialogue =>
  overTcp(PORT, [ask(random.integer(40, 80)), answer(random.around(4_000, 1))]);
