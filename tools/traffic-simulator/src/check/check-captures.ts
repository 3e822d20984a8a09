import { availableParallelism } from 'node:os';
import { type FindingCounts, findingsOf } from './findings.ts';

/** What tshark finds in all captures together, several looked at at a time. @throws SimulatorError SIMULATOR_NO_TSHARK. */
export const checkCaptures = async (paths: readonly string[]): Promise<FindingCounts> => {
  const left = [...paths];
  const sums = new Map<string, number>();
  const work = async (): Promise<void> => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      for (const [field, count] of await findingsOf(path)) sums.set(field, (sums.get(field) ?? 0) + count);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return new Map([...sums].sort(([a], [b]) => a.localeCompare(b)));
};
