/** A packet on its way into a capture file. */
export interface Packet {
  /** Since 1970-01-01 UTC. */
  readonly timestampNanos: bigint;
  /** Index of the interface that saw it; 0 in files that know only one. */
  readonly interfaceIndex: number;
  /** From the link header on, whole. */
  readonly bytes: Uint8Array;
}

/** LINKTYPE numbers of tcpdump.org. */
export const LINK_TYPE = { Ethernet: 1, Raw: 101, LinuxCooked: 113 } as const;

/** No packet is cut. */
export const SNAP_LENGTH_BYTES = 262_144;
