import {
  CaptureError,
  type CaptureErrorCode,
  type CaptureInfo,
  type CaptureOptions,
} from '@networkml/pcap-reader';
import { Finding, must } from './finding.ts';

/** How reading an input ended. */
export interface Outcome {
  readonly packets: number;
  /** `undefined` where it was read to its end. */
  readonly code: CaptureErrorCode | undefined;
  readonly offsetBytes: number;
  readonly message: string;
}

/** What a reading threw, and what it counted. */
export interface Ending {
  readonly thrown: unknown;
  readonly info: CaptureInfo;
  /** Rows handed out. */
  readonly rows: number;
  readonly options: CaptureOptions;
}

/**
 * Says how a reading ended.
 *
 * @throws Finding where something else than a CaptureError was thrown, or counts contradict each other.
 */
export const outcomeOf = ({ thrown, info, rows, options }: Ending): Outcome => {
  if (thrown instanceof Finding) throw thrown;
  if (thrown !== undefined && !(thrown instanceof CaptureError)) {
    const trace = thrown instanceof Error ? (thrown.stack ?? thrown.message) : typeof thrown;
    throw new Finding(`threw something else than a CaptureError: ${trace}`, { cause: thrown });
  }
  must(info.packets === rows, () => `${rows} rows handed out, ${info.packets} counted`);
  const byDamage = info.damage.reduce((sum, count) => sum + count, 0);
  must(byDamage === rows, () => `${rows} packets, ${byDamage} by damage`);
  const byInterface = info.interfacePackets.reduce((sum, count) => sum + count, 0);
  must(byInterface === rows, () => `${rows} packets, ${byInterface} by interface`);
  const error = info.brokenBy ?? thrown;
  const isKept = options.salvage === true && rows > 0;
  must(thrown === undefined || !isKept, () => 'salvage threw although there were packets');
  must(info.brokenBy === undefined || isKept, () => 'brokenBy is set where nothing was salvaged');
  return {
    packets: rows,
    code: error?.code,
    offsetBytes: error?.offsetBytes ?? 0,
    message: error?.message ?? '',
  };
};
