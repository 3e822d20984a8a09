/** A packet as a capture holds it: headers only, with the length it had on the wire. */
export interface Packet {
  /** Microseconds since the capture began. */
  readonly atMicros: number;
  /** The frame up to the end of its last header. */
  readonly bytes: Uint8Array;
  /** Length of the whole frame. */
  readonly wireBytes: number;
}

/** Where the capture is taken, as far as frames show it. */
export interface Vantage {
  /** A network of virtual machines, where no frame is padded. */
  readonly isVirtual: boolean;
  /** On the device itself: its own frames are not padded yet, and carry no tag. */
  readonly onHost: boolean;
  /** 802.1Q tag of a mirror port. */
  readonly vlan: number | undefined;
  /** The card of the gateway: everything from behind it, and to there, carries this address. */
  readonly gatewayMac: Uint8Array;
  /** The card of the device. */
  readonly deviceMac: Uint8Array;
}
