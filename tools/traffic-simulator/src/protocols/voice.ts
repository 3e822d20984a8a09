import { answer, ask, type Dialogue, type Message, overTcp, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';
import { tls } from './tls.ts';

/** A call or conference: voice packets every 20 ms both ways, with pictures at times (RFC 3550). */
export const mediaStream = (random: Random): Dialogue => {
  const isVideo = random.chance(0.4);
  return overUdp(
    random.pick([3478, 3480, 8801, 19_305, random.integer(16_384, 32_767)]),
    media(random, isVideo),
    { dscp: random.pick([0, 46, 34]) },
  );
};

function* media(random: Random, isVideo: boolean): Generator<Message> {
  const voice = random.pick([172, 120, 92]);
  for (let i = random.integer(300, 4_000); i > 0; i -= 1) {
    yield ask(random.around(voice, 0.08), 9.5);
    if (random.chance(0.95)) yield answer(random.around(voice, 0.08), 9.5);
    if (isVideo && i % 3 === 0) yield answer(random.integer(700, 1_200), 0.3);
  }
}

/** Registration and set-up of calls by SIP (RFC 3261). */
export const callSignalling = (random: Random): Dialogue => {
  const messages = [
    ask(random.integer(500, 900)),
    answer(random.integer(380, 600)),
    ask(random.integer(600, 1_000), 5),
    answer(random.integer(420, 700), 20),
  ];
  return random.chance(0.5)
    ? overUdp(5060, messages, { clientPort: 5060 })
    : overTcp(5061, tls(random, messages), { end: 'open' });
};
