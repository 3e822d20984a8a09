import type { Path } from '../flow/conversation.ts';
import type { Stream } from '../flow/merge.ts';
import { tcpFlow } from '../flow/tcp-flow.ts';
import { udpFlow } from '../flow/udp-flow.ts';
import { groupOf, type Host } from '../host/host.ts';
import type { Group } from '../protocols/discovery.ts';
import { createRandom, type Random } from '../random.ts';
import type { Packet } from '../wire/packet.ts';
import type { Scene, Script } from './activity.ts';

/** From here on a peer counts as beyond the line to the Internet. */
const FAR_MICROS = 2_000;

/** What a scene is set up from. */
export type Setting = Pick<Scene, 'site' | 'vantage' | 'device' | 'gateway' | 'durationSeconds' | 'peers'> & {
  readonly random: Random;
  readonly path: Path;
  /** Rate of the way to the Internet, in bits a microsecond. */
  readonly internetBitsPerMicro: number;
};

/** A scene, and the streams that are begun in it. */
export const createScene = (
  setting: Setting,
): { readonly scene: Scene; readonly streams: readonly Stream[] } => {
  const streams: Stream[] = [];
  const chosen = new Map<string, number>();
  const { random, device } = setting;
  const scene: Scene = {
    ...setting,
    fixed: (name, items) => {
      const index = chosen.get(name) ?? random.integer(0, items.length - 1);
      chosen.set(name, index);
      return items[index];
    },
    ask: (at, server, script) => {
      if (isInSight(setting, server))
        streams.push(conversation(setting, at, { client: device, server, script }));
    },
    serve: (at, client, script) => {
      if (isInSight(setting, client))
        streams.push(conversation(setting, at, { client, server: device, script }));
    },
    shout: (at, from, { group, script }) => {
      const isPossible = group.ip.length === 4 || from.ipv6 !== undefined;
      if (isPossible) streams.push(announcement(setting, at, { from, group, script }));
    },
    frames: (at, packets) => streams.push({ startMicros: at * 1e6, packets }),
  };
  return { scene, streams };
};

/** A device behind the gateway is seen only where it speaks to the segment that is captured. */
const isInSight = ({ device, gateway }: Setting, peer: Host): boolean =>
  device.hops === 0 || (peer.hops === 0 && peer !== gateway);

interface Parties {
  readonly client: Host;
  readonly server: Host;
  readonly script: Script;
}

/** A dialogue that is written only once its time has come. */
const conversation = (setting: Setting, atSeconds: number, { client, server, script }: Parties): Stream => {
  const { random, site, path } = setting;
  const startMicros = atSeconds * 1e6;
  const seed = Math.floor(random.next() * 2 ** 32);
  const bothHaveIpv6 = client.ipv6 !== undefined && server.ipv6 !== undefined;
  const version = bothHaveIpv6 && random.chance(site.ipv6Share) ? 6 : 4;
  const isFar = client.delayMicros + server.delayMicros > FAR_MICROS;
  const internetRate = Math.min(path.bitsPerMicro, setting.internetBitsPerMicro);
  const way = isFar ? { ...path, bitsPerMicro: internetRate } : path;
  const packets = (): Iterator<Packet> => {
    const own = createRandom(seed);
    const dialogue = script(own, site.year);
    const ends = { client, server, version, startMicros } as const;
    const flow = dialogue.transport === 'tcp' ? tcpFlow : udpFlow;
    return flow({ path: way, random: own, dialogue, ...ends });
  };
  return { startMicros, packets };
};

interface Announcement {
  readonly from: Host;
  readonly group: Group;
  readonly script: Script;
}

/** Datagrams to a group. */
const announcement = (setting: Setting, atSeconds: number, { from, group, script }: Announcement): Stream => {
  const { year } = setting.site;
  const startMicros = atSeconds * 1e6;
  const seed = Math.floor(setting.random.next() * 2 ** 32);
  const version = group.ip.length === 4 ? 4 : 6;
  const ends = { client: onLink(from), server: groupOf(from, group), version, startMicros } as const;
  const packets = (): Iterator<Packet> => {
    const own = createRandom(seed);
    return udpFlow({ path: setting.path, random: own, dialogue: script(own, year), ...ends });
  };
  return { startMicros, packets };
};

/** Speaking to a group one uses its link-local address. */
const onLink = (host: Host): Host =>
  host.ipv6 === undefined
    ? host
    : { ...host, ipv6: Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, ...host.ipv6.subarray(8)) };
