import { type LastHeaders, type PacketBatch, Protocol } from '@networkml/pcap-reader';

import { type Subject } from './device.ts';
import { type PacketEnds } from './feature-set.ts';
import { NOT_KEPT } from './stats/address-table.ts';

const QUOTING = Protocol.Icmp | Protocol.Icmpv6;

/** Stands for the subject of no run. */
const NOBODY = -1;

/** The addresses of packets, from a `PacketBatch` or its `last`. */
export type AddressColumns = Pick<
  PacketBatch | LastHeaders,
  'sourceMac' | 'destinationMac' | 'ipVersion' | 'sourceIp' | 'destinationIp'
>;

/** Packets, and the addresses that count for the identity of stations; that of hosts is told by the batch's own. */
interface AddressedBatch {
  readonly batch: PacketBatch;
  readonly addresses: AddressColumns;
}

/** Subjects, and whether there are hosts among them. */
interface Senders {
  readonly known: readonly Subject[];
  readonly hasHosts: boolean;
}

/** Counts the source addresses of the packets that subjects sent; those of its own headers are marked. */
export const countSources = (
  { known, hasHosts }: Senders,
  { batch, addresses }: AddressedBatch,
  ends: PacketEnds,
): void => {
  if (addresses === batch || !hasHosts) {
    countRuns(known, { batch, addresses }, ends);
    return;
  }
  const isHost = (subject: number): boolean => 'ip' in known[subject].key;
  countRuns(known, { batch, addresses: batch }, selectEnds(ends, isHost));
  countRuns(
    known,
    { batch, addresses },
    selectEnds(ends, (subject) => !isHost(subject)),
  );
};

const selectEnds = (
  { count, entries, subjects }: PacketEnds,
  isWanted: (subject: number) => boolean,
): PacketEnds => {
  const isKept = (_: number, at: number): boolean => at < count && isWanted(subjects[at]);
  const kept = entries.filter(isKept);
  return { count: kept.length, entries: kept, subjects: subjects.filter(isKept) };
};

/**
 * The per-packet loop: most packets are of one of the two subjects before and of its address, so packets of each are
 * counted as a run as long as they are.
 */
const countRuns = (
  known: readonly Subject[],
  { batch, addresses }: AddressedBatch,
  { count, entries, subjects }: PacketEnds,
): void => {
  const { ipVersion, sourceIp } = addresses;
  const mayQuote = addresses !== batch;
  let latest = NOBODY;
  let latestRow = 0;
  let latestTimes = 0;
  let other = NOBODY;
  let otherRow = 0;
  let otherTimes = 0;
  for (let at = 0; at < count; at += 1) {
    if ((entries[at] & 1) !== 0) continue;
    const row = entries[at] >>> 1;
    const subject = subjects[at];
    const isQuote = mayQuote && isQuoted(batch, addresses, row);
    if (subject === latest && !isQuote && isSame(ipVersion, sourceIp, row, latestRow)) {
      latestTimes += 1;
      continue;
    }
    if (subject !== latest) {
      const [run, runRow, times] = [other, otherRow, otherTimes];
      other = latest;
      otherRow = latestRow;
      otherTimes = latestTimes;
      latest = run;
      latestRow = runRow;
      latestTimes = times;
      if (subject === latest && !isQuote && isSame(ipVersion, sourceIp, row, latestRow)) {
        latestTimes += 1;
        continue;
      }
    }
    if (latestTimes > 0) known[latest].sources.repeatLatest(latestTimes);
    const { sources } = known[subject];
    const isKept = sources.add(ipVersion[row], sourceIp, row) !== NOT_KEPT;
    if (!isQuote) sources.markLatest();
    latest = isKept && !isQuote ? subject : NOBODY;
    latestRow = row;
    latestTimes = 0;
  }
  if (latestTimes > 0) known[latest].sources.repeatLatest(latestTimes);
  if (otherTimes > 0) known[other].sources.repeatLatest(otherTimes);
};

/** Whether two rows have the same source address. */
// eslint-disable-next-line max-params -- called for every packet
const isSame = (versions: Uint8Array, words: Uint32Array, row: number, other: number): boolean => {
  const version = versions[row];
  if (version !== versions[other]) return false;
  if (version === 0) return true;
  if (words[row * 4 + 3] !== words[other * 4 + 3]) return false;
  return (
    version === 4 ||
    (words[row * 4 + 2] === words[other * 4 + 2] &&
      words[row * 4 + 1] === words[other * 4 + 1] &&
      words[row * 4] === words[other * 4])
  );
};

/** Whether an ICMP error's last IP header, that of the packet it quotes, names another source than its own. */
const isQuoted = (batch: PacketBatch, last: AddressColumns, row: number): boolean => {
  if ((batch.protocols[row] & QUOTING) === 0) return false;
  const at = row * 4;
  return (
    batch.sourceIp[at + 3] !== last.sourceIp[at + 3] ||
    batch.sourceIp[at + 2] !== last.sourceIp[at + 2] ||
    batch.sourceIp[at + 1] !== last.sourceIp[at + 1] ||
    batch.sourceIp[at] !== last.sourceIp[at]
  );
};
