/** Names of TCP option kinds, as tcpdump has them; IANA "Transmission Control Protocol (TCP) Parameters". */
const NAMES = ['eol', 'nop', 'mss', 'wscale', 'sackOK', 'sack', 'echo', 'echoreply', 'ts'];

/** Stands for every kind that four bits cannot tell. */
const OTHER = 15;

/** The kinds of `PacketBatch.tcpOptionOrder` in their order, such as `mss:sackOK:ts:nop:wscale`; empty without options. */
export const tcpOptionNames = (order: number): string => {
  const names: string[] = [];
  for (let rest = order; rest !== 0; rest >>>= 4) {
    const kind = rest & 15;
    names.push(NAMES[kind] ?? (kind === OTHER ? 'other' : `kind${kind}`));
  }
  return names.join(':');
};
