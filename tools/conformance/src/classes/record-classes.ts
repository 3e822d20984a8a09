import type { CellDifference, DifferenceClass, PacketDifference } from '../difference.ts';
import { theirField } from './predicates.ts';

const GREATEST_INT32 = '2147483647';

/** Captures of a fuzzer that carry the plain magic number, and in which tshark sees a variant of pcap all the same. */
const GUESSED_VARIANTS: ReadonlySet<string> = new Set([
  'pcapplusplus/Tests__Fuzzers__RegressionTests__regression_samples__igmplayer',
  'pcapplusplus/Tests__Fuzzers__RegressionTests__regression_samples__crash-exception-cast-constructed-record',
  'pcapplusplus/Tests__Fuzzers__RegressionTests__regression_samples__clusterfuzz-testcase-minimized-FuzzTarget-5766899836387328',
]);

/** Time as tshark prints it, where the nanoseconds do not fit a second: a sign, whole seconds, nanoseconds. */
const TIME = /^(-?)(\d+)\.(\d{9,10})$/;

/**
 * Whether tshark's time is ours without the carry. It keeps seconds and nanoseconds as they come, the latter in a signed
 * word of 32 bits that wraps around, and prints one sign for both.
 */
const isWithoutCarry = ({ ours, theirs }: CellDifference): boolean => {
  const [our, their] = [TIME.exec(ours), TIME.exec(theirs)];
  if (our === null || their === null) return false;
  const carried = BigInt(our[2]) - BigInt(their[2]);
  const nanos = carried * 1_000_000_000n + BigInt(our[3]);
  const sign = their[1] === '-' ? -1n : 1n;
  return carried > 0n && BigInt.asIntN(32, nanos) === sign * BigInt(their[3]);
};

const isGuessedVariant = ({ file }: CellDifference | PacketDifference): boolean => GUESSED_VARIANTS.has(file);

/** Differences in what the file says around a packet. */
export const RECORD_CLASSES: readonly DifferenceClass[] = [
  {
    id: 'refused-by-tshark',
    reason:
      'tshark refuses the link type or the file (the tables below say which), and we read on: an unknown link type still gives time and lengths, reserved bits are ignored as the specification asks.',
    packets: ({ theirMessage, ours, theirs }) => theirMessage.startsWith('(') && ours > theirs,
  },
  {
    id: 'guessed-variant',
    reason:
      'tshark takes three damaged captures with the plain magic number for a Nokia or Red Hat variant of pcap, because their first record headers make more sense that way, and finds packets at other places.',
    cell: isGuessedVariant,
    packets: isGuessedVariant,
  },
  {
    id: 'fraction-beyond-a-second',
    reason:
      'The microseconds of a damaged record are a million or more. We carry them into the seconds; tshark keeps them, wrapped around at 32 bits.',
    cell: (difference) => difference.column === 'seconds, nanos' && isWithoutCarry(difference),
  },
  {
    id: 'length-beyond-31-bits',
    reason: 'A damaged record claims more than 2,147,483,647 bytes on the wire, the most that tshark shows.',
    cell: ({ column, ours, theirs }) =>
      column === 'wireLengthBytes' && theirs === GREATEST_INT32 && Number(ours) > Number(theirs),
  },
  {
    id: 'no-ip-length',
    reason:
      'The total length of an IPv4 header is 0, as the network card is to fill it in. tshark shows the length of what was captured instead; we tell the field.',
    cell: (difference) =>
      difference.column === 'ipLengthBytes' &&
      difference.ours === '0' &&
      Number(theirField(difference, 'frame.len')) >= Number(difference.theirs),
  },
];
