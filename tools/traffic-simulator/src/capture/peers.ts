import { createHost, type Host } from '../host/host.ts';
import { type SystemName, tuned } from '../host/operating-system.ts';
import type { Random } from '../random.ts';
import type { Site } from '../site/site.ts';
import type { PeerKind, Scene } from './activity.ts';

/** Where a host stands, as seen from the vantage point. */
export interface Place {
  readonly system: SystemName;
  readonly where: 'segment' | 'site' | 'internet';
  readonly hasIpv6: boolean;
  /** Last byte of its IPv4 address on the segment. */
  readonly number: number;
}

const CARDS = [
  [0x00, 0x0c, 0x29],
  [0x00, 0x50, 0x56],
  [0x08, 0x00, 0x27],
  [0x18, 0x66, 0xda],
  [0x3c, 0x52, 0x82],
  [0xf0, 0x18, 0x98],
] as const;

/** The card address of a new host. */
const cardOf = (random: Random): Uint8Array =>
  Uint8Array.of(
    ...random.pick(CARDS),
    random.integer(0, 255),
    random.integer(0, 255),
    random.integer(0, 255),
  );

/** A host at its place. */
export const hostAt = (random: Random, site: Site, place: Place): Host => {
  const [a, b, c] = site.network.split('.').map(Number);
  const isPublic = place.where === 'internet';
  const ipv4 = isPublic
    ? Uint8Array.of(
        random.pick([13, 20, 34, 52, 104, 142, 151, 185]),
        random.integer(0, 255),
        random.integer(0, 255),
        random.integer(1, 254),
      )
    : Uint8Array.of(a, b, place.where === 'segment' ? c : (c + random.integer(1, 5)) % 256, place.number);
  const words = isPublic ? [0x2a, 0x01, 0x04, 0xf8] : [0x20, 0x01, 0x0d, 0xb8];
  const isLinkLocal = place.where === 'segment' && random.chance(0.6);
  const prefix = isLinkLocal ? [0xfe, 0x80, 0, 0, 0, 0, 0, 0] : [...words, a, b, c, 0];
  const ipv6 = Uint8Array.of(...prefix, ...Array.from({ length: 8 }, () => random.integer(0, 255)));
  const isCloud = site.kind === 'cloud';
  return createHost(random, {
    mac: cardOf(random),
    ipv4,
    ipv6: place.hasIpv6 ? ipv6 : undefined,
    system: tuned(random, place.system),
    hops: isPublic
      ? random.integer(4, 18)
      : place.where === 'site' || (isCloud && place.number !== 1)
        ? 1
        : 0,
    delayMicros: isPublic
      ? (random.around(site.internetMillis, 0.6) * 1000) / 2
      : random.around(place.where === 'site' ? 400 : 120, 0.6),
    mss: isPublic ? random.pick([1_460, 1_460, 1_452, 1_400, 1_380]) : 1_460,
  });
};

const CLIENT_SYSTEMS = [
  'windows10',
  'windows10',
  'windows10',
  'windows11',
  'windows11',
  'windows7',
  'macos',
  'linux5',
] as const;
const SERVER_SYSTEMS = [
  'windowsServer2016',
  'windowsServer2022',
  'linuxServer',
  'linux5',
  'windowsServer2008',
] as const;
const CONTROLLER_SYSTEMS = [
  'windowsServer2016',
  'windowsServer2022',
  'windowsServer2008',
  'windowsServer2016',
  'linuxServer',
] as const;
const PRINTER_SYSTEMS = ['printerModern', 'printerSimple', 'printerVxworks'] as const;

const MOST_CLIENTS = 60;

/** The peers of a device: as many as the site has of each kind; only light hosts, their own traffic is not simulated. */
export const createPeers = (random: Random, site: Site): Scene['peers'] => {
  const isSmall = site.kind === 'lab' || site.kind === 'office';
  const segmentShare = isSmall ? 0.95 : random.next();
  let number = 10;
  const several = (count: number, systems: readonly SystemName[], where?: Place['where']): readonly Host[] =>
    Array.from({ length: Math.max(1, count) }, () => {
      number = number >= 250 ? 10 : number + 1;
      const place = where ?? (random.chance(segmentShare) ? 'segment' : 'site');
      return hostAt(random, site, {
        system: random.pick(systems),
        where: place,
        hasIpv6: random.chance(0.8),
        number,
      });
    });
  const clientCount = Math.min(MOST_CLIENTS, random.integer(1, site.clients));
  const peers: Record<PeerKind, readonly Host[]> = {
    controllers: several(site.controllers, CONTROLLER_SYSTEMS),
    clients: several(clientCount, CLIENT_SYSTEMS),
    servers: several(isSmall ? random.integer(1, 3) : random.integer(2, 12), SERVER_SYSTEMS),
    printers: several(random.integer(1, 3), PRINTER_SYSTEMS),
    administrators: several(random.integer(1, 2), [
      'windows10',
      'windows11',
      'linux5',
      'macos',
      'windowsServer2016',
    ]),
    internet: several(
      random.integer(4, 40),
      ['linuxServer', 'linux5', 'freebsd', 'windowsServer2022'],
      'internet',
    ),
  };
  return peers;
};
