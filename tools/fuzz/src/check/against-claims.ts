import type { PacketBatch } from '@networkml/pcap-reader';
import type { Claims } from '../claims/claims.ts';
import { must } from './finding.ts';
import type { Outcome } from './outcome.ts';

const NANOS_PER_SECOND = 1_000_000_000n;

/**
 * Compares a batch, whose first row is packet `from` of the capture, with what the capture claims.
 *
 * @throws Finding where a packet differs.
 */
export const checkRows = (batch: PacketBatch, from: number, claims: Claims): void => {
  const { captured, wire, interfaceOf, interfaces } = claims;
  const { capturedLengthBytes, wireLengthBytes, interfaceIndex, linkType } = batch;
  must(from + batch.count <= captured.length, () => `more than the ${captured.length} packets claimed`);
  for (let row = 0; row < batch.count; row += 1) {
    const packet = from + row;
    const source = interfaces[interfaceOf[packet]];
    if (
      capturedLengthBytes[row] === captured[packet] &&
      wireLengthBytes[row] === wire[packet] &&
      interfaceIndex[row] === interfaceOf[packet] &&
      (source.linkType === linkType[row] || source.linkType === -1)
    )
      continue;
    const read = [capturedLengthBytes[row], wireLengthBytes[row], interfaceIndex[row], linkType[row]];
    const claimed = [captured[packet], wire[packet], interfaceOf[packet], source.linkType];
    must(false, () => `packet ${packet + 1} reads as ${read.join()}, but claims ${claimed.join()}`);
  }
};

/** A capture's bytes, and what they claim. */
export interface Framing {
  readonly claims: Claims;
  readonly view: DataView;
}

/** Compares times, which takes longer: each is computed in whole nanoseconds from the bytes of the file. */
export const checkTimes = (batch: PacketBatch, from: number, { claims, view }: Framing): void => {
  for (let row = 0; row < batch.count; row += 1) {
    const claimed = claimedNanos(from + row, claims, view);
    const seconds = batch.seconds[row];
    const holds =
      claimed === undefined
        ? Number.isNaN(seconds)
        : Number(claimed.seconds) === seconds && claimed.nanos === batch.nanos[row];
    must(
      holds,
      () => `packet ${from + row + 1} is at ${seconds} s ${batch.nanos[row]} ns, not ${show(claimed)}`,
    );
  }
};

interface Time {
  readonly seconds: bigint;
  readonly nanos: number;
}

const show = (time: Time | undefined): string =>
  time === undefined ? 'without a time' : `${time.seconds} s ${time.nanos} ns`;

const claimedNanos = (packet: number, claims: Claims, view: DataView): Time | undefined => {
  const at = claims.timeAt[packet];
  if (at === 0) return undefined;
  const { littleEndian, resolution, offsetSeconds } = claims.interfaces[claims.interfaceOf[packet]];
  const high = BigInt(view.getUint32(at, littleEndian));
  const low = BigInt(view.getUint32(at + 4, littleEndian));
  const ticks = claims.format === 'pcapng' ? (high << 32n) | low : high * resolution + low;
  const nanos = Number(((ticks % resolution) * NANOS_PER_SECOND) / resolution);
  return { seconds: ticks / resolution + offsetSeconds, nanos };
};

/**
 * `read + damaged = claimed`: nothing was lost, and the capture was read to where it breaks.
 *
 * @throws Finding otherwise.
 */
export const checkEnd = (outcome: Outcome, claims: Claims, size: number): void => {
  const { packets, code, offsetBytes } = outcome;
  const claimed = claims.captured.length;
  must(
    packets === claimed,
    () => `${packets} packets read of ${claimed} claimed (${code} at ${offsetBytes})`,
  );
  must(code === claims.code, () => `it ended with ${code}, where it claims to end with ${claims.code}`);
  if (code === undefined) return;
  const brokenAt = Math.min(claims.brokenAt, size); // what lies behind the end is told as the end
  must(offsetBytes === brokenAt, () => `${code} at byte ${offsetBytes}, where it breaks at ${brokenAt}`);
};
