/** Whose row it is. None of it is an input of a model. */
export interface RowIdentity {
  /** Name of the capture the row was made from. */
  readonly capture: string;
  /** The device: its MAC address (`00:11:22:aa:bb:cc`), or its IP address where the link has no MAC addresses. */
  readonly device: string;
  /** The MAC address; absent where the device is known by its IP address. */
  readonly mac?: string;
  /** Addresses the device sent packets from, the one of most packets first. */
  readonly ips: readonly string[];
  /** Time of the earliest packet, seconds since 1970-01-01 UTC; NaN where no packet has a time, or a file of NetworkML does not tell. */
  readonly firstSeen: number;
  /** Time of the latest packet, seconds since 1970-01-01 UTC; NaN where no packet has a time. */
  readonly lastSeen: number;
  /** Packets the device sent or received. */
  readonly packets: number;
  /** How many of them it sent. */
  readonly packetsOut: number;
  /** Sum of the packets' lengths on the wire, in bytes. */
  readonly bytes: number;
  /**
   * Distinct hosts whose packets carried the device's address as source: IPv4 addresses that name one host on a network
   * (not 0.0.0.0, link-local, multicast or broadcast) and IPv6 prefixes of 64 bits (not link-local or unspecified). NaN
   * where a file does not tell.
   */
  readonly hosts: number;
  /** Start of the row's time window, seconds since 1970-01-01 UTC; absent where rows are of whole captures. */
  readonly windowStart?: number;
}

/** The names that stand for identity in a file of features of ours, in order. */
export const IDENTITY_COLUMNS = [
  'capture',
  'device',
  'mac',
  'ips',
  'first_seen',
  'last_seen',
  'packets',
  'packets_out',
  'bytes',
  'hosts',
  'window_start',
  'warnings',
] as const;

/** Identity columns that files of earlier versions lack: such files are read all the same. */
export const LATER_IDENTITY_COLUMNS = ['hosts', 'window_start', 'warnings'] as const;

/** Identity columns in NetworkML's own layout. */
export const NETWORKML_IDENTITY_COLUMNS = ['host_key', 'tshark_srcips', 'filename'] as const;

/** Names no feature set may declare, since identity or NetworkML's label column uses them. */
export const RESERVED_COLUMN_NAMES: ReadonlySet<string> = new Set([
  ...IDENTITY_COLUMNS,
  ...NETWORKML_IDENTITY_COLUMNS,
  'role',
]);
