import { dnsQuery } from '../protocols/dns.ts';
import type { Group } from '../protocols/discovery.ts';
import type { Dialogue } from '../flow/dialogue.ts';
import type { Host } from '../host/host.ts';
import type { SystemShares } from '../host/operating-system.ts';
import type { Random } from '../random.ts';
import type { Site } from '../site/site.ts';
import type { Packet, Vantage } from '../wire/packet.ts';

/** Makes a dialogue with values of its own, as it went in that year. */
export type Script = (random: Random, year: number) => Dialogue;

/** A device while it is captured: who is around, and what is begun. */
export interface Scene {
  readonly random: Random;
  readonly site: Site;
  readonly vantage: Vantage;
  readonly device: Host;
  readonly gateway: Host;
  readonly durationSeconds: number;
  /** Who else is there; no list is empty. */
  readonly peers: Readonly<Record<PeerKind, readonly Host[]>>;
  /** One of the items, the same one whenever this device is asked for it under this name. */
  readonly fixed: <T>(name: string, items: readonly T[]) => T;
  /** The device opens a dialogue. */
  readonly ask: (atSeconds: number, server: Host, script: Script) => void;
  /** A client opens a dialogue with the device. */
  readonly serve: (atSeconds: number, client: Host, script: Script) => void;
  /** A host, the device or another one, speaks to a group. */
  readonly shout: (
    atSeconds: number,
    from: Host,
    to: { readonly group: Group; readonly script: Script },
  ) => void;
  /** Frames that no dialogue describes. */
  readonly frames: (atSeconds: number, packets: () => Iterator<Packet>) => void;
}

/** Sorts of peers. */
export type PeerKind = 'controllers' | 'clients' | 'servers' | 'printers' | 'administrators' | 'internet';

/** Something a device does again and again, by itself or when others ask it to. */
export interface Activity {
  readonly name: string;
  /** Mean time between two of them on a device of ordinary business. */
  readonly everySeconds: number;
  /** Share of devices of the role that do it at all; 1 where absent. */
  readonly chance?: number;
  /** One of these is what makes the role: short captures show little else. */
  readonly isTelltale?: boolean;
  readonly run: (scene: Scene, atSeconds: number) => void;
}

/** A role: which systems fill it and what they do. */
export interface RoleScript {
  readonly role: string;
  readonly place: 'client' | 'server' | 'appliance';
  readonly systems: SystemShares;
  readonly activities: readonly Activity[];
  /** Kinds of telltale activities without which a short capture says nothing of the role; 1 where absent. */
  readonly fewestTelltales?: number;
}

/** The host asks its name server: a controller of the domain, the gateway or one in the Internet. */
export const lookUp = (scene: Scene, atSeconds: number): void => {
  const servers = scene.site.controllers > 0 ? scene.peers.controllers : [scene.gateway];
  const server = scene.fixed('resolver', [...servers, ...servers, scene.gateway, scene.peers.internet[0]]);
  scene.ask(atSeconds, server, dnsQuery(scene.random.pick([1, 1, 20])));
};

/** The device asks one of its peers; the name of one in the Internet it mostly has to look up first. */
export const asks = (
  [name, everySeconds, chance = 1]: readonly [name: string, everySeconds: number, chance?: number],
  kind: PeerKind,
  script: Script,
): Activity => ({
  name,
  everySeconds,
  chance,
  run: (scene, at) => {
    if (kind === 'internet' && scene.random.chance(0.4)) lookUp(scene, at - 0.04);
    scene.ask(at, scene.random.pick(scene.peers[kind]), script);
  },
});

/** One of its peers asks the device. */
export const serves = (
  [name, everySeconds, chance = 1]: readonly [name: string, everySeconds: number, chance?: number],
  kind: PeerKind,
  script: Script,
): Activity => ({
  name,
  everySeconds,
  chance,
  run: (scene, at) => scene.serve(at, scene.random.pick(scene.peers[kind]), script),
});

/** Marks what makes the role. */
export const telltale = (activity: Activity): Activity => ({ ...activity, isTelltale: true });
