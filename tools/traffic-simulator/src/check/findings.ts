import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SimulatorError } from '../errors.ts';

/** What tshark may find in a packet: the field that shows it, and whether the simulator sends such packets on purpose. */
export const FINDINGS = {
  '_ws.malformed': false,
  'ip.checksum_bad.expert': false,
  'tcp.analysis.retransmission': true,
  'tcp.analysis.fast_retransmission': true,
  'tcp.analysis.spurious_retransmission': false,
  'tcp.analysis.lost_segment': false,
  'tcp.analysis.ack_lost_segment': false,
  'tcp.analysis.out_of_order': false,
  'tcp.analysis.duplicate_ack': false,
  'tcp.analysis.reused_ports': false,
  'tcp.analysis.window_full': false,
  'tcp.analysis.zero_window': false,
  'tcp.analysis.zero_window_probe': false,
  'tcp.analysis.window_update': true,
  'tcp.analysis.keep_alive': true,
  'tcp.analysis.keep_alive_ack': true,
} as const;

/** Packets with each finding; those that no packet has are not there. */
export type FindingCounts = ReadonlyMap<string, number>;

const FIELDS = Object.keys(FINDINGS);
const ARGUMENTS = [
  ...['-n', '-o', 'ip.check_checksum:TRUE', '-T', 'fields'],
  ...FIELDS.flatMap((field) => ['-e', field]),
  ...['-Y', FIELDS.join(' || ')],
];
const MOST_BYTES = 2 ** 28;

/**
 * Has tshark look at a capture.
 *
 * @throws SimulatorError SIMULATOR_NO_TSHARK where it is not installed or does not get through.
 */
export const findingsOf = async (path: string): Promise<FindingCounts> => {
  const { stdout } = await promisify(execFile)('tshark', ['-r', path, ...ARGUMENTS], {
    maxBuffer: MOST_BYTES,
  }).catch((cause: unknown) => {
    throw new SimulatorError('SIMULATOR_NO_TSHARK', path, { cause });
  });
  const counts = new Map<string, number>();
  for (const line of stdout.split('\n')) {
    line.split('\t').forEach((cell, index) => {
      if (cell !== '') counts.set(FIELDS[index], (counts.get(FIELDS[index]) ?? 0) + 1);
    });
  }
  return counts;
};

/** Those that the simulator does not mean to send. */
export const unintended = (counts: FindingCounts): FindingCounts =>
  new Map([...counts].filter(([field]) => !isIntended(field)));

const isIntended = (field: string): boolean =>
  Object.entries(FINDINGS).some(([known, intended]) => known === field && intended);
