import { answer, ask, type Dialogue, type Message, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

/** Files over NFS version 3 or 4 (RFC 1813, RFC 8881): attributes, reads, writes over a lasting connection. */
export const nfsWork = (random: Random): Dialogue =>
  overTcp(2049, calls(random), { end: random.pick(['open', 'open', 'client-fin']), keepAliveSeconds: 60 });

/** Where are the services of NFS? (RFC 1833) */
export const portmapLookup = (random: Random): Dialogue =>
  overTcp(111, [ask(60), answer(32), ask(random.pick([44, 60])), answer(random.integer(32, 400))]);

/** The same over datagrams, as versions 2 and 3 may be mounted (RFC 1094, RFC 1813); large blocks come in fragments. */
export const nfsDatagrams = (random: Random): Dialogue =>
  overUdp(2049, datagramCalls(random), { clientPort: random.integer(600, 1_023) });

/** Where are the services of NFS, and what may be mounted, over datagrams? (RFC 1833) */
export const portmapDatagrams = (random: Random): Dialogue =>
  overUdp(
    111,
    Array.from({ length: random.integer(1, 4) }, () => [ask(random.pick([40, 56])), answer(28)]).flat(),
  );

/** One large file. */
export const nfsCopy = (random: Random): Dialogue => {
  const block = random.pick([32_768, 131_072, 524_288]);
  const count = Math.ceil(random.around(4e6, 1) / block);
  const isRead = random.chance(0.65);
  const messages = Array.from({ length: count }, () => [
    ask(isRead ? 180 : 200 + block, 0.3),
    answer(isRead ? 130 + block : 160, 0.7),
  ]);
  return overTcp(2049, messages.flat(), { end: 'open' });
};

function* calls(random: Random): Generator<Message> {
  for (let i = random.integer(5, 120); i > 0; i -= 1) {
    const kind = random.next();
    const pause = random.around(30, 1.8);
    const bytes = random.around(14_000, 1.2);
    yield ask(kind < 0.15 ? 220 + bytes : random.integer(120, 240), pause);
    yield answer(kind > 0.7 ? 130 + bytes : random.integer(100, 260), 1);
  }
}

function* datagramCalls(random: Random): Generator<Message> {
  const block = random.pick([512, 1_024, 1_280, 4_096, 8_192, 32_768]);
  for (let i = random.integer(4, 150); i > 0; i -= 1) {
    const isWrite = random.chance(0.15);
    const isRead = !isWrite && random.chance(0.3);
    const bytes = Math.round(block * Math.min(1, 0.2 + random.next()));
    yield ask(isWrite ? 130 + bytes : random.integer(80, 170), random.around(25, 1.8));
    yield answer(isRead ? 100 + bytes : random.integer(28, 240), 1);
  }
}
