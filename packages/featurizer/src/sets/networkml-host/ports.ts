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
const OTHER_UNPRIVILEGED = PORT_KINDS.length - 1;

/** The kind of each of the 65,536 ports, an index into `PORT_KINDS`. */
export const KIND_OF_PORT: Uint8Array = new Uint8Array(65_536)
  .fill(OTHER_UNPRIVILEGED)
  .fill(OTHER_PRIVILEGED, 0, FIRST_UNPRIVILEGED);
PORT_KINDS.forEach(({ port }, kind) => {
  if (port !== 'other') KIND_OF_PORT[port] = kind;
});
