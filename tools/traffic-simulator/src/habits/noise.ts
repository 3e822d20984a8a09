import type { Activity } from '../capture/activity.ts';
import { beacon, deadServer, payloadDownload, portKnock, strayDatagram } from '../protocols/hostile.ts';
import { remoteDesktopGuess } from '../protocols/remote-desktop.ts';
import { sshGuess } from '../protocols/ssh.ts';
import { ping } from './presence.ts';

/** What has nothing to do with any role: scans, guessed passwords, malware, servers that are gone. */
export const NOISE: readonly Activity[] = [
  {
    name: 'scanned',
    everySeconds: 900,
    chance: 0.25,
    run: (scene, at) => {
      const attacker = scene.random.pick([...scene.peers.internet, ...scene.peers.clients]);
      for (let i = 0; i < scene.random.integer(5, 120); i += 1)
        scene.serve(at + i * 0.03, attacker, portKnock);
    },
  },
  {
    name: 'guessed',
    everySeconds: 700,
    chance: 0.15,
    run: (scene, at) => {
      const attacker = scene.random.pick(scene.peers.internet);
      const script = scene.device.system.family === 'windows' ? remoteDesktopGuess : sshGuess;
      for (let i = 0; i < scene.random.integer(3, 30); i += 1) scene.serve(at + i * 2, attacker, script);
    },
  },
  {
    name: 'beacon',
    everySeconds: 500,
    chance: 0.15,
    run: (scene, at) => scene.ask(at, scene.fixed('controller-of-malware', scene.peers.internet), beacon),
  },
  {
    name: 'payload',
    everySeconds: 900,
    chance: 0.1,
    run: (scene, at) => scene.ask(at, scene.random.pick(scene.peers.internet), payloadDownload),
  },
  {
    name: 'dead-server',
    everySeconds: 200,
    chance: 0.25,
    run: (scene, at) => scene.ask(at, scene.fixed('gone', scene.peers.servers), deadServer),
  },
  {
    name: 'stray',
    everySeconds: 400,
    chance: 0.15,
    run: (scene, at) => scene.ask(at, scene.random.pick(scene.peers.clients), strayDatagram),
  },
  {
    name: 'pinged-by-client',
    everySeconds: 500,
    chance: 0.2,
    run: (scene, at) => ping(scene, [scene.random.pick(scene.peers.clients), scene.device], at),
  },
];
