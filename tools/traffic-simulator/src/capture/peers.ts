import { createHost, type Host } from '../host/host.ts';
import { pickSystem, type SystemName, type SystemShares, tuned } from '../host/operating-system.ts';
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

/** What fills the places of a site that nothing else says more of. */
export const USUAL_SYSTEMS: Readonly<Record<'client' | 'server' | 'appliance', SystemShares>> = {
  client: {
    windows2000: 1,
    windowsXp: 4,
    windows7: 4,
    windows10: 6,
    windows11: 4,
    macos: 2,
    linux2: 1,
    linux5: 1,
  },
  server: {
    windowsServer2003: 3,
    windowsServer2008: 2,
    windowsServer2016: 3,
    windowsServer2022: 2,
    linux2: 2,
    linux3: 2,
    linux5: 2,
    linuxServer: 3,
    freebsd: 1,
    solaris: 1,
  },
  appliance: { printerSimple: 2, printerModern: 3, printerVxworks: 2, linux2: 1, linux3: 1, networkGear: 1 },
};

const CONTROLLERS: SystemShares = {
  windows2000: 1,
  windowsServer2003: 3,
  windowsServer2008: 3,
  windowsServer2016: 4,
  windowsServer2022: 3,
  linuxServer: 1,
};
const ADMINISTRATORS: SystemShares = {
  windowsXp: 2,
  windows7: 2,
  windows10: 2,
  windows11: 1,
  windowsServer2016: 1,
  linux2: 1,
  linux5: 1,
  macos: 1,
};
const INTERNET: SystemShares = {
  linux2: 2,
  linuxServer: 3,
  linux5: 2,
  freebsd: 2,
  windowsServer2003: 1,
  windowsServer2022: 1,
};

const MOST_CLIENTS = 60;

/** How many peers there are, and where. */
export interface Company {
  /** A capture of one conversation shows one of each kind. */
  readonly isAlone: boolean;
  /** All stand on the captured segment. */
  readonly isNear: boolean;
}

/** The peers of a device: as many as the site has of each kind; only light hosts, their own traffic is not simulated. */
export const createPeers = (random: Random, site: Site, { isAlone, isNear }: Company): Scene['peers'] => {
  const isSmall = site.kind === 'lab' || site.kind === 'office';
  const segmentShare = isNear ? 1 : isSmall ? 0.95 : random.next();
  let number = 10;
  const several = (count: number, shares: SystemShares, where?: Place['where']): readonly Host[] =>
    Array.from({ length: isAlone ? 1 : Math.max(1, count) }, () => {
      number = number >= 250 ? 10 : number + 1;
      const place = where ?? (random.chance(segmentShare) ? 'segment' : 'site');
      return hostAt(random, site, {
        system: pickSystem(random, shares, site.year),
        where: place,
        hasIpv6: random.chance(0.8),
        number,
      });
    });
  const clientCount = Math.min(MOST_CLIENTS, random.integer(1, site.clients));
  const peers: Record<PeerKind, readonly Host[]> = {
    controllers: several(site.controllers, CONTROLLERS),
    clients: several(clientCount, USUAL_SYSTEMS.client),
    servers: several(isSmall ? random.integer(1, 3) : random.integer(2, 12), USUAL_SYSTEMS.server),
    printers: several(random.integer(1, 3), USUAL_SYSTEMS.appliance),
    administrators: several(random.integer(1, 2), ADMINISTRATORS),
    internet: several(random.integer(4, 40), INTERNET, 'internet'),
  };
  return peers;
};
