import type { Conversation, Path } from '../flow/conversation.ts';
import type { Stream } from '../flow/merge.ts';
import { tcpFlow } from '../flow/tcp-flow.ts';
import { udpFlow } from '../flow/udp-flow.ts';
import { groupOf, type Host } from '../host/host.ts';
import { createRandom, type Random } from '../random.ts';
import type { Packet } from '../wire/packet.ts';
import type { Scene, Script } from './activity.ts';

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
  const { random, site, path } = setting;
  const streams: Stream[] = [];
  const chosen = new Map<string, number>();
  const begin = (startMicros: number, packets: () => Iterator<Packet>): void => {
    streams.push({ startMicros, packets });
  };
  const converse = (atSeconds: number, [client, server]: readonly [Host, Host], script: Script): void => {
    const startMicros = atSeconds * 1e6;
    const seed = Math.floor(random.next() * 2 ** 32);
    const bothHaveIpv6 = client.ipv6 !== undefined && server.ipv6 !== undefined;
    const version = bothHaveIpv6 && random.chance(site.ipv6Share) ? 6 : 4;
    const isFar = client.delayMicros + server.delayMicros > 2_000;
    const bitsPerMicro = isFar
      ? Math.min(path.bitsPerMicro, setting.internetBitsPerMicro)
      : path.bitsPerMicro;
    begin(startMicros, () => {
      const own = createRandom(seed);
      const dialogue = script(own);
      const conversation: Conversation = {
        path: { ...path, bitsPerMicro },
        random: own,
        client,
        server,
        version,
        startMicros,
        dialogue,
      };
      return dialogue.transport === 'tcp' ? tcpFlow(conversation) : udpFlow(conversation);
    });
  };
  const scene: Scene = {
    ...setting,
    fixed: (name, items) => {
      const index = chosen.get(name) ?? random.integer(0, items.length - 1);
      chosen.set(name, index);
      return items[index];
    },
    ask: (at, server, script) => converse(at, [setting.device, server], script),
    serve: (at, client, script) => converse(at, [client, setting.device], script),
    shout: (at, from, { group, script }) => {
      const seed = Math.floor(random.next() * 2 ** 32);
      const version = group.ip.length === 4 ? 4 : 6;
      if (version === 6 && from.ipv6 === undefined) return;
      const server = groupOf(from, group);
      begin(at * 1e6, () => {
        const own = createRandom(seed);
        const dialogue = script(own);
        return udpFlow({
          path,
          random: own,
          client: onLink(from),
          server,
          version,
          startMicros: at * 1e6,
          dialogue,
        });
      });
    },
    frames: (at, packets) => begin(at * 1e6, packets),
  };
  return { scene, streams };
};

/** Speaking to a group one uses its link-local address. */
const onLink = (host: Host): Host =>
  host.ipv6 === undefined
    ? host
    : { ...host, ipv6: Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, ...host.ipv6.subarray(8)) };
