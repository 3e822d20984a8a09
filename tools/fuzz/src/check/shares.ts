import { type CaptureInfo, CaptureError, type CaptureOptions } from '@networkml/pcap-reader';
import { openCaptureSync } from '@networkml/pcap-reader/node';
import type { Claims } from '../claims/claims.ts';
import { checkRows } from './against-claims.ts';
import { must } from './finding.ts';
import { tellSame } from './tell-same.ts';

/** An input, and how its packets are shared. */
export interface Sharing {
  readonly bytes: Uint8Array;
  readonly claims: Claims;
  readonly options: CaptureOptions;
  /** Readers among whom the packets are shared. */
  readonly readers: number;
  /** What one reader tells of it. */
  readonly whole: CaptureInfo;
}

/** Batches so small that the turns of the readers change many times. */
const BATCH_CAPACITY = 2;

/**
 * Reads the packets of an input by several readers, each its share.
 *
 * @throws Finding where they do not get every packet once.
 */
export const checkShares = ({ bytes, claims, options, readers, whole }: Sharing): void => {
  let together: CaptureInfo | undefined;
  const seen = new Uint8Array(claims.captured.length);
  for (let index = 0; index < readers; index += 1) {
    const share = { index, of: readers };
    const capture = openCaptureSync(bytes, { ...options, last: false, batchCapacity: BATCH_CAPACITY, share });
    let rows = 0;
    try {
      for (const batch of capture) {
        checkRows(batch, batch.firstPacket, claims);
        for (let row = 0; row < batch.count; row += 1) seen[batch.firstPacket + row] += 1;
        rows += batch.count;
      }
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
    }
    must(capture.info.packets === rows, () => `a share of ${rows} rows counts ${capture.info.packets}`);
    if (together === undefined) together = capture.info;
    else together.addShare(capture.info);
  }
  must(
    together !== undefined && tellSame(together, whole),
    () => 'the shares together tell another CaptureInfo',
  );
  must(
    seen.every((times) => times === 1),
    () => `packet ${seen.findIndex((times) => times !== 1) + 1} is in no share or in several`,
  );
};
