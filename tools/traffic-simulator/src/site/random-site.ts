import { ROLE_LABELS } from '@networkml/naming';
import { createRandom, seedOf } from '../random.ts';
import { parseSite, type Site } from './site.ts';

/** What a random site is drawn from. */
export interface RandomSiteOptions {
  readonly seed: number;
  readonly index: number;
  readonly devicesPerRole: number;
}

/** A site of its own kind: a company, a lab with a handful of machines, a small office, machines in a cloud. */
export const randomSite = ({ seed, index, devicesPerRole }: RandomSiteOptions): Site => {
  const random = createRandom(seedOf('site', seed, index));
  const kind = random.pick([
    'enterprise',
    'enterprise',
    'enterprise',
    'lab',
    'lab',
    'office',
    'cloud',
  ] as const);
  const isSmall = kind === 'lab' || kind === 'office';
  const network = random.pick([
    `10.${random.integer(0, 250)}.${random.integer(0, 250)}.0`,
    `192.168.${random.integer(0, 250)}.0`,
    `172.${random.integer(16, 31)}.${random.integer(0, 250)}.0`,
  ]);
  return parseSite({
    name: `site${index}`,
    kind,
    network,
    clients: isSmall ? random.integer(1, 8) : Math.ceil(random.around(40, 0.9)),
    controllers: kind === 'office' && random.chance(0.5) ? 0 : random.integer(1, isSmall ? 1 : 3),
    ipv6Share: random.chance(0.4) ? 0 : random.next() ** 2,
    ...(kind !== 'cloud' && random.chance(0.25) ? { vlan: random.integer(2, 900) } : {}),
    linkMegabits: random.pick([100, 1_000, 1_000, 1_000, 10_000]),
    internetMillis: Math.min(300, random.around(18, 0.8)),
    lossRate: random.pick([0, 0.001, 0.003, 0.01]),
    hour: random.integer(0, 23),
    year: random.chance(0.3) ? random.integer(2003, 2012) : random.integer(2013, 2025),
    noise: random.next() ** 2,
    devices: Object.fromEntries(Object.keys(ROLE_LABELS).map((role) => [role, devicesPerRole])),
  });
};
