import { KINDS, PORTS_APART } from './kernel-layout.ts';

/** The well-known ports NetworkML tells apart below 1024, in the order of its columns. */
const PRIVILEGED_PORTS = [
  161, 67, 68, 69, 631, 137, 138, 139, 110, 143, 80, 53, 22, 23, 88, 25, 443, 123,
] as const;

/** Those it tells apart from 1024 on, in the order of its columns. */
const UNPRIVILEGED_PORTS = [5349, 5222, 2375, 2376, 5353, 5354, 1900, 5357, 6653] as const;

/** A kind of port: a known one, or any other of its class. */
interface PortKind {
  readonly portClass: 'priv' | 'nonpriv';
  readonly port: number | 'other';
}

/** The 29 kinds of port of a transport, in the order of NetworkML's columns: kind `i` is bit `i` of a port mask. */
export const PORT_KINDS: readonly PortKind[] = [
  ...[...PRIVILEGED_PORTS, 'other' as const].map((port): PortKind => ({ portClass: 'priv', port })),
  ...[...UNPRIVILEGED_PORTS, 'other' as const].map((port): PortKind => ({ portClass: 'nonpriv', port })),
];

const FIRST_UNPRIVILEGED = 1024;
const OTHER_PRIVILEGED = PRIVILEGED_PORTS.length;
const OTHER_UNPRIVILEGED = KINDS - 1;

/** The kind of each port below `PORTS_APART`, an index into `PORT_KINDS`; all ports above are of the last. */
export const KIND_OF_PORT: Uint8Array = new Uint8Array(PORTS_APART)
  .fill(OTHER_UNPRIVILEGED)
  .fill(OTHER_PRIVILEGED, 0, FIRST_UNPRIVILEGED);
PORT_KINDS.forEach(({ port }, kind) => {
  if (port !== 'other') KIND_OF_PORT[port] = kind;
});

/**
 * Writes the ratios of a transport: packets from each kind of port by packets to it, both directions together.
 * @param counters where the kernel counted packets from each kind, and then to each; 0 where there were none.
 */
export const writeRatios = (row: Float64Array, memory: ArrayBuffer, counters: number): void => {
  if (counters === 0) return;
  const from = new Float64Array(memory, counters, KINDS);
  const to = new Float64Array(memory, counters + KINDS * 8, KINDS);
  PORT_KINDS.forEach(({ port }, kind) => {
    row[kind] = (port === 'other' ? otherRatio : knownRatio)(from[kind], to[kind]);
  });
};

const knownRatio = (from: number, to: number): number => (from > 0 && to > 0 ? from / to : 0);

/** NetworkML says 1 where no packet went to such a port but some came from one. */
const otherRatio = (from: number, to: number): number => {
  if (to > 0) return from / to;
  return from > 0 ? 1 : 0;
};
