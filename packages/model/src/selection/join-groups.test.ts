import { describe, expect, it } from 'vitest';
import { joinGroups } from './join-groups.ts';

describe('joinGroups', () => {
  it('leaves a single partition as it is', () => {
    expect(joinGroups(['b', 'a', 'b'])).toEqual(['b', 'a', 'b']);
  });

  it('joins the groups of rows that share a name of another partition', () => {
    const devices = ['plug', 'hub', 'plug', 'lamp'];
    const captures = ['1.pcap', '1.pcap', '2.pcap', '3.pcap'];
    expect(joinGroups(devices, captures)).toEqual(['hub', 'hub', 'hub', 'lamp']);
  });

  it('joins through other rows, however long the chain', () => {
    const devices = Array.from({ length: 100 }, (_, row) => `device ${Math.floor(row / 2)}`);
    const captures = Array.from({ length: 100 }, (_, row) => `capture ${Math.floor((row + 1) / 2)}`);
    expect(new Set(joinGroups(devices, captures))).toEqual(new Set(['device 0']));
  });

  it('does not take equal names of two partitions for the same', () => {
    expect(joinGroups(['x', 'y'], ['y', 'x'])).toEqual(['x', 'y']);
  });

  it('refuses partitions of different length', () => {
    expect(() => joinGroups(['a'], ['a', 'b'])).toThrow('MODEL_BAD_TRAINING_DATA');
  });
});
