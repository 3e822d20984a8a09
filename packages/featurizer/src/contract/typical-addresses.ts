/** Who takes part in the typical capture, and what else names or numbers things without telling what they do. */
export interface TypicalAddresses {
  readonly device: Station;
  readonly peer: Station;
  readonly gateway: Station;
  /** Hosts behind the gateway. */
  readonly server: { readonly ipv4: Uint8Array; readonly ipv6: Uint8Array };
  /** First port a client takes; first TCP sequence number; first IPv4 identification. */
  readonly firstPort: number;
  readonly firstSequence: number;
  readonly firstIdentification: number;
  /** Time of the first packet, seconds since 1970-01-01 UTC. */
  readonly startSeconds: number;
}

/** An end on the local network. */
export interface Station {
  readonly mac: Uint8Array;
  readonly ipv4: Uint8Array;
  /** Link-local. */
  readonly ipv6: Uint8Array;
}

const linkLocal = (...tail: readonly number[]): Uint8Array =>
  Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, ...tail);

/** The addresses of a home network in March 2024. */
export const HOME: TypicalAddresses = {
  device: {
    mac: Uint8Array.of(0x02, 0x1b, 0x44, 0x11, 0x3a, 0xb7),
    ipv4: Uint8Array.of(192, 168, 1, 20),
    ipv6: linkLocal(0, 0x1b, 0x44, 0xff, 0xfe, 0x11, 0x3a, 0xb7),
  },
  peer: {
    mac: Uint8Array.of(0x02, 0x1b, 0x44, 0x90, 0x00, 0x31),
    ipv4: Uint8Array.of(192, 168, 1, 31),
    ipv6: linkLocal(0, 0x1b, 0x44, 0xff, 0xfe, 0x90, 0x00, 0x31),
  },
  gateway: {
    mac: Uint8Array.of(0x02, 0x30, 0x07, 0x00, 0x00, 0x01),
    ipv4: Uint8Array.of(192, 168, 1, 1),
    ipv6: linkLocal(0, 0x30, 0x07, 0xff, 0xfe, 0, 0, 0x01),
  },
  server: {
    ipv4: Uint8Array.of(8, 8, 4, 4),
    ipv6: Uint8Array.of(0x26, 0x06, 0x28, 0, 2, 0x20, 0, 1, 2, 0x48, 0x18, 0x93, 0x25, 0xc8, 0x19, 0x46),
  },
  firstPort: 49_200,
  firstSequence: 1000,
  firstIdentification: 4660,
  startSeconds: 1_709_253_360,
};

/** The same kinds of addresses, all of them others, two years before. */
export const OFFICE: TypicalAddresses = {
  device: {
    mac: Uint8Array.of(0x06, 0xe5, 0x0c, 0x72, 0x5f, 0x18),
    ipv4: Uint8Array.of(10, 44, 3, 140),
    ipv6: linkLocal(0x9c, 0x41, 0x10, 0x2f, 0x7b, 0x22, 0xd0, 0x5e),
  },
  peer: {
    mac: Uint8Array.of(0x0a, 0x3d, 0x62, 0x18, 0xee, 0x02),
    ipv4: Uint8Array.of(10, 44, 3, 9),
    ipv6: linkLocal(0x11, 0xaa, 0x52, 0x3f, 0x9b, 0x02, 0x60, 0x01),
  },
  gateway: {
    mac: Uint8Array.of(0x0e, 0x77, 0x01, 0xc4, 0x09, 0xfe),
    ipv4: Uint8Array.of(10, 44, 3, 254),
    ipv6: linkLocal(0x77, 0x01, 0, 0, 0, 0, 0, 0xfe),
  },
  server: {
    ipv4: Uint8Array.of(151, 101, 1, 69),
    ipv6: Uint8Array.of(0x2a, 0x04, 0x4e, 0x42, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x19),
  },
  firstPort: 57_911,
  firstSequence: 3_141_592_653,
  firstIdentification: 21_003,
  startSeconds: 1_646_182_923,
};
