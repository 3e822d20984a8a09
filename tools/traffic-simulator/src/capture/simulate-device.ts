import { merged } from '../flow/merge.ts';
import { SYSTEM_NAMES, type SystemName } from '../host/operating-system.ts';
import { createRandom, type Random, seedOf } from '../random.ts';
import type { Site } from '../site/site.ts';
import type { Packet, Vantage } from '../wire/packet.ts';
import type { RoleScript } from './activity.ts';
import { createPeers, hostAt } from './peers.ts';
import { enact, type Mode } from './plan.ts';
import { createScene } from './scene.ts';

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
}

/** A capture of one device: what is known of it, and its packets in order of time. */
export interface DeviceCapture {
  readonly mac: Uint8Array;
  readonly system: SystemName;
  readonly mode: Mode;
  readonly vantage: 'host' | 'mirror' | 'tagged-mirror';
  readonly seed: number;
  readonly durationSeconds: number;
  readonly packets: Iterable<Packet>;
}

/** Draws everything that varies from the seed, then plays the role. */
export const simulateDevice = (request: DeviceRequest): DeviceCapture => {
  const { site, script, mostPackets } = request;
  const seed = seedOf(request.seed, site.name, script.role, request.index);
  const random = createRandom(seed);
  const mode = random.pick(['working', 'working', 'working', 'glimpse', 'glimpse', 'quiet'] as const);
  const durationSeconds = Math.round(durationMinutes(random, request.minutes, mode) * 60);
  const system = weighted(random, script.systems);
  const isOnHost = site.kind === 'cloud' || random.chance(0.5);
  const vantageName = isOnHost ? 'host' : site.vlan === undefined ? 'mirror' : 'tagged-mirror';
  const placed = hostAt(random, site, {
    system,
    where: 'segment',
    hasIpv6: random.chance(0.85),
    number: random.integer(2, 9),
  });
  const device = { ...placed, hops: 0, delayMicros: isOnHost ? 8 : random.around(70, 0.5) };
  const gateway = {
    ...hostAt(random, site, { system: 'networkGear', where: 'segment', hasIpv6: true, number: 1 }),
    hops: 0,
  };
  const vantage: Vantage = {
    onHost: isOnHost,
    vlan: isOnHost ? undefined : site.vlan,
    gatewayMac: gateway.mac,
    deviceMac: device.mac,
  };
  const offloadSegments = isOnHost && random.chance(0.35) ? random.integer(2, 20) : 1;
  const path = { vantage, lossRate: site.lossRate, bitsPerMicro: site.linkMegabits, offloadSegments };
  const internetBitsPerMicro = random.pick([10, 50, 100, 500]);
  const peers = createPeers(random, site);
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
  enact(scene, script, mode);
  const packets = within(merged(streams), durationSeconds * 1e6, mostPackets);
  return { mac: device.mac, system, mode, vantage: vantageName, seed, durationSeconds, packets };
};

const durationMinutes = (random: Random, minutes: number, mode: Mode): number => {
  const median = mode === 'glimpse' ? 1.5 : minutes;
  return Math.min(60, Math.max(mode === 'glimpse' ? 0.2 : 1, random.around(median, 0.6)));
};

const weighted = (random: Random, systems: RoleScript['systems']): SystemName => {
  const names = SYSTEM_NAMES.flatMap((name) => Array.from({ length: systems[name] ?? 0 }, () => name));
  return random.pick(names);
};

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
