import { markdownTable } from '@networkml/pages';
import type { Measurement } from '../run/command.ts';
import type { MemoryCase } from './memory-cases.ts';

/** One case and how reading it went. */
export interface MemoryResult {
  readonly memoryCase: MemoryCase;
  readonly measurement: Measurement;
}

/** The table of cases: how much was read, how long it took, how much memory was resident at most. */
export const memoryReport = (results: readonly MemoryResult[]): string =>
  markdownTable(
    ['capture', 'MB', 'packets', 'seconds', 'peak MiB'],
    results.map(({ memoryCase, measurement: { seconds, peakMebibytes, output } }) => [
      memoryCase.name,
      (memoryCase.bytes / 1e6).toFixed(0),
      output.split(' ', 1)[0],
      seconds.toFixed(1),
      peakMebibytes?.toFixed(0) ?? 'no GNU time',
    ]),
  );
