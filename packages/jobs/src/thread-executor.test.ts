import { threadId } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { threadExecutor } from './thread-executor.ts';

interface SumTask {
  readonly numbers: Float64Array;
  readonly waitMs?: number;
  readonly fail?: string;
  readonly spin?: boolean;
}

interface SumResult {
  readonly sum: number;
  readonly threadId: number;
}

const open: { close(): Promise<void> }[] = [];

const startThreads = (threads: number) => {
  const workerUrl = new URL('./testing/sums.worker.ts', import.meta.url);
  const executor = threadExecutor<SumTask, SumResult>({ workerUrl, threads });
  open.push(executor);
  return executor;
};

const numbers = (...values: number[]) => Float64Array.from(values);

afterEach(async () => {
  for (const executor of open.splice(0)) await executor.close();
});

describe('threadExecutor', () => {
  it('gives outputs in the order of the inputs, though later ones end first', async () => {
    const ended: number[] = [];
    const outputs = await startThreads(2).map(
      [{ numbers: numbers(1, 2), waitMs: 1500 }, { numbers: numbers(3) }, { numbers: numbers(4, 5) }],
      (output, index) => {
        expect(output.sum).toBe([3, 3, 9][index]);
        ended.push(index);
      },
    );
    expect(outputs.map(({ sum }) => sum)).toEqual([3, 3, 9]);
    expect(ended).toEqual([1, 2, 0]);
  });

  it('works on other threads, as many as asked for', async () => {
    const tasks = Array.from({ length: 4 }, () => ({ numbers: numbers(1), waitMs: 300 }));
    const used = new Set((await startThreads(2).map(tasks)).map((output) => output.threadId));
    expect(used.size).toBe(2);
    expect(used).not.toContain(threadId);
  });

  it('lends shared memory to the threads without a copy', async () => {
    const shared = new Float64Array(new SharedArrayBuffer(16));
    shared.set([20, 22]);
    const [output] = await startThreads(1).map([{ numbers: shared }]);
    expect(output.sum).toBe(42);
  });

  it('rejects with the first failure and stops what runs', async () => {
    const executor = startThreads(2);
    const seen: number[] = [];
    const endless = { numbers: numbers(), spin: true };
    await expect(
      executor.map([endless, { numbers: numbers(), fail: 'no such file' }, { numbers: numbers(1) }], (_, i) =>
        seen.push(i),
      ),
    ).rejects.toThrow('no such file');
    expect(seen).toEqual([]);
  });

  it('can be used again after a failure', async () => {
    const executor = startThreads(1);
    await expect(executor.map([{ numbers: numbers(), fail: 'once' }])).rejects.toThrow(TypeError);
    expect((await executor.map([{ numbers: numbers(7) }]))[0].sum).toBe(7);
  });

  it('ends a computation that does not end by itself when the signal aborts', async () => {
    const abort = new AbortController();
    const endless = startThreads(1).map([{ numbers: numbers(), spin: true }], undefined, abort.signal);
    setTimeout(() => {
      abort.abort(new Error('enough'));
    }, 200);
    await expect(endless).rejects.toThrow('enough');
  });

  it('rejects at once when the signal has aborted before', async () => {
    await expect(
      startThreads(1).map([{ numbers: numbers(1) }], undefined, AbortSignal.abort(new Error('never began'))),
    ).rejects.toThrow('never began');
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %d threads', (threads) => {
    expect(() => startThreads(threads)).toThrow(RangeError);
  });

  it('has nothing to do without inputs', async () => {
    expect(await startThreads(1).map([])).toEqual([]);
  });
});
