import type { Random } from '../random.ts';
import type { OperatingSystem } from './operating-system.ts';

/** An end of a conversation, as the vantage point sees it. */
export interface Host {
  /** Its network card, 6 bytes. */
  readonly mac: Uint8Array;
  /** 4 bytes. */
  readonly ipv4: Uint8Array;
  /** 16 bytes, where it speaks IPv6. */
  readonly ipv6: Uint8Array | undefined;
  readonly system: OperatingSystem;
  /** Routers between it and the vantage point; 0 on the same segment. */
  readonly hops: number;
  /** Time of a packet from it to the vantage point. */
  readonly delayMicros: number;
  /** Largest TCP segment it takes over IPv4. */
  readonly mss: number;
  /** The next port for a client of its own. */
  readonly nextPort: () => number;
  /** The next identification of an IPv4 packet. */
  readonly nextIdentification: () => number;
}

/** What tells one host from another. */
export type HostIdentity = Omit<Host, 'nextPort' | 'nextIdentification'>;

/** A host with counters of its own. */
export const createHost = (random: Random, identity: HostIdentity): Host => {
  const { ephemeralPorts, portOrder, identification } = identity.system;
  const [first, last] = ephemeralPorts;
  const count = last - first + 1;
  // A step without a common divisor visits every port once before one comes again.
  const step = portOrder === 'ascending' ? 1 : coprimeStep(random, count);
  let port = random.integer(0, count - 1);
  let number = random.integer(0, 0xffff);
  return {
    ...identity,
    nextPort: () => {
      port = (port + step) % count;
      return first + port;
    },
    nextIdentification: () => {
      if (identification === 'zero') return 0;
      number = identification === 'counter' ? (number + 1) & 0xffff : random.integer(1, 0xffff);
      return number;
    },
  };
};

const coprimeStep = (random: Random, count: number): number => {
  for (;;) {
    const step = random.integer(Math.floor(count / 7), count - 1);
    if (greatestDivisor(step, count) === 1) return step;
  }
};

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** A multicast or broadcast destination. */
export const groupOf = (
  asking: Host,
  address: { readonly mac: Uint8Array; readonly ip: Uint8Array },
): Host => ({
  ...asking,
  mac: address.mac,
  ipv4: address.ip.length === 4 ? address.ip : asking.ipv4,
  ipv6: address.ip.length === 16 ? address.ip : undefined,
  hops: 0,
});
