import type { Random } from '../random.ts';

/** A key of `OPERATING_SYSTEMS`. */
export type SystemName =
  | 'windows2000'
  | 'windowsXp'
  | 'windows7'
  | 'windows10'
  | 'windows11'
  | 'windowsServer2003'
  | 'windowsServer2008'
  | 'windowsServer2016'
  | 'windowsServer2022'
  | 'linux2'
  | 'linux3'
  | 'linux5'
  | 'linuxServer'
  | 'macos'
  | 'freebsd'
  | 'solaris'
  | 'printerSimple'
  | 'printerModern'
  | 'printerVxworks'
  | 'networkGear';

/** Options of a SYN in the order the system writes them. */
export type TcpOption = 'mss' | 'nop' | 'scale' | 'sack' | 'timestamp' | 'end';

/** What packet headers give away of the system that wrote them. */
export interface OperatingSystem {
  readonly name: string;
  readonly family: 'windows' | 'linux' | 'mac' | 'embedded';
  /** Initial TTL or hop limit. */
  readonly hopLimit: number;
  readonly synWindow: number;
  readonly windowScale: number;
  readonly synOptions: readonly TcpOption[];
  /** First and last port it gives to its own clients. */
  readonly ephemeralPorts: readonly [first: number, last: number];
  readonly portOrder: 'ascending' | 'random';
  /** How the identification field of IPv4 is filled. */
  readonly identification: 'counter' | 'random' | 'zero';
  /** Longest wait before a lone segment is acknowledged. */
  readonly delayedAckMicros: number;
  /** First and last year one meets it at work. */
  readonly years: readonly [first: number, last: number];
}

/** Systems that are still sold. */
const LATEST = 2100;

const WINDOWS = {
  family: 'windows',
  hopLimit: 128,
  synWindow: 64_240,
  windowScale: 8,
  synOptions: ['mss', 'nop', 'scale', 'nop', 'nop', 'sack'],
  ephemeralPorts: [49_152, 65_535],
  portOrder: 'ascending',
  identification: 'counter',
  delayedAckMicros: 45_000,
} as const;

/** What systems before Windows Vista have in common: no scaled windows, few ports for clients, slow acknowledgments. */
const BEFORE_VISTA = {
  windowScale: 0,
  ephemeralPorts: [1_025, 5_000],
  delayedAckMicros: 190_000,
  synOptions: ['mss', 'nop', 'nop', 'sack'],
} as const;

const LINUX = {
  family: 'linux',
  hopLimit: 64,
  synWindow: 64_240,
  windowScale: 7,
  synOptions: ['mss', 'sack', 'timestamp', 'nop', 'scale'],
  ephemeralPorts: [32_768, 60_999],
  portOrder: 'random',
  identification: 'random',
  delayedAckMicros: 40_000,
} as const;

const EMBEDDED = {
  family: 'embedded',
  hopLimit: 64,
  synWindow: 5_840,
  windowScale: 0,
  synOptions: ['mss'],
  ephemeralPorts: [1_024, 5_000],
  portOrder: 'ascending',
  identification: 'counter',
  delayedAckMicros: 200_000,
} as const;

/** Every system the simulator knows. */
export const OPERATING_SYSTEMS: Readonly<Record<SystemName, OperatingSystem>> = {
  windows2000: {
    ...WINDOWS,
    ...BEFORE_VISTA,
    name: 'windows2000',
    synWindow: 16_384,
    years: [2000, 2008],
  },
  windowsXp: { ...WINDOWS, ...BEFORE_VISTA, name: 'windowsXp', years: [2002, 2013] },
  windows7: {
    ...WINDOWS,
    name: 'windows7',
    synWindow: 8_192,
    delayedAckMicros: 190_000,
    years: [2009, 2021],
  },
  windows10: { ...WINDOWS, name: 'windows10', years: [2015, LATEST] },
  windows11: { ...WINDOWS, name: 'windows11', synWindow: 65_535, years: [2022, LATEST] },
  windowsServer2003: {
    ...WINDOWS,
    ...BEFORE_VISTA,
    name: 'windowsServer2003',
    synWindow: 16_384,
    years: [2003, 2014],
  },
  windowsServer2008: {
    ...WINDOWS,
    name: 'windowsServer2008',
    synWindow: 8_192,
    delayedAckMicros: 190_000,
    years: [2008, 2021],
  },
  windowsServer2016: {
    ...WINDOWS,
    name: 'windowsServer2016',
    synWindow: 65_535,
    years: [2013, LATEST],
  },
  windowsServer2022: {
    ...WINDOWS,
    name: 'windowsServer2022',
    synWindow: 65_535,
    portOrder: 'random',
    years: [2021, LATEST],
  },
  linux2: {
    ...LINUX,
    name: 'linux2',
    synWindow: 5_840,
    windowScale: 2,
    portOrder: 'ascending',
    identification: 'counter',
    years: [2000, 2013],
  },
  linux3: { ...LINUX, name: 'linux3', synWindow: 29_200, portOrder: 'ascending', years: [2011, 2021] },
  linux5: { ...LINUX, name: 'linux5', years: [2018, LATEST] },
  linuxServer: {
    ...LINUX,
    name: 'linuxServer',
    windowScale: 9,
    identification: 'zero',
    years: [2010, LATEST],
  },
  macos: {
    ...LINUX,
    name: 'macos',
    family: 'mac',
    synWindow: 65_535,
    windowScale: 6,
    portOrder: 'ascending',
    identification: 'zero',
    ephemeralPorts: [49_152, 65_535],
    synOptions: ['mss', 'nop', 'scale', 'nop', 'nop', 'timestamp', 'sack', 'end', 'end'],
    years: [2003, LATEST],
  },
  freebsd: {
    ...LINUX,
    name: 'freebsd',
    synWindow: 65_535,
    windowScale: 6,
    ephemeralPorts: [10_000, 65_535],
    synOptions: ['mss', 'nop', 'scale', 'sack', 'timestamp'],
    years: [2000, LATEST],
  },
  solaris: {
    ...LINUX,
    name: 'solaris',
    hopLimit: 255,
    synWindow: 49_640,
    windowScale: 0,
    portOrder: 'ascending',
    identification: 'counter',
    ephemeralPorts: [32_768, 65_535],
    synOptions: ['mss', 'nop', 'scale', 'nop', 'nop', 'sack'],
    years: [2000, 2014],
  },
  printerSimple: { ...EMBEDDED, name: 'printerSimple', years: [1998, 2020] },
  printerModern: {
    ...EMBEDDED,
    name: 'printerModern',
    synWindow: 11_680,
    windowScale: 2,
    ephemeralPorts: [49_152, 65_535],
    synOptions: ['mss', 'nop', 'scale', 'nop', 'nop', 'timestamp'],
    years: [2009, LATEST],
  },
  printerVxworks: {
    ...EMBEDDED,
    name: 'printerVxworks',
    synWindow: 8_192,
    synOptions: ['mss', 'nop', 'scale'],
    years: [1998, 2018],
  },
  networkGear: {
    ...EMBEDDED,
    name: 'networkGear',
    hopLimit: 255,
    synWindow: 4_128,
    portOrder: 'random',
    years: [1998, LATEST],
  },
};

/** All of them, in a fixed order. */
export const SYSTEM_NAMES: readonly SystemName[] = [
  'windows2000',
  'windowsXp',
  'windows7',
  'windows10',
  'windows11',
  'windowsServer2003',
  'windowsServer2008',
  'windowsServer2016',
  'windowsServer2022',
  'linux2',
  'linux3',
  'linux5',
  'linuxServer',
  'macos',
  'freebsd',
  'solaris',
  'printerSimple',
  'printerModern',
  'printerVxworks',
  'networkGear',
];

/** How often each system fills a place. */
export type SystemShares = Readonly<Partial<Record<SystemName, number>>>;

/** One of the systems, as often as its share says, among those in use in that year; among all where none is. */
export const pickSystem = (random: Random, shares: SystemShares, year: number): SystemName => {
  const names = SYSTEM_NAMES.filter((name) => (shares[name] ?? 0) > 0);
  const current = names.filter((name) => {
    const [first, last] = OPERATING_SYSTEMS[name].years;
    return year >= first && year <= last;
  });
  const candidates = current.length > 0 ? current : names;
  return random.pick(candidates.flatMap((name) => Array.from({ length: shares[name] ?? 0 }, () => name)));
};

/** A system as one machine has it set up: hop limit and window are changed now and then. */
export const tuned = (random: Random, name: SystemName): OperatingSystem => {
  const system: OperatingSystem = OPERATING_SYSTEMS[name];
  const isTuned = random.chance(0.15);
  return {
    ...system,
    hopLimit: isTuned && random.chance(0.3) ? random.pick([64, 128, 255]) : system.hopLimit,
    synWindow: isTuned
      ? random.pick([5_840, 8_192, 14_600, 16_384, 29_200, 32_768, 62_727, 65_535])
      : system.synWindow,
  };
};
