import { merged } from '../flow/merge.ts';
import type { Host } from '../host/host.ts';
import { pickSystem, SYSTEM_NAMES, type SystemName } from '../host/operating-system.ts';
import { createRandom, type Random, seedOf } from '../random.ts';
import type { Site } from '../site/site.ts';
import type { Packet, Vantage } from '../wire/packet.ts';
import type { RoleScript } from './activity.ts';
import { createPeers, hostAt, USUAL_SYSTEMS } from './peers.ts';
import { enact, type Mode, type View } from './plan.ts';
import { createScene } from './scene.ts';
import type { Still } from './variety.ts';

/** Which device is captured, and how long. */
export interface DeviceRequest {
  readonly site: Site;
  readonly script: RoleScript;
  /** Counts the devices of a role on the site from 0. */
  readonly index: number;
  readonly seed: number;
  /** Median length of captures at work, in minutes. */
  readonly minutes: number;
  /** The capture stops after so many packets. */
  readonly mostPackets: number;
  /** What does not vary; nothing unless given. */
  readonly still?: Still;
}

/** A capture of one device: what is known of it, and its packets in order of time. */
export interface DeviceCapture {
  readonly mac: Uint8Array;
  readonly system: SystemName;
  readonly mode: Mode;
  readonly vantage: 'host' | 'mirror' | 'tagged-mirror' | 'behind-gateway';
  readonly seed: number;
  readonly durationSeconds: number;
  readonly packets: Iterable<Packet>;
}

/** Draws everything that varies from the seed, then plays the role. */
export const simulateDevice = (request: DeviceRequest): DeviceCapture => {
  const { site, script, mostPackets, still = EVERYTHING_VARIES } = request;
  const seed = seedOf(request.seed, site.name, script.role, request.index);
  const random = createRandom(seed);
  const { mode, isFiltered, isBehindGateway, durationSeconds } = drawView(random, request, still);
  const isGlimpse = mode === 'glimpse';
  const system = still.has('systems') ? usualSystem(script) : systemOf(random, script, site.year);
  const isOnHost =
    !isBehindGateway && !still.has('vantages') && (site.kind === 'cloud' || random.chance(0.5));
  const gateway = {
    ...hostAt(random, site, { system: 'networkGear', where: 'segment', hasIpv6: true, number: 1 }),
    hops: 0,
  };
  const device = {
    ...placed(random, { site, system, gateway: isBehindGateway ? gateway : undefined }),
    ...(isBehindGateway ? {} : { delayMicros: isOnHost ? 8 : random.around(70, 0.5) }),
  };
  const vantage: Vantage = {
    isVirtual: site.kind === 'cloud' || random.chance(site.year < 2008 ? 0.1 : 0.4),
    onHost: isOnHost,
    vlan: isOnHost ? undefined : site.vlan,
    gatewayMac: gateway.mac,
    deviceMac: device.mac,
  };
  const offloadSegments = isOnHost && random.chance(0.35) ? random.integer(2, 42) : 1;
  const path = { vantage, lossRate: site.lossRate, bitsPerMicro: site.linkMegabits, offloadSegments };
  const internetBitsPerMicro = still.has('links') ? 100 : random.pick([10, 50, 100, 500]);
  const peers = createPeers(random, site, {
    isAlone: isGlimpse && random.chance(0.7),
    isNear: isBehindGateway,
  });
  const setting = {
    site,
    vantage,
    device,
    gateway,
    durationSeconds,
    peers,
    random,
    path,
    internetBitsPerMicro,
  };
  const { scene, streams } = createScene(setting);
  enact(scene, script, { mode, isFiltered, still });
  const most = isGlimpse && random.chance(0.4) ? random.around(120, 1.2) : mostPackets;
  const seen = still.has('views') ? streams.filter(({ startMicros }) => startMicros >= 0) : streams;
  const packets = within(merged(seen), durationSeconds * 1e6, Math.min(most, mostPackets));
  const vantageName = isBehindGateway ? 'behind-gateway' : nameOf(vantage);
  return { mac: device.mac, system, mode, vantage: vantageName, seed, durationSeconds, packets };
};

const nameOf = ({ onHost, vlan }: Vantage): DeviceCapture['vantage'] =>
  onHost ? 'host' : vlan === undefined ? 'mirror' : 'tagged-mirror';

interface DrawnView extends Pick<View, 'mode' | 'isFiltered'> {
  readonly isBehindGateway: boolean;
  readonly durationSeconds: number;
}

const drawView = (random: Random, { script, minutes }: DeviceRequest, still: Still): DrawnView => {
  const isFixed = still.has('views');
  const mode = isFixed ? 'working' : random.pick(MODE_SHARES);
  const isGlimpse = mode === 'glimpse';
  const mayBeFar = isGlimpse && script.place === 'server' && !still.has('vantages');
  const isBehindGateway = mayBeFar && random.chance(0.2);
  const isFiltered = isBehindGateway || (isGlimpse && random.chance(0.55));
  const durationSeconds = Math.round((isFixed ? minutes : durationMinutes(random, minutes, mode)) * 60);
  return { mode, isFiltered, isBehindGateway, durationSeconds };
};

const EVERYTHING_VARIES: Still = new Set();

/** Each as often as it stands here. */
const MODE_SHARES: readonly Mode[] = [
  ...Array.from({ length: 4 }, () => 'working' as const),
  ...Array.from({ length: 5 }, () => 'glimpse' as const),
  'quiet',
];

/** The one that most devices of the role run. */
const usualSystem = ({ systems }: RoleScript): SystemName =>
  SYSTEM_NAMES.reduce((best, name) => ((systems[name] ?? 0) > (systems[best] ?? 0) ? name : best));

/** Of the role's systems mostly; one machine in five runs what happened to be there. */
const systemOf = (random: Random, script: RoleScript, year: number): SystemName =>
  pickSystem(random, random.chance(0.8) ? script.systems : USUAL_SYSTEMS[script.place], year);

interface Spot {
  readonly site: Site;
  readonly system: SystemName;
  /** Where the device stands behind it, and its frames carry the address of its card. */
  readonly gateway: Host | undefined;
}

const placed = (random: Random, { site, system, gateway }: Spot): Host => {
  const identity = { system, hasIpv6: random.chance(0.85), number: random.integer(2, 9) };
  if (gateway === undefined) return { ...hostAt(random, site, { ...identity, where: 'segment' }), hops: 0 };
  const where = random.pick(['site', 'internet'] as const);
  return { ...hostAt(random, site, { ...identity, where }), mac: gateway.mac };
};

const durationMinutes = (random: Random, minutes: number, mode: Mode): number =>
  mode === 'glimpse'
    ? Math.min(30, Math.max(0.05, random.around(0.8, 1.3)))
    : Math.min(60, Math.max(1, random.around(minutes, 0.6)));

/** Packets from the start of the capture to its end; what happened before is lost. */
function* within(packets: Iterable<Packet>, endMicros: number, mostPackets: number): Generator<Packet> {
  let count = 0;
  for (const packet of packets) {
    if (packet.atMicros < 0) continue;
    if (packet.atMicros >= endMicros || count >= mostPackets) return;
    count += 1;
    yield packet;
  }
}
