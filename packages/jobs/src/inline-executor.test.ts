import { describe, expect, it } from 'vitest';
import { inlineExecutor } from './inline-executor.ts';

const half = (number: number): number => {
  if (number % 2 === 1) throw new RangeError(`${number} is odd`);
  return number / 2;
};

describe('inlineExecutor', () => {
  it('runs inputs one after the other and reports each', async () => {
    const reported: [number, number][] = [];
    const outputs = await inlineExecutor(half).map([8, 6, 4], (output, index) =>
      reported.push([index, output]),
    );
    expect(outputs).toEqual([4, 3, 2]);
    expect(reported).toEqual([
      [0, 4],
      [1, 3],
      [2, 2],
    ]);
  });

  it('takes an async task as well', async () => {
    expect(await inlineExecutor(async (n: number) => Promise.resolve(n + 1)).map([1, 2])).toEqual([2, 3]);
  });

  it('rejects with the first failure and runs nothing after it', async () => {
    const done: number[] = [];
    await expect(inlineExecutor(half).map([2, 3, 4], (output) => done.push(output))).rejects.toThrow(
      '3 is odd',
    );
    expect(done).toEqual([1]);
  });

  it('stops between two inputs when the signal aborts', async () => {
    const abort = new AbortController();
    const done: number[] = [];
    const run = inlineExecutor(half).map(
      [2, 4, 6],
      (output) => {
        done.push(output);
        if (output === 2) abort.abort(new Error('enough'));
      },
      abort.signal,
    );
    await expect(run).rejects.toThrow('enough');
    expect(done).toEqual([1, 2]);
  });

  it('lets timers run between two inputs', async () => {
    const events: string[] = [];
    setImmediate(() => events.push('timer'));
    await inlineExecutor((name: string) => events.push(name)).map(['first', 'second']);
    expect(events).toEqual(['timer', 'first', 'second']);
  });
});
