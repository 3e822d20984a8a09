import type { Random } from '../random.ts';

/** A key of `OPERATING_SYSTEMS`. */
export type SystemName =
  | 'windowsXp'
  | 'windows7'
  | 'windows10'
  | 'windows11'
  | 'windowsServer2008'
  | 'windowsServer2016'
  | 'windowsServer2022'
  | 'linux3'
  | 'linux5'
  | 'linuxServer'
  | 'macos'
  | 'freebsd'
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
}

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
  windowsXp: {
    ...WINDOWS,
    name: 'windowsXp',
    windowScale: 0,
    ephemeralPorts: [1_025, 5_000],
    delayedAckMicros: 190_000,
    synOptions: ['mss', 'nop', 'nop', 'sack'],
  },
  windows7: { ...WINDOWS, name: 'windows7', synWindow: 8_192, delayedAckMicros: 190_000 },
  windows10: { ...WINDOWS, name: 'windows10' },
  windows11: { ...WINDOWS, name: 'windows11', synWindow: 65_535 },
  windowsServer2008: { ...WINDOWS, name: 'windowsServer2008', synWindow: 8_192, delayedAckMicros: 190_000 },
  windowsServer2016: { ...WINDOWS, name: 'windowsServer2016', synWindow: 65_535 },
  windowsServer2022: { ...WINDOWS, name: 'windowsServer2022', synWindow: 65_535, portOrder: 'random' },
  linux3: { ...LINUX, name: 'linux3', synWindow: 29_200, portOrder: 'ascending' },
  linux5: { ...LINUX, name: 'linux5' },
  linuxServer: { ...LINUX, name: 'linuxServer', windowScale: 9, identification: 'zero' },
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
  },
  freebsd: {
    ...LINUX,
    name: 'freebsd',
    synWindow: 65_535,
    windowScale: 6,
    ephemeralPorts: [10_000, 65_535],
    synOptions: ['mss', 'nop', 'scale', 'sack', 'timestamp'],
  },
  printerSimple: { ...EMBEDDED, name: 'printerSimple' },
  printerModern: {
    ...EMBEDDED,
    name: 'printerModern',
    synWindow: 11_680,
    windowScale: 2,
    ephemeralPorts: [49_152, 65_535],
    synOptions: ['mss', 'nop', 'scale', 'nop', 'nop', 'timestamp'],
  },
  printerVxworks: {
    ...EMBEDDED,
    name: 'printerVxworks',
    synWindow: 8_192,
    synOptions: ['mss', 'nop', 'scale'],
  },
  networkGear: { ...EMBEDDED, name: 'networkGear', hopLimit: 255, synWindow: 4_128, portOrder: 'random' },
};

/** All of them, in a fixed order. */
export const SYSTEM_NAMES: readonly SystemName[] = [
  'windowsXp',
  'windows7',
  'windows10',
  'windows11',
  'windowsServer2008',
  'windowsServer2016',
  'windowsServer2022',
  'linux3',
  'linux5',
  'linuxServer',
  'macos',
  'freebsd',
  'printerSimple',
  'printerModern',
  'printerVxworks',
  'networkGear',
];

/** A system as one machine has it set up: hop limit and window are changed now and then. */
export const tuned = (random: Random, name: SystemName): OperatingSystem => {
  const system: OperatingSystem = OPERATING_SYSTEMS[name];
  const isTuned = random.chance(0.15);
  return {
    ...system,
    hopLimit: isTuned && random.chance(0.3) ? random.pick([64, 128, 255]) : system.hopLimit,
    synWindow: isTuned ? random.pick([8_192, 14_600, 29_200, 32_768, 62_727, 65_535]) : system.synWindow,
  };
};
