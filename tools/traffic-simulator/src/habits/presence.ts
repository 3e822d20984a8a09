import type { Activity, Scene } from '../capture/activity.ts';
import type { Host } from '../host/host.ts';
import {
  dhcpAnswer,
  dhcpRequest,
  dhcpv6Request,
  GROUP,
  llmnr,
  mdns,
  netbiosAnnouncement,
  netbiosName,
  ssdpNotify,
  ssdpSearch,
  wsDiscovery,
} from '../protocols/discovery.ts';
import { arpReply, arpRequest } from '../wire/arp.ts';
import { echoPacket, igmpReport, NEIGHBOUR, neighbourPacket } from '../wire/icmp.ts';
import { groupOf } from '../host/host.ts';
import type { Packet } from '../wire/packet.ts';

/** A peer on the same segment, or else the gateway. */
const neighbour = (scene: Scene): Host => {
  const near = Object.values(scene.peers)
    .flat()
    .filter(({ hops }) => hops === 0);
  return near.length === 0 || scene.random.chance(0.4) ? scene.gateway : scene.random.pick(near);
};

/** One of two asks for the address of the other and gets it. */
const resolveAddress = (scene: Scene, atSeconds: number): void => {
  const other = neighbour(scene);
  const isAsking = scene.random.chance(0.5);
  const [asking, asked] = isAsking ? [scene.device, other] : [other, scene.device];
  const version6 =
    scene.site.ipv6Share > 0.05 &&
    asking.ipv6 !== undefined &&
    asked.ipv6 !== undefined &&
    scene.random.chance(0.4);
  const replyAt = atSeconds * 1e6 + scene.random.around(300, 0.5);
  scene.frames(atSeconds, function* (): Generator<Packet> {
    if (version6) {
      yield neighbourPacket(scene.vantage, [asking, asked], {
        atMicros: atSeconds * 1e6,
        type: NEIGHBOUR.Solicitation,
        target: asked,
      });
      yield neighbourPacket(scene.vantage, [asked, asking], {
        atMicros: replyAt,
        type: NEIGHBOUR.Advertisement,
        target: asked,
      });
      return;
    }
    yield arpRequest(scene.vantage, [asking, asked], atSeconds * 1e6);
    yield arpReply(scene.vantage, [asked, asking], replyAt);
  });
};

/** Another host asks all for an address; the device hears it. */
const overheardQuestion = (scene: Scene, atSeconds: number): void => {
  const clients = scene.peers.clients.filter(({ hops }) => hops === 0);
  if (clients.length === 0) return;
  const [asking, asked] = [scene.random.pick(clients), scene.gateway];
  scene.frames(atSeconds, function* (): Generator<Packet> {
    yield arpRequest(scene.vantage, [asking, asked], atSeconds * 1e6);
  });
};

/** Echo requests between two hosts, each answered. */
export const ping = (scene: Scene, ends: readonly [Host, Host], atSeconds: number): void => {
  const [count, identifier] = [scene.random.integer(1, 5), scene.random.integer(1, 0xffff)];
  const payloadBytes = ends[0].system.family === 'windows' ? 32 : 56;
  const roundTrip = ends[0].delayMicros + ends[1].delayMicros;
  scene.frames(atSeconds, function* (): Generator<Packet> {
    for (let sequence = 1; sequence <= count; sequence += 1) {
      const sent = (atSeconds + sequence - 1) * 1e6;
      const echo = { version: 4, identifier, sequence, payloadBytes } as const;
      yield echoPacket(scene.vantage, ends, {
        ...echo,
        isReply: false,
        atMicros: sent + ends[0].delayMicros,
      });
      yield echoPacket(scene.vantage, [ends[1], ends[0]], {
        ...echo,
        isReply: true,
        atMicros: sent + roundTrip + ends[1].delayMicros,
      });
    }
  });
};

const joinGroup = (scene: Scene, atSeconds: number): void => {
  const group = groupOf(scene.device, scene.random.pick([GROUP.mdns, GROUP.llmnr, GROUP.ssdp]));
  scene.frames(atSeconds, function* (): Generator<Packet> {
    yield igmpReport(scene.vantage, [scene.device, group], atSeconds * 1e6);
  });
};

type Shout = (scene: Scene, atSeconds: number, from: Host) => void;
const SHOUT: Readonly<
  Record<'mdns' | 'llmnr' | 'netbios' | 'announce' | 'ssdp' | 'notify' | 'wsd' | 'dhcp' | 'dhcp6', Shout>
> = {
  mdns: (scene, at, from) =>
    scene.shout(at, from, { group: scene.random.chance(0.6) ? GROUP.mdns : GROUP.mdns6, script: mdns }),
  llmnr: (scene, at, from) => {
    scene.shout(at, from, { group: GROUP.llmnr, script: llmnr });
    scene.shout(at, from, { group: GROUP.llmnr6, script: llmnr });
  },
  netbios: (scene, at, from) => scene.shout(at, from, { group: subnetBroadcast(from), script: netbiosName }),
  announce: (scene, at, from) =>
    scene.shout(at, from, { group: subnetBroadcast(from), script: netbiosAnnouncement }),
  ssdp: (scene, at, from) => scene.shout(at, from, { group: GROUP.ssdp, script: ssdpSearch }),
  notify: (scene, at, from) => scene.shout(at, from, { group: GROUP.ssdp, script: ssdpNotify }),
  wsd: (scene, at, from) =>
    scene.shout(at, from, { group: scene.random.chance(0.6) ? GROUP.ssdp : GROUP.wsd6, script: wsDiscovery }),
  dhcp: (scene, at, from) => {
    for (let pair = scene.random.pick([1, 1, 2]), sent = at; pair > 0; pair -= 1, sent += 0.01) {
      scene.shout(sent, from, { group: GROUP.broadcast, script: dhcpRequest });
      scene.shout(sent + 0.004, scene.gateway, { group: GROUP.broadcast, script: dhcpAnswer });
    }
  },
  dhcp6: (scene, at, from) => scene.shout(at, from, { group: GROUP.dhcp6, script: dhcpv6Request }),
};

const subnetBroadcast = ({ ipv4 }: Host): { readonly ip: Uint8Array; readonly mac: Uint8Array } => ({
  ip: Uint8Array.of(ipv4[0], ipv4[1], ipv4[2], 255),
  mac: GROUP.broadcast.mac,
});

const own = (name: keyof typeof SHOUT, everySeconds: number, chance: number): Activity => ({
  name,
  everySeconds,
  chance,
  run: (scene, at) => SHOUT[name](scene, at, scene.device),
});

/** What a host of any kind does on its segment. */
const ADDRESSES: readonly Activity[] = [
  { name: 'arp', everySeconds: 40, chance: 0.9, run: resolveAddress },
  { name: 'overheard-arp', everySeconds: 20, chance: 0.4, run: overheardQuestion },
  { name: 'igmp', everySeconds: 130, chance: 0.35, run: joinGroup },
  {
    name: 'overheard-names',
    everySeconds: 45,
    chance: 0.35,
    run: (scene, at) => {
      const near = scene.peers.clients.filter(({ hops }) => hops === 0);
      if (near.length > 0)
        SHOUT[scene.random.pick(['mdns', 'llmnr', 'netbios', 'ssdp', 'dhcp'] as const)](
          scene,
          at,
          scene.random.pick(near),
        );
    },
  },
  own('dhcp', 700, 0.3),
];

/** How hosts of a family make themselves known. */
export const PRESENCE: Readonly<Record<Host['system']['family'], readonly Activity[]>> = {
  windows: [
    ...ADDRESSES,
    own('llmnr', 120, 0.5),
    own('netbios', 150, 0.5),
    own('announce', 400, 0.4),
    own('ssdp', 180, 0.35),
    own('wsd', 500, 0.2),
    own('mdns', 250, 0.3),
    own('dhcp6', 300, 0.2),
  ],
  linux: [...ADDRESSES, own('mdns', 300, 0.25)],
  mac: [...ADDRESSES, own('mdns', 70, 0.85), own('ssdp', 400, 0.15)],
  embedded: [
    ...ADDRESSES,
    own('mdns', 100, 0.6),
    own('notify', 250, 0.35),
    own('wsd', 300, 0.35),
    own('netbios', 200, 0.35),
    own('announce', 600, 0.25),
    own('llmnr', 400, 0.15),
  ],
};
