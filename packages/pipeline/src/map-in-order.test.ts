import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mapInOrder } from './map-in-order.ts';

describe('mapInOrder', () => {
  it('gives results in the order of the inputs, with no more under way than allowed', async () => {
    let underWay = 0;
    let most = 0;
    const results: number[] = [];
    for await (const result of mapInOrder([30, 1, 20, 2], 2, async (milliseconds) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await setTimeout(milliseconds);
      underWay -= 1;
      return milliseconds;
    }))
      results.push(result);
    expect(results).toEqual([30, 1, 20, 2]);
    expect(most).toBe(2);
  });

  it('throws a failure in its turn, after the results before it', async () => {
    const results: number[] = [];
    const failing = async (): Promise<void> => {
      for await (const result of mapInOrder([1, 2, 3], 3, (input) =>
        input === 2 ? Promise.reject(new RangeError('two')) : Promise.resolve(input),
      ))
        results.push(result);
    };
    await expect(failing()).rejects.toThrow('two');
    expect(results).toEqual([1]);
  });
});
