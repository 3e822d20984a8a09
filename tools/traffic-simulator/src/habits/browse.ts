import { type Activity, lookUp, type Scene } from '../capture/activity.ts';
import { ocspRequest } from '../protocols/pki.ts';
import { httpsVisit, httpVisit, quicVisit } from '../protocols/web.ts';

/** A page: names are asked for, then several connections open at once to its server and to those it takes parts from. */
const openPage = (scene: Scene, atSeconds: number): void => {
  const { random, peers } = scene;
  const main = random.pick(peers.internet);
  const isPlain = random.chance(scene.fixed('plain-share', [0, 0.02, 0.2]));
  const quicShare = scene.fixed('quic-share', [0, 0, 0.3, 0.7]);
  lookUp(scene, atSeconds - 0.05);
  let at = atSeconds;
  for (let connection = random.integer(1, 9); connection > 0; connection -= 1) {
    const server = random.chance(0.55) ? main : random.pick(peers.internet);
    if (server !== main && random.chance(0.7)) lookUp(scene, at - 0.03);
    scene.ask(at, server, isPlain ? httpVisit : random.chance(quicShare) ? quicVisit : httpsVisit);
    at += random.around(0.06, 1.2);
  }
  if (random.chance(0.12)) scene.ask(at, random.pick(peers.internet), ocspRequest);
};

/** Somebody reads pages in the Internet. */
export const browsing = (everySeconds: number, chance: number): Activity => ({
  name: 'browsing',
  everySeconds,
  chance,
  run: openPage,
});
