import { describe, expect, it } from 'vitest';
import { featurizeCaptures } from './featurize-captures.ts';
import { hostSets, sample } from './testing/samples.ts';

const captures = ['smart-plug.pcap', 'cooked.pcap', 'raw-ip.pcap', 'office.pcapng.gz'].map(sample);

/** How many worker threads were started meanwhile. */
const workersOf = async (work: () => Promise<unknown>): Promise<number> => {
  let started = 0;
  const count = (): void => {
    started += 1;
  };
  process.on('worker', count);
  try {
    await work();
  } finally {
    process.off('worker', count);
  }
  return started;
};

describe('captures shared among threads', () => {
  it.each([
    [1, 0],
    [2, 1],
    [3, 2],
  ])('of %i are read on this one and %i others', async (threads, others) => {
    const options = { sets: hostSets, devices: 'auto', threads } as const;
    expect(await workersOf(() => featurizeCaptures(captures, options))).toBe(others);
  });
});
